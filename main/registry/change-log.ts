import { assertRoundTrips, CHANGE_KINDS, isOptimistic, type Change } from '../../shared/change.ts';
import { changeOf, columnsOf, isWhole, type Anchors, type ChangeRow } from './change-row.ts';
import { idBytes } from './bytes.ts';
import { LogMarks } from './log-mark.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Statements } from './statements.ts';
import { TextCache } from './text-cache.ts';
import { contentIn, KEYFRAME_EVERY, packBody, packFrame, unpackBody, unpackFrame } from './version-body.ts';

type BodyRow = { parent: number | null; depth: number; content: Buffer | null };

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

/** A change as the log holds it. `versionId` is the version it was found to make, null where it makes none. */
export type Logged = { seq: number; change: Change; versionId: string | null };

/** SQL: the kinds that `isOptimistic` is not true of, by number. */
export const QUEUED_KINDS = CHANGE_KINDS.flatMap((kind, number) => (isOptimistic(kind) ? [] : [number])).join(',');

/** SQL: the columns of a change but its content. */
const BARE = 'seq, id, kind, author, at, prompt, version, parent, merged, origin_author, origin_at, body';

/** What is read where a content was taken out. */
export const REDACTED_CONTENT = '{"format":"text","messages":[]}';

/** The `changes` table: what goes in comes out the same, to the byte. Kinds are kept as their place in `CHANGE_KINDS`,
 *  so a new kind is added at the end of `bodies`. */
export class ChangeLog {
  readonly marks: LogMarks;
  private readonly statements: Statements;
  private readonly texts = new TextCache<string>(8_000_000, (text) => text.length);
  private readonly frames = new TextCache<Buffer>(16_000_000, (frame) => frame.length);
  private pendingFrame: { packed: Buffer; frame: Buffer } | null = null;

  constructor(statements: Statements) {
    this.statements = statements;
    this.marks = new LogMarks(statements);
  }

  /** The next place in the log. */
  nextPlace(): number {
    return this.statements.get<{ seq: number }>(
      `SELECT coalesce(max(seq), 0) + 1 AS seq FROM changes WHERE seq < ${PENDING_FROM}`,
    )!.seq;
  }

  /** A seq for a change that has no place yet. None is given out twice: readers keep what they read by seq. */
  nextPending(): number {
    const next = this.statements.get<{ value: string }>(
      `INSERT INTO sync VALUES ('next-pending', '${PENDING_FROM + 1}')
       ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value`,
    )!;
    return Number(next.value) - 1;
  }

  /** Appends `change` at `seq`. Its content lies in `frame`, where one is given, as the next in turn: the contents of a
   *  frame lie at seqs that follow each other. */
  append(change: Change, anchors: Anchors, seq: number, frame?: Frame): void {
    const { content } = change;
    const packed = content === undefined ? null : frame ? placed(frame) : this.pack(content, anchors.parent);
    this.statements.run(
      `INSERT INTO changes (id, kind, author, at, prompt, version, parent, merged, origin_author, origin_at, body, depth, content, seq)
       VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)`,
      ...columnsOf(change, anchors),
      packed?.depth ?? null,
      packed?.content ?? null,
      seq,
    );
    if (content !== undefined && !frame) this.texts.set(seq, content);
  }

  /** Drops what was read: what a transaction wrote and took back must not be found again. */
  forget(): void {
    this.texts.clear();
    this.frames.clear();
    this.pendingFrame = null;
  }

  /** How many changes there are, pending ones too. */
  count(): number {
    return this.nextPlace() - 1 + this.pendingCount();
  }

  pendingCount(): number {
    return this.statements.get<{ n: number }>(`SELECT count(*) AS n FROM changes WHERE seq >= ${PENDING_FROM}`)!.n;
  }

  seqOf(changeId: string): number | null {
    return this.statements.get<{ seq: number }>('SELECT seq FROM changes WHERE id = ?', idBytes(changeId))?.seq ?? null;
  }

