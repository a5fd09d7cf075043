import type { AttentionItem } from '../../../shared/contract/sync-calls.ts';
import { Refused } from '../../../shared/reply.ts';
import { note, oneLine, paint, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { dateTime } from '../words.ts';

/** Lists what waits for this person; with `dismiss`, takes one off. */
export async function attention(session: Session, _: [], { dismiss }: { dismiss?: string }): Promise<void> {
  const { items } = await session.ask('attention.list', {});
  if (dismiss !== undefined) return takeOff(session, items, dismiss);
  if (session.json) return printJson(items);
  if (items.length === 0) return note('Nothing waits for you.');
  print(items.map(lines).join('\n\n'));
}

async function takeOff(session: Session, items: AttentionItem[], id: string): Promise<void> {
  const item = items.find((one) => one.id === id);
  if (!item) throw new Refused('no-item', `Nothing on the list has the id “${id}”; “galley attention” shows the ids.`);
  if (!item.canDismiss)
    throw new Refused('not-news', `“${item.title}” goes from the list once something was done about it.`);
  await session.ask('attention.dismiss', { id });
  if (session.json) printJson({ id, dismissed: true });
  else print(`Taken off: ${oneLine(item.title)}`);
}

function lines(item: AttentionItem): string {
  const when = item.at === null ? '' : `  ${dateTime(item.at)}`;
  return [
    `${paint('bold', oneLine(item.title))}${when}`,
    `  ${oneLine(item.detail)}`,
    paint('dim', `  ${item.kind}  ${item.id}${remedy(item)}`),
  ].join('\n');
}

/** The command that helps, where one does. */
function remedy({ kind, reviewId, deviceId, canDismiss, id }: AttentionItem): string {
  if (kind === 'review' && reviewId !== null) return `  → galley review show ${reviewId}`;
  if (kind === 'join-request' && deviceId !== null) return `  → galley members accept ${deviceId} --role ROLE`;
  if (kind === 'diverged') return '  → galley merge NAME --theirs VERSION';
  return canDismiss ? `  → galley attention --dismiss ${id}` : '';
}
