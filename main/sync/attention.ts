import type { AttentionItem, SyncStatus } from '../../shared/contract/sync-calls.ts';
import { CHANGE_KINDS } from '../../shared/change.ts';
import { idText } from '../registry/bytes.ts';
import { STALE_NOTE } from '../registry/redacted-texts.ts';
import type { Registry } from '../registry/registry.ts';
import { ownMember } from '../review/own-member.ts';
import { listReviews } from '../review/review-rows.ts';
import { NOTHING, refusedItems, requestItems } from '../team/attention-items.ts';
import { redactionItems } from '../team/redaction-items.ts';
import { ownNames } from '../team/own-names.ts';

/** What the syncing says that a person must hear of; the rest stands in the workspace. */
export type SyncFacts = Pick<SyncStatus, 'state' | 'problem' | 'keyPlace' | 'unaudited' | 'behind'>;

/** News that were read are kept by their ids, the newest so many. */
const DISMISSED_NOTE = 'dismissed';
/** The notes of this device that the list hangs on, besides the log. */
export const ATTENTION_NOTES = [DISMISSED_NOTE, 'join-requests', 'join-declined', STALE_NOTE];
const DISMISSED_KEPT = 2_000;

/** Everything that waits on this person, what is most urgent first: each says what happened and what can be done. `keyWarning`: why
 *  the place of its key is not as good as it might be. */
export function attention(registry: Registry, facts: SyncFacts, keyWarning: string | null): AttentionItem[] {
  return registry.db.transaction(() => {
    const dismissed = new Set(readDismissed(registry));
    const items = [
      ...ofSyncing(facts, keyWarning),
      ...redactionItems(registry, facts.behind > 0),
      ...requestItems(registry),
      ...refusedItems(registry),
      ...reviews(registry),
      ...diverged(registry),
      ...renamed(registry),
    ];
    return items.filter(({ id, canDismiss }) => !canDismiss || !dismissed.has(id));
  })();
}

/** The item is shown no more on this device. */
export function dismiss(registry: Registry, id: string): void {
  registry.transaction(() => {
    const kept = readDismissed(registry).filter((one) => one !== id);
    registry.notes.write(DISMISSED_NOTE, [...kept, id].slice(-DISMISSED_KEPT));
  });
}

function readDismissed(registry: Registry): string[] {
  return registry.notes.read<string[]>(DISMISSED_NOTE) ?? [];
}

function ofSyncing({ state, problem, keyPlace, unaudited }: SyncFacts, keyWarning: string | null): AttentionItem[] {
  const items: AttentionItem[] = [];
  if (problem && state !== 'offline') items.push({ ...NOTHING, ...problemItem(problem) }); // offline passes by itself
  if (keyPlace === 'file' && keyWarning !== null)
    items.push({
      ...NOTHING,
      id: 'key-in-file',
      kind: 'key',
      title: 'The key of this device lies in a file',
      detail: keyWarning,
      canDismiss: true,
    });
  if (unaudited)
    items.push({
      ...NOTHING,
      id: 'unaudited',
      kind: 'unaudited',
      title: 'This workspace began from a checkpoint',
      detail: `What it shows is signed by a member who may write it; the ${unaudited.total.toLocaleString('en')} segments behind it are being checked. Nothing needs to be done.`,
      canDismiss: true,
    });
  return items;
}

function problemItem({ code, message }: NonNullable<SyncStatus['problem']>): ItemText {
  if (code === 'removed')
    return { id: code, kind: 'removed', title: 'You were removed from this workspace', detail: message };
  if (code === 'no-key') return { id: code, kind: 'key', title: 'The key of this device is missing', detail: message };
  const title = code === 'waiting' ? 'Waiting to be let in' : 'Syncing has stopped';
  return { id: `remote ${code}`, kind: 'remote', title, detail: message };
}

