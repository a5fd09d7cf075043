import { Refused } from '../../../shared/reply.ts';
import { bench, figureLines } from '../bench.ts';
import { note, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

/** Works on a workspace of its own, in a folder that is removed at the end: never on the user's. */
export async function runBench(
  session: Session,
  [what]: [string?],
  options: { prompts: number; versions: number },
): Promise<void> {
  if (what !== undefined && what !== 'sync') throw new Refused('usage', 'What can be measured alone is “sync”.');
  const measure = what === 'sync' ? (await import('../bench-sync.ts')).benchSync : bench;
  const measured = await measure({ ...options, tell: note });
  if (session.json) printJson(measured);
  else print(measured.figures.flatMap(figureLines).join('\n'));
}