  /** Changes after `after` and before `before` in order, whole. Nothing but the log is read. A redacted version comes
   *  without its content, with the id that its segment says. */
  *read(after = 0, before: number = Number.MAX_SAFE_INTEGER): Iterable<Logged> {
    const rows = this.statements.each<ChangeRow>(
      'SELECT * FROM changes WHERE seq > ? AND seq < ? ORDER BY seq',
      after,
      before,
    );
    for (const row of rows) {
      yield { seq: row.seq, change: this.decode(row), versionId: row.version?.toString('hex') ?? null };
    }
  }

  /** The next changes after `after` that have a place in the log, at most `limit`. */
  first(after: number, limit: number): Logged[] {
    return Array.from(this.read(after, Math.min(PENDING_FROM, after + limit + 1)));
  }

  /** Pending changes that take effect only once they have a place. */
  *queued(): Iterable<Logged> {
    const rows = this.statements.each<ChangeRow>(
      `SELECT * FROM changes WHERE seq >= ${PENDING_FROM} AND kind IN (${QUEUED_KINDS}) ORDER BY seq`,
    );
    for (const row of rows) yield { seq: row.seq, change: this.decode(row), versionId: null };
  }

  /** The first changes after `after`, without their contents; −1 for all. */
  *oldest(after: number, limit: number): Iterable<Logged> {
    const rows = this.statements.each<ChangeRow>(
      `SELECT ${BARE} FROM changes WHERE seq > ? ORDER BY seq LIMIT ?`,
      after,
      limit,
    );
    for (const row of rows)
      yield { seq: row.seq, change: this.withoutContent(row), versionId: row.version?.toString('hex') ?? null };
  }

  at(seq: number): Logged {
    const [found] = this.read(seq - 1, seq + 1);
    if (!found) throw new Error(`there is no change ${seq}`);
    return found;
  }

  /** The canonical JSON of the content that the change `seq` committed; an empty one where it was redacted. */
  content(seq: number): string {
    const cached = this.texts.get(seq);
    if (cached !== undefined) return cached;
    const row = this.bodyRow(seq);
    if (!row) return REDACTED_CONTENT;
    // A NULL content lies in its keyframe; the others found there are kept too: who reads one mostly reads the next.
    if (row.content === null || row.depth === 0) return this.unpackFrom(seq - row.depth, row.depth);
    const text = unpackBody(row.content, this.content(row.parent!));
    this.texts.set(seq, text);
    return text;
  }

  /** The id that a version says whose content was taken out; null where it was not. */
  redactedId(seq: number): string | null {
    return this.statements.get<{ id: string }>('SELECT version_id AS id FROM redacted WHERE seq = ?', seq)?.id ?? null;
  }

  /** Notes that the content of `seq`, which holds none (any more), was taken out. */
  noteRedaction(seq: number, versionId: string): void {
    this.statements.run('INSERT OR REPLACE INTO redacted VALUES (?, ?)', seq, versionId);
  }

  /** Whether the row of `change` at `seq` hangs on the same prompt and version, and makes the same version. */
  hangsOn(seq: number, change: Change, { prompt, parent, versionId }: Anchors): boolean {
    const row = this.statements.get<ChangeRow>('SELECT prompt, parent, version FROM changes WHERE seq = ?', seq)!;
    return (
      row.prompt === prompt &&
      row.parent === parent &&
      (row.version?.toString('hex') ?? null) === versionId &&
      isWhole(change, row) === isWhole(change, { prompt, parent })
    );
  }

  /** Writes the row of `change` anew at its seq, with the content it has. */
  rewrite(seq: number, change: Change, anchors: Anchors): void {
    const hasContent = change.kind === 'version.committed';
    const content = hasContent ? this.content(seq) : undefined;
    this.remove(seq);
    const { versionId: _, ...bare } = change;
    this.append(content === undefined ? bare : { ...bare, content }, anchors, seq);
  }

