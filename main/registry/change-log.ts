import { assertRoundTrips, canonicalBody, CHANGE_KINDS, type Change } from '../../shared/change.ts';
import { hashBytes, idBytes, idText } from './bytes.ts';
import type { Statements } from './statements.ts';
import { KEYFRAME_EVERY, packBody, unpackBody } from './version-body.ts';

type Row = {
  seq: number;
  id: Buffer;
  kind: number;
  author: string;
  at: number;
  prompt: number | null;
  parents: Buffer | null;
  body: string;
  base: number | null;
  depth: number | null;
  content: Buffer | null;
};

type BodyRow = Pick<Row, 'base' | 'depth' | 'content'>;

/** Where a change's row hangs: the seq of the prompt it is about, and of the version its content may lean on. */
export type Anchors = { prompt: number | null; base: number | null };

/** The `changes` table: what goes in comes out the same, to the byte. Kinds are kept as their place in `CHANGE_KINDS`,
 *  so a new kind is added at the end of `bodies`. */
export class ChangeLog {
  private readonly statements: Statements;
  private readonly texts = new TextCache();

  constructor(statements: Statements) {
    this.statements = statements;
  }

  /** Appends `change` and gives its seq. */
  append(change: Change, anchors: Anchors): number {
    const { promptId, parents, ...rest } = change.body as Record<string, unknown> & { promptId?: string; parents?: string[] };
    const keepPromptId = anchors.prompt === null && promptId !== undefined;
    const body = canonicalBody(keepPromptId ? { ...rest, promptId } : rest);
    const packed = change.content === undefined ? null : this.pack(change.content, anchors.base);
    const { lastInsertRowid } = this.statements.run(
      'INSERT INTO changes (id, kind, author, at, prompt, parents, body, base, depth, content) VALUES (?,?,?,?,?,?,?,?,?,?)',
      idBytes(change.id),
      CHANGE_KINDS.indexOf(change.kind),
      change.author,
      change.at,
      anchors.prompt,
      parents ? Buffer.concat(parents.map(hashBytes)) : null,
      body,
      packed?.base ?? null,
      packed?.depth ?? null,
      packed?.content ?? null,
    );
    const seq = Number(lastInsertRowid);
    if (change.content !== undefined) this.texts.set(seq, change.content);
    return seq;
  }

  has(changeId: string): boolean {
    return this.statements.get('SELECT 1 FROM changes WHERE id = ?', idBytes(changeId)) !== undefined;
  }

  count(): number {
    return this.statements.get<{ n: number }>('SELECT coalesce(max(seq), 0) AS n FROM changes')!.n;
  }

  /** Every change in order, whole. `promptIds` is filled on the way, so that nothing but the log is read. */
  *read(after = 0): Iterable<{ seq: number; change: Change }> {
    const promptIds = new Map<number, string>();
    for (const row of this.statements.each<Row>('SELECT * FROM changes WHERE seq > ? ORDER BY seq', after)) {
      yield { seq: row.seq, change: this.decode(row, promptIds) };
    }
  }

  /** The canonical JSON of the content that the change `seq` committed. */
  content(seq: number): string {
    const cached = this.texts.get(seq);
    if (cached !== undefined) return cached;
    const row = this.bodyRow(seq);
    const text = unpackBody(row.content!, row.base === null ? null : this.content(row.base));
    this.texts.set(seq, text);
    return text;
  }

  private pack(content: string, base: number | null): { base: number | null; depth: number; content: Buffer } {
    assertRoundTrips(content);
    const depth = base === null ? 0 : this.bodyRow(base).depth! + 1;
    if (base === null || depth >= KEYFRAME_EVERY) return { base: null, depth: 0, content: packBody(content, null) };
    return { base, depth, content: packBody(content, this.content(base)) };
  }

  private bodyRow(seq: number): BodyRow {
    const row = this.statements.get<BodyRow>('SELECT base, depth, content FROM changes WHERE seq = ?', seq);
    if (!row?.content) throw new Error(`change ${seq} holds no content`);
    return row;
  }

  private decode(row: Row, promptIds: Map<number, string>): Change {
    const kind = CHANGE_KINDS[row.kind];
    if (!kind) throw new Error(`change ${row.seq} is of an unknown kind`);
    const body = JSON.parse(row.body) as Record<string, unknown>;
    if (kind === 'prompt.created') promptIds.set(row.seq, body['promptId'] as string);
    if (row.prompt !== null) body['promptId'] = promptIds.get(row.prompt) ?? this.promptIdOf(row.prompt);
    if (row.parents !== null) body['parents'] = splitHashes(row.parents);
    const change = { id: idText(row.id), kind, author: row.author, at: row.at, body };
    return (row.content === null ? change : { ...change, content: this.content(row.seq) }) as Change;
  }

  private promptIdOf(seq: number): string {
    const row = this.statements.get<{ body: string }>('SELECT body FROM changes WHERE seq = ?', seq);
    return (JSON.parse(row!.body) as { promptId: string }).promptId;
  }
}

export function splitHashes(parents: Buffer): string[] {
  return Array.from({ length: parents.length / 32 }, (_, at) => parents.toString('hex', at * 32, at * 32 + 32));
}

/** The contents read last, up to 16 million characters: reading a history inflates each body once. */
class TextCache {
  private readonly texts = new Map<number, string>();
  private characters = 0;

  get(seq: number): string | undefined {
    return this.texts.get(seq);
  }

  set(seq: number, text: string): void {
    if (this.texts.has(seq)) return;
    this.texts.set(seq, text);
    this.characters += text.length;
    for (const [oldest, old] of this.texts) {
      if (this.characters <= 16_000_000) return;
      this.texts.delete(oldest);
      this.characters -= old.length;
    }
  }
}
