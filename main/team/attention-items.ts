import type { Change } from '../../shared/change.ts';
import type { AttentionItem } from '../../shared/contract/sync-calls.ts';
import { changeWords } from '../../shared/team/change-words.ts';
import { PENDING_FROM } from '../registry/pending-from.ts';
import type { Registry } from '../registry/registry.ts';
import { ownMember } from '../review/own-member.ts';
import { namesIn } from './change-names.ts';
import { answerable } from './join-requests.ts';
import { ownNames } from './own-names.ts';

/** So many refusals are looked back to. */
const LOOKED_AT = 200;

/** People who ask to be let in, where this person may do so. */
export function requestItems(registry: Registry): AttentionItem[] {
  return answerable(registry, ownMember(registry, registry.present)).map(({ deviceId, name, memberId, at }) => ({
    ...NOTHING,
    id: `join ${deviceId}`,
    kind: 'join-request',
    title: memberId === undefined ? `${name} asks to be let in` : 'A further device of yours asks to be let in',
    detail: 'Compare the key before you do: whoever has the invitation can ask under any name.',
    at,
    deviceId,
  }));
}

/** What this person did that had no effect at its place in the log, the newest first. */
export function refusedItems(registry: Registry): AttentionItem[] {
  const rows = registry.statements.all<{ seq: number; code: string; message: string }>(
    `SELECT r.seq, r.code, r.message FROM refused r JOIN changes c ON c.seq = r.seq
     WHERE r.code <> 'version-exists' AND c.author IN (SELECT value FROM json_each(?)) ORDER BY r.seq DESC LIMIT ?`,
    JSON.stringify(ownNames(registry)),
    LOOKED_AT,
  );
  const names = namesIn(registry);
  return rows.map(({ seq, code, message }): AttentionItem => {
    const { change } = registry.log.at(seq);
    const { what, promptId, reviewId } = changeWords(change, names);
    const move = soleMove(change);
    const prompt = promptId === null ? undefined : registry.state.prompt(promptId)?.name;
    const on = prompt === undefined ? '' : ` on “${prompt}”`;
    const isWaiting = seq >= PENDING_FROM;
    return {
      ...NOTHING,
      id: `refused ${change.id}`,
      kind: move !== null && code === 'stale-move' ? 'stale-move' : 'refused',
      title: isWaiting
        ? `You ${what}${on}, but as things stand it would have no effect`
        : `You ${what}${on}, but it had no effect`,
      detail: message,
      at: change.at,
      promptId,
      reviewId,
      changeId: change.id,
      move,
      canDismiss: true,
    };
  });
}

/** The label move a change asked for, where it is one alone. */
function soleMove(change: Change): AttentionItem['move'] {
  if (change.kind !== 'label.moved' || change.body.moves.length !== 1) return null;
  const { label, versionId } = change.body.moves[0]!;
  return { label, versionId };
}

/** What most items are not about. */
export const NOTHING = {
  at: null,
  promptId: null,
  reviewId: null,
  changeId: null,
  deviceId: null,
  move: null,
  canDismiss: false,
} satisfies Partial<AttentionItem>;
