import type { Actor } from '../../shared/fold/fold-context.ts';
import type { Logged } from './change-log.ts';
import { framed } from './content-runs.ts';
import { hashBytes } from './bytes.ts';
import { PENDING_FROM } from './pending-from.ts';
import { moveLocal } from './move-to-place.ts';
import { emptyState, foldAgain } from './fold-again.ts';
import type { Registry } from './registry.ts';

/** A draft that was begun from a pending version, whose number may change. */
type BegunFrom = { prompt: number; versionId: string };

/** This device's pending changes, taken out of log and state while others come in before them, and put back on top. */
export class PendingAside {
  private readonly registry: Registry;
  private waiting: Map<string, Logged> | null = null;
  private drafts: BegunFrom[] = [];

  constructor(registry: Registry) {
    this.registry = registry;
  }

  get isAside(): boolean {
    return this.waiting !== null;
  }

  take(): void {
    if (this.waiting) return;
    const { log, writer } = this.registry;
    this.waiting = new Map(Array.from(log.read(PENDING_FROM - 1), (one) => [one.change.id, one]));
    if (this.waiting.size === 0) return;
    this.drafts = this.draftsFrom(PENDING_FROM);
    writer.undoPending();
    this.forget(PENDING_FROM);
  }

  /** Takes also what lies in the log from `place` on and no segment holds: it waits before what was pending. */
  takeFrom(place: number): void {
    this.take();
    const { log, writer, state } = this.registry;
    const old = Array.from(log.read(place - 1, PENDING_FROM));
    this.drafts.push(...this.draftsFrom(place));
    const later = [...this.waiting!.values()];
    // Pending seqs begin above all that lay in the log when the remote was attached, see `SyncStore.attach`.
    this.waiting = new Map(
      [...old.map((one) => ({ ...one, seq: one.seq + PENDING_FROM })), ...later].map((one) => [one.change.id, one]),
    );
    for (const { seq, change } of old) {
      if (change.kind !== 'prompt.created') continue;
      moveLocal(this.registry, seq, seq + PENDING_FROM);
      for (const draft of this.drafts) if (draft.prompt === seq) draft.prompt = seq + PENDING_FROM;
      writer.touch(seq);
    }
    this.forget(place);
    emptyState(this.registry.statements);
    state.remember();
    foldAgain(this.registry);
  }

  /** A change that has its place now does not wait any more. Gives whether it did. */
  drop(changeId: string, place: number): boolean {
    const one = this.waiting?.get(changeId);
    if (!one) return false;
    this.waiting!.delete(changeId);
    if (one.change.kind === 'prompt.created') {
      moveLocal(this.registry, one.seq, place);
      this.registry.writer.touch(one.seq);
      for (const draft of this.drafts) if (draft.prompt === one.seq) draft.prompt = place;
    }
    return true;
  }

  /** Judges what still waits again, on top of the log as it is, and as done by `actor`. */
  putBack(actor: Actor | null): void {
    if (!this.waiting) return;
    const { writer } = this.registry;
    const all = [...this.waiting.values()].map(({ seq, change }) => ({ seq, change }));
    for (const [one, frame] of framed(all, (before, after) => after.seq === before.seq + 1))
      writer.suspend(one, writer.judge(one, actor), one.seq, frame);
    this.waiting = null;
    for (const draft of this.drafts) this.renumber(draft);
    this.drafts = [];
  }

  private forget(from: number): void {
    const { statements } = this.registry;
    statements.run('DELETE FROM changes WHERE seq >= ?', from);
    statements.run('DELETE FROM refused WHERE seq >= ?', from);
    statements.run('DELETE FROM undo WHERE seq >= ?', from);
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