function reviews(registry: Registry): AttentionItem[] {
  const me = ownMember(registry);
  if (!me) return [];
  const { reviews: rows } = listReviews(registry, { scope: 'all' });
  return rows.flatMap((row): AttentionItem[] => {
    const { reviewId, promptId, promptName, label, at, note } = row;
    const about = { ...NOTHING, promptId, reviewId, at };
    if (row.waitsOnMe && !row.isMine)
      return [
        {
          ...about,
          id: `review ${reviewId}`,
          kind: 'review',
          title: `${row.requestedBy} asks for your review of “${promptName}”`,
          detail: note === '' ? `It is to go to “${label}”.` : note,
        },
      ];
    if (!row.isMine || !DECIDED.has(row.state)) return [];
    return [
      {
        ...about,
        id: `decided ${reviewId} ${row.state}`,
        kind: 'decided',
        title: `Your review of “${promptName}” ${decidedWords[row.state]!}`,
        detail: row.state === 'approved' ? `It can be released to “${label}” now.` : `It was to go to “${label}”.`,
        canDismiss: true,
      },
    ];
  });
}

const decidedWords: Record<string, string> = {
  approved: 'was approved',
  rejected: 'was rejected',
  stale: 'is out of date',
};
const DECIDED = new Set(Object.keys(decidedWords));

/** Prompts with versions side by side, at least one of which this person wrote. */
function diverged(registry: Registry): AttentionItem[] {
  const names = ownNames(registry);
  const rows = registry.statements.all<{ id: Buffer; name: string; numbers: string; at: number }>(
    `SELECT p.id, p.name, group_concat(d.number) AS numbers, p.changed_at AS at FROM diverged d JOIN prompts p ON p.seq = d.prompt
     WHERE p.archived = 0 AND EXISTS (SELECT 1 FROM versions v JOIN changes c ON c.seq = v.seq
       WHERE v.prompt = d.prompt AND c.author IN (SELECT value FROM json_each(?)))
     GROUP BY p.seq ORDER BY p.changed_at DESC`,
    JSON.stringify(names),
  );
  return rows.map(({ id, name, numbers, at }) => ({
    ...NOTHING,
    id: `diverged ${idText(id)} ${numbers}`,
    kind: 'diverged',
    title: `“${name}” was changed by two people at once`,
    detail: 'Both versions are kept. Merge them, or go on from one of them.',
    at,
    promptId: idText(id),
  }));
}

/** Prompts of this person that were given another name, since somebody else had taken theirs first. */
function renamed(registry: Registry): AttentionItem[] {
  const names = ownNames(registry);
  const rows = registry.statements.all<{ id: Buffer; name: string; wanted: string; at: number }>(
    `SELECT p.id, p.name, json_extract(c.body, '$.name') AS wanted, c.at FROM prompts p JOIN changes c ON c.seq = p.seq
     WHERE p.name LIKE json_extract(c.body, '$.name') || '-%' AND c.author IN (SELECT value FROM json_each(?))`,
    JSON.stringify(names),
  );
  return rows
    .filter(({ name, wanted }) => /^-\d+$/.test(name.slice(wanted.length)) && !wasRenamed(registry, name, wanted))
    .map(({ id, name, wanted, at }) => ({
      ...NOTHING,
      id: `renamed ${idText(id)} ${name}`,
      kind: 'renamed',
      title: `“${wanted}” is called “${name}” now`,
      detail: 'Somebody else made a prompt of that name first. Rename yours, or keep both as they are.',
      at,
      promptId: idText(id),
      canDismiss: true,
    }));
}

/** A person may have chosen such a name. */
function wasRenamed(registry: Registry, name: string, wanted: string): boolean {
  return (
    name !== wanted &&
    registry.statements.get(
      `SELECT 1 FROM prompts p JOIN changes c ON c.prompt = p.seq WHERE p.name = ? AND c.kind = ? LIMIT 1`,
      name,
      RENAMED,
    ) !== undefined
  );
}

const RENAMED = CHANGE_KINDS.indexOf('prompt.renamed');

type ItemText = Pick<AttentionItem, 'id' | 'kind' | 'title' | 'detail'>;
