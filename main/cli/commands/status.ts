import { print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { statusLines } from '../sync-words.ts';

export async function status(session: Session): Promise<void> {
  const standing = await session.ask('sync.status', {});
  if (session.json) printJson(standing);
  else print(statusLines(standing).join('\n'));
}
