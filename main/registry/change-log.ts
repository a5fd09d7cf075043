import { assertRoundTrips, canonicalBody, CHANGE_KINDS, type Change } from '../../shared/change.ts';
import { hashBytes, idBytes, idText } from './bytes.ts';
import type { Statements } from './statements.ts';
import { TextCache } from './text-cache.ts';
import { contentIn, KEYFRAME_EVERY, packBody, packFrame, unpackBody, unpackFrame } from './version-body.ts';

type Row = {
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

type BodyRow = { parent: number | null; depth: number; content: Buffer | null };

/** What the row of a change hangs on: seqs of the prompt it is about and of the version it builds on; and the id of the
 *  version it makes. */
export type Anchors = { prompt: number | null; parent: number | null; versionId: string | null };

/** Contents, checked to read back as themselves, that are committed one after the other and packed together; see
 *  `packFrame`. */
export class Frame {
  readonly packed: Uint8Array;
  /** How many of its contents have been appended. */
  used = 0;

  private constructor(packed: Uint8Array) {
    this.packed = packed;
  }

  static of(contents: string[]): Frame {
    return new Frame(packFrame(contents));
  }

  /** A frame that was packed before, on another thread. */
  static from(frame: { packed: Uint8Array }): Frame {
    return new Frame(frame.packed);
  }
}

type Packed = { depth: number; content: Uint8Array | null };

/** The `changes` table: what goes in comes out the same, to the byte. Kinds are kept as their place in `CHANGE_KINDS`,
 *  so a new kind is added at the end of `bodies`. */
export class ChangeLog {
  private readonly statements: Statements;
  private readonly texts = new TextCache<string>(8_000_000, (text) => text.length);
  private readonly frames = new TextCache<Buffer>(16_000_000, (frame) => frame.length);

  constructor(statements: Statements) {
    this.statements = statements;
  }

  /** Appends `change` and gives its seq. Its content lies in `frame`, where one is given, as the next in turn; nothing
   *  else may be appended between the contents of one frame. */
  append(change: Change, anchors: Anchors, frame?: Frame): number {
    const parts = apart(change, anchors);
    const packed =
      change.content === undefined ? null : frame ? placed(frame) : this.pack(change.content, anchors.parent);
    const { lastInsertRowid } = this.statements.run(
      `INSERT INTO changes (id, kind, author, at, prompt, version, parent, merged, origin_author, origin_at, body, depth, content)
       VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`,
      idBytes(change.id),
      CHANGE_KINDS.indexOf(change.kind),
      change.author,
      change.at,
      anchors.prompt,
      anchors.versionId === null ? null : hashBytes(anchors.versionId),
      anchors.parent,
      parts.merged,
      parts.originAuthor,
      parts.originAt,
      canonicalBody(parts.body),
      packed?.depth ?? null,
      packed?.content ?? null,
    );
    const seq = Number(lastInsertRowid);
    if (change.content !== undefined && !frame) this.texts.set(seq, change.content);
    return seq;
  }

  /** Drops what was read: what a transaction wrote and took back must not be found again. */
  forget(): void {
    this.texts.clear();
    this.frames.clear();
  }

  count(): number {
    return this.statements.get<{ n: number }>('SELECT coalesce(max(seq), 0) AS n FROM changes')!.n;
  }

  /** Every change in order, whole, with the id of the version it was found to make. Nothing but the log is read. */
  *read(after = 0): Iterable<{ seq: number; change: Change; versionId: string | null }> {
    for (const row of this.statements.each<Row>('SELECT * FROM changes WHERE seq > ? ORDER BY seq', after)) {
      yield { seq: row.seq, change: this.decode(row), versionId: row.version?.toString('hex') ?? null };
    }
  }

  /** The canonical JSON of the content that the change `seq` committed. */
  content(seq: number): string {
    const cached = this.texts.get(seq);
    if (cached !== undefined) return cached;
    const row = this.bodyRow(seq);
    // A NULL content lies in its keyframe; the others found there are kept too: who reads one mostly reads the next.
    if (row.content === null || row.depth === 0) return this.unpackFrom(seq - row.depth, row.depth);
    const text = unpackBody(row.content, this.content(row.parent!));
    this.texts.set(seq, text);
    return text;
  }

  private unpackFrom(seq: number, place: number): string {
    const cached = this.frames.get(seq);
    const frame = cached ?? unpackFrame(this.bodyRow(seq).content!);
    if (!cached) this.frames.set(seq, frame);
    const text = contentIn(frame, place);
    if (text === null) throw new Error(`change ${seq} does not hold the content it should`);
    return text;
  }

  private pack(content: string, parent: number | null): Packed {
    assertRoundTrips(content);
    const depth = parent === null ? 0 : this.bodyRow(parent).depth + 1;
    if (parent === null || depth >= KEYFRAME_EVERY) return { depth: 0, content: packBody(content, null) };
    return { depth, content: packBody(content, this.content(parent)) };
  }

  private bodyRow(seq: number): BodyRow {
    const row = this.statements.get<Row>('SELECT parent, depth, content FROM changes WHERE seq = ?', seq);
    if (row?.depth == null) throw new Error(`change ${seq} holds no content`);
    return { ...row, depth: row.depth };
  }

  private decode(row: Row): Change {
    const kind = CHANGE_KINDS[row.kind];
    if (!kind) throw new Error(`change ${row.seq} is of an unknown kind`);
    const body = JSON.parse(row.body) as Record<string, unknown>;
    if (row.prompt !== null) body['promptId'] = this.promptIdOf(row.prompt);
    if (kind === 'version.committed') {
      body['parents'] = [...(row.parent === null ? [] : [this.versionIdOf(row.parent)]), ...splitHashes(row.merged)];
      const origin = { author: row.origin_author ?? undefined, committedAt: row.origin_at ?? undefined };
      if (origin.author !== undefined || origin.committedAt !== undefined) body['origin'] = origin;
    }
    const change = { id: idText(row.id), kind, author: row.author, at: row.at, body };
    return (row.depth === null ? change : { ...change, content: this.content(row.seq) }) as Change;
  }

  private promptIdOf(seq: number): string {
    const row = this.statements.get<{ body: string }>('SELECT body FROM changes WHERE seq = ?', seq);
    return (JSON.parse(row!.body) as { promptId: string }).promptId;
  }

  private versionIdOf(seq: number): string {
    return this.statements
      .get<{ version: Buffer }>('SELECT version FROM changes WHERE seq = ?', seq)!
      .version.toString('hex');
  }
}

/** What a change's body says, less what its row says by other means. */
function apart(
  change: Change,
  anchors: Anchors,
): { body: object; merged: Buffer | null; originAuthor: string | null; originAt: number | null } {
  if (change.kind === 'version.committed') {
    const { parents, message, origin, snippets } = change.body;
    const merged = parents.length > 1 ? Buffer.concat(parents.slice(1).map(hashBytes)) : null;
    const body = snippets === undefined ? { message } : { message, snippets };
    return { body, merged, originAuthor: origin?.author ?? null, originAt: origin?.committedAt ?? null };
  }
  const nothing = { merged: null, originAuthor: null, originAt: null };
  if (anchors.prompt === null || !('promptId' in change.body)) return { body: change.body, ...nothing };
  const { promptId: _, ...body } = change.body;
  return { body, ...nothing };
}

/** Version ids that lie end to end. */
export function splitHashes(hashes: Buffer | null): string[] {
  return Array.from({ length: (hashes?.length ?? 0) / 32 }, (_, at) => hashes!.toString('hex', at * 32, at * 32 + 32));
}

function placed(frame: Frame): Packed {
  const depth = frame.used;
  frame.used += 1;
  return { depth, content: depth === 0 ? frame.packed : null };
}
