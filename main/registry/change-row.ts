import { canonicalBody, CHANGE_KINDS, type Change, type ChangeKind } from '../../shared/change.ts';
import { hashBytes, idBytes, idText } from './bytes.ts';

export type ChangeRow = {
  seq: number;
  id: Buffer;
  kind: number;
  author: string;
  at: number;
  prompt: number | null;
  version: Buffer | null;
  parent: number | null;
  merged: Buffer | null;
  origin_author: string | null;
  origin_at: number | null;
  body: string;
  depth: number | null;
  content: Buffer | null;
};

/** What the row of a change hangs on: seqs of the prompt it is about and of the version it builds on; and the id of the
 *  version it makes. Null also for what is not there, where a change was refused: its body says it then. */
export type Anchors = { prompt: number | null; parent: number | null; versionId: string | null };

export const NO_ANCHORS: Anchors = { prompt: null, parent: null, versionId: null };

/** The columns of a change, from `id` to `body`, in the order of the table. */
export function columnsOf(change: Change, anchors: Anchors): unknown[] {
  const { body, merged, origin } = apart(change, anchors);
  return [
    idBytes(change.id),
    CHANGE_KINDS.indexOf(change.kind),
    change.author,
    change.at,
    anchors.prompt,
    anchors.versionId === null ? null : hashBytes(anchors.versionId),
    anchors.parent,
    merged,
    origin?.author ?? null,
    origin?.committedAt ?? null,
    canonicalBody(body),
  ];
}

/** Puts a change together again, without its content. `promptIdOf` and `versionIdOf` say what was made by the change at
 *  a seq. */
export function changeOf(
  row: ChangeRow,
  promptIdOf: (seq: number) => string,
  versionIdOf: (seq: number) => string,
): Change {
  const kind = kindOf(row);
  const body = JSON.parse(row.body) as Record<string, unknown>;
  if (row.prompt !== null) body['promptId'] = promptIdOf(row.prompt);
  if (kind === 'version.committed') {
    body['parents'] ??= [...(row.parent === null ? [] : [versionIdOf(row.parent)]), ...splitHashes(row.merged)];
    const origin = { author: row.origin_author ?? undefined, committedAt: row.origin_at ?? undefined };
    if (origin.author !== undefined || origin.committedAt !== undefined) body['origin'] = origin;
  }
  return { id: idText(row.id), kind, author: row.author, at: row.at, body } as Change;
}

export function kindOf(row: { seq: number; kind: number }): ChangeKind {
  const kind = CHANGE_KINDS[row.kind];
  if (!kind) throw new Error(`change ${row.seq} is of an unknown kind`);
  return kind;
}

/** Whether the body of a change says what it builds on itself, since that is not there. */
export function isWhole(change: Change, { prompt, parent }: Pick<Anchors, 'prompt' | 'parent'>): boolean {
  if (change.kind !== 'version.committed') return false;
  return prompt === null || (change.body.parents.length > 0 && parent === null);
}

type Origin = { author?: string | undefined; committedAt?: number | undefined } | undefined;

/** What a change's body says, less what its row says by other means. */
function apart(change: Change, anchors: Anchors): { body: object; merged: Buffer | null; origin: Origin } {
  if (change.kind === 'version.committed') {
    const { parents, origin, promptId, ...rest } = change.body;
    const isAnchored = !isWhole(change, anchors);
    const body = {
      ...rest,
      ...(anchors.prompt === null ? { promptId } : {}),
      ...(isAnchored ? {} : { parents }),
      ...(origin && origin.author === undefined && origin.committedAt === undefined ? { origin } : {}),
    };
    const merged = isAnchored && parents.length > 1 ? Buffer.concat(parents.slice(1).map(hashBytes)) : null;
    return { body, merged, origin };
  }
  const nothing = { merged: null, origin: undefined };
  if (anchors.prompt === null || !('promptId' in change.body)) return { body: change.body, ...nothing };
  const { promptId: _, ...body } = change.body;
  return { body, ...nothing };
}

/** Version ids that lie end to end. */
export function splitHashes(hashes: Buffer | null): string[] {
  return Array.from({ length: (hashes?.length ?? 0) / 32 }, (_, at) => hashes!.toString('hex', at * 32, at * 32 + 32));
}
