import { bench, figureLines } from '../bench.ts';
import { note, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

/** Works on a workspace of its own, in a folder that is removed at the end: never on the user's. */
export async function runBench(session: Session, _: [], options: { prompts: number; versions: number }): Promise<void> {
  const measured = await bench({ ...options, tell: note });
  if (session.json) printJson(measured);
  else print(measured.figures.flatMap(figureLines).join('\n'));
}
