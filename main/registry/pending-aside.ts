import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Change } from '../../shared/change.ts';
import type { Actor } from '../../shared/fold/fold-context.ts';
import { newId } from '../../shared/ids.ts';
import type { Outcome } from '../../shared/fold/outcome.ts';
import type { Logged } from './change-log.ts';
import type { Incoming } from './log-writer.ts';
import { versionIdOf } from '../sync/segment-lines.ts';
import { framed } from './content-runs.ts';
import { hashBytes } from './bytes.ts';
import { PENDING_FROM } from './pending-from.ts';
import { moveLocal } from './move-to-place.ts';
import { emptyState, foldAgain } from './fold-again.ts';
import type { Registry } from './registry.ts';

/** A draft that was begun from a pending version, whose number may change. */
type BegunFrom = { prompt: number; versionId: string };

/** `versionId`: of the version it made before. `isStored`: its row stays where it is; else it has to be appended. */
type Waiting = Logged & { isStored: boolean };

/** This device's pending changes, taken out of the state while others come in before them, and put back on top. Their rows
 *  stay in the log meanwhile. */
export class PendingAside {
  private readonly registry: Registry;
  private waiting: Map<string, Waiting> | null = null;
  private drafts: BegunFrom[] = [];

  constructor(registry: Registry) {
    this.registry = registry;
  }

  get isAside(): boolean {
    return this.waiting !== null;
  }

  take(): void {
    if (this.waiting) return;
    const { log, writer, heads, statements } = this.registry;
    this.waiting = byId(Array.from(log.oldest(PENDING_FROM - 1, -1), (one) => ({ ...one, isStored: true })));
    if (this.waiting.size === 0) return;
    this.drafts = this.draftsFrom(PENDING_FROM);
    const prompts = statements.column<number>(
      `SELECT DISTINCT coalesce(prompt, seq) FROM changes WHERE seq >= ${PENDING_FROM}`,
    );
    for (const prompt of prompts) heads.keep(prompt);
    writer.undoPending();
    statements.run('DELETE FROM undo');
    statements.run(`DELETE FROM refused WHERE seq >= ${PENDING_FROM}`);
  }

  /** Takes also what lies in the log from `place` on and no segment holds: it waits before what was pending. */
  takeFrom(place: number): void {
    this.take();
    const { log, state, statements } = this.registry;
    this.drafts.push(...this.draftsFrom(place));
    const all = Array.from(log.read(place - 1), (one): Waiting => ({ ...one, isStored: false }));
    for (const one of all) {
      if (one.seq >= PENDING_FROM) continue;
      const { seq } = one;
      // Pending seqs begin above all that lay in the log when the remote was attached, see `SyncStore.attach`.
      one.seq += PENDING_FROM;
      if (one.change.kind === 'prompt.created') this.follow(seq, one.seq);
    }
    this.waiting = byId(all.toSorted((a, b) => a.seq - b.seq));
    for (const table of ['changes', 'refused']) statements.run(`DELETE FROM ${table} WHERE seq >= ?`, place);
    emptyState(statements);
    state.remember();
    log.forget();
    foldAgain(this.registry);
  }

  /** A change that gets its place now does not wait any more: to be called before it is put there. Gives whether it did.
   *  Who has seen an id before its change was in the log can put another one there under it: what waits goes on under a
   *  new id then. */
  drop(line: Incoming, place: number): boolean {
    const one = this.waiting?.get(line.change.id);
    if (!one) return false;
    const { log, statements } = this.registry;
    this.waiting!.delete(line.change.id);
    if (!this.saysTheSame(one, line)) {
      this.waiting = byId([...this.waiting!.values(), this.renamed(one)].toSorted((a, b) => a.seq - b.seq));
      return false;
    }
    if (one.change.kind === 'prompt.created') this.follow(one.seq, place);
    if (!one.isStored) return true;
    log.remove(one.seq);
    for (const column of ['prompt', 'parent'])
      statements.run(`UPDATE changes SET ${column} = ? WHERE seq >= ${PENDING_FROM} AND ${column} = ?`, place, one.seq);
    return true;
  }

  /** Judges what still waits again, on top of the log as it is, and as done by `actor`. */
  putBack(actor: Actor | null): void {
    if (!this.waiting) return;
    const { writer } = this.registry;
    const gone: { seq: number; change: Change }[] = [];
    for (const one of this.waiting.values()) {
      if (!one.isStored) gone.push({ seq: one.seq, change: one.change });
      else writer.resume(...this.judged(one, actor), one.seq);
    }
    for (const [one, frame] of framed(gone, (before, after) => after.seq === before.seq + 1))
      writer.suspend(one, writer.judge(one, actor), one.seq, frame);
    this.waiting = null;
    for (const draft of this.drafts) this.renumber(draft);
    this.drafts = [];
  }

  private saysTheSame(one: Waiting, { change, versionId }: Incoming): boolean {
    if (bare(one.change) !== bare(change)) return false;
    if (change.kind !== 'version.committed') return true;
    const content = one.change.content ?? this.registry.log.content(one.seq);
    return versionId === undefined && change.versionId === undefined
      ? change.content === content
      : versionIdOf(change, content) === (versionId ?? change.versionId);
  }

  private renamed(one: Waiting): Waiting {
    const id = newId();
    if (one.isStored) this.registry.log.rename(one.seq, id);
    return { ...one, change: { ...one.change, id } };
  }

  /** A version that was found to make one makes the same again: its content need not be read. */
  private judged({ seq, change, versionId }: Waiting, actor: Actor | null): [Incoming, Outcome] {
    const { log, writer } = this.registry;
    const isVersion = change.kind === 'version.committed';
    const known = versionId === null ? (isVersion ? { content: log.content(seq) } : {}) : { versionId };
    const incoming = { change: { ...change, ...known } };
    return [incoming, writer.judge(incoming, actor)];
  }

  /** What this device keeps for a prompt follows it. */
  private follow(from: number, to: number): void {
    moveLocal(this.registry, from, to);
    this.registry.writer.touch(from);
    for (const draft of this.drafts) if (draft.prompt === from) draft.prompt = to;
  }

  private draftsFrom(seq: number): BegunFrom[] {
    return this.registry.statements
      .all<{ prompt: number; version: Buffer }>(
        `SELECT d.prompt, c.version FROM drafts d JOIN versions v ON v.prompt = d.prompt AND v.number = d.base
         JOIN changes c ON c.seq = v.seq WHERE v.seq >= ?`,
        seq,
      )
      .map(({ prompt, version }) => ({ prompt, versionId: version.toString('hex') }));
  }

  private renumber({ prompt, versionId }: BegunFrom): void {
    this.registry.statements.run(
      `UPDATE drafts SET base = (SELECT v.number FROM versions v JOIN changes c ON c.seq = v.seq
         WHERE v.prompt = drafts.prompt AND c.version = @id) WHERE prompt = @prompt`,
      { id: hashBytes(versionId), prompt },
    );
  }
}

function bare({ author, at, kind, body }: Change): string {
  return canonicalJson({ author, at, kind, body });
}

function byId(all: Waiting[]): Map<string, Waiting> {
  return new Map(all.map((one) => [one.change.id, one]));
}