  /** Gives a change another id. */
  rename(seq: number, id: string): void {
    this.statements.run('UPDATE changes SET id = ? WHERE seq = ?', idBytes(id), seq);
  }

  /** Takes a row out. What lies in the same frame stays readable; what leans on it has to be given another place to. */
  remove(seq: number): void {
    this.splitFrame(seq + 1);
    this.statements.run('DELETE FROM changes WHERE seq = ?', seq);
  }

  /** Lets a frame begin at `seq`, where its content lies in the middle of one. */
  splitFrame(seq: number): void {
    const depth = this.placeInFrame(seq, null);
    if (depth === null) return;
    const head = seq - depth;
    const texts: string[] = [];
    for (let at = seq; this.placeInFrame(at, head) !== null; at += 1) texts.push(this.content(at));
    const frame = Frame.of(texts);
    for (const at of texts.keys()) {
      const { depth: place, content } = placed(frame);
      this.statements.run('UPDATE changes SET depth = ?, content = ? WHERE seq = ?', place, content, seq + at);
    }
    this.frames.clear();
  }

  /** The place from 1 of a content that lies in the keyframe of another one (of `head`); null where it does not. */
  private placeInFrame(seq: number, head: number | null): number | null {
    const row = this.statements.get<ChangeRow>('SELECT depth, content FROM changes WHERE seq = ?', seq);
    if (!row || row.depth === null || row.content !== null) return null;
    return head === null || seq - row.depth === head ? row.depth : null;
  }

  private unpackFrom(seq: number, place: number): string {
    const frame = this.frameAt(seq);
    const text = contentIn(frame, place);
    if (text === null) throw new Error(`change ${seq} does not hold the content it should`);
    return text;
  }

  /** The same pending seq may begin another frame after the next rebase, also by another process: of those only the last
   *  is kept, and the packed bytes tell whether it still is the one. */
  private frameAt(seq: number): Buffer {
    const cached = this.frames.get(seq);
    if (cached) return cached;
    const packed = this.bodyRow(seq)!.content!;
    if (seq < PENDING_FROM) {
      const frame = unpackFrame(packed);
      this.frames.set(seq, frame);
      return frame;
    }
    if (!this.pendingFrame?.packed.equals(packed)) this.pendingFrame = { packed, frame: unpackFrame(packed) };
    return this.pendingFrame.frame;
  }

  private pack(content: string, parent: number | null): Packed {
    assertRoundTrips(content);
    const depth = parent === null ? 0 : (this.bodyRow(parent)?.depth ?? -1) + 1;
    if (parent === null || depth === 0 || depth >= KEYFRAME_EVERY)
      return { depth: 0, content: packBody(content, null) };
    return { depth, content: packBody(content, this.content(parent)) };
  }

  /** Null where the content was redacted. Throws where the change has none by its nature. */
  private bodyRow(seq: number): BodyRow | null {
    const row = this.statements.get<ChangeRow>('SELECT parent, depth, content FROM changes WHERE seq = ?', seq);
    if (row && row.depth !== null) return { ...row, depth: row.depth };
    if (row && this.redactedId(seq) !== null) return null;
    throw new Error(`change ${seq} holds no content`);
  }

  private decode(row: ChangeRow): Change {
    const change = this.withoutContent(row);
    if (row.depth !== null) return { ...change, content: this.content(row.seq) };
    const versionId = change.kind === 'version.committed' ? this.redactedId(row.seq) : null;
    return versionId === null ? change : { ...change, versionId };
  }

  private withoutContent(row: ChangeRow): Change {
    return changeOf(
      row,
      (seq) => this.promptIdOf(seq),
      (seq) => this.versionIdOf(seq),
    );
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

function placed(frame: Frame): Packed {
  const depth = frame.used;
  frame.used += 1;
  return { depth, content: depth === 0 ? frame.packed : null };
}
