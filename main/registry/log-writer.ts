import { isOptimistic, type Change } from '../../shared/change.ts';
import { applyChange } from '../../shared/fold/apply-change.ts';
import type { Actor } from '../../shared/fold/fold-context.ts';
import { inverse } from '../../shared/fold/inverse.ts';
import type { Outcome } from '../../shared/fold/outcome.ts';
import type { Effect, FoldEffect, StateView } from '../../shared/fold/state.ts';
import type { Refusal } from '../../shared/reply.ts';
import type { ChangeLog, Frame } from './change-log.ts';
import { NO_ANCHORS, type Anchors } from './change-row.ts';
import { foldContext } from './fold-context.ts';
import type { HeadIndex } from './head-index.ts';
import { PENDING_FROM } from './pending-from.ts';
import { redactContent } from './redact-content.ts';
import type { SqliteState } from './sqlite-state.ts';
import type { Statements } from './statements.ts';

/** A change on its way into the log. `change.versionId` stands in it for a content that was taken out; `versionId` is the id
 *  of the version it commits, where that was worked out before. */
export type Incoming = { change: Change; versionId?: string };

/** Puts changes into the log and what they do into the state, and takes pending ones back. For use inside a transaction. */
export class LogWriter {
  /** Prompts (seqs) whose rows were written, for caches. */
  readonly touched = new Set<number>();
  /** Whether a content was taken out whose words may still lie in the file. */
  hasRedacted = false;
  private readonly statements: Statements;
  private readonly log: ChangeLog;
  private readonly state: SqliteState;
  private readonly heads: HeadIndex;

  constructor(statements: Statements, log: ChangeLog, state: SqliteState, heads: HeadIndex) {
    this.statements = statements;
    this.log = log;
    this.state = state;
    this.heads = heads;
  }

  /** What `change` does in the state as it is, or as `view` shows it. */
  judge({ change, versionId }: Incoming, actor: Actor | null, view: StateView = this.state): Outcome {
    const context = foldContext(actor);
    // A version's id takes most of the time of folding it, and who read it from a segment has worked it out.
    const given = versionId === undefined ? context : { ...context, sha256: () => versionId };
    return applyChange(view, change, given);
  }

  /** Puts a change with what came of it at its place in the log. */
  confirm(incoming: Incoming, outcome: Outcome, seq: number, frame?: Frame): void {
    this.append(incoming, outcome, seq, frame);
    if ('effects' in outcome) this.write(outcome.effects, seq, incoming.change.content ?? null);
  }

  /** Puts a change of this device among those that have no place yet. What decides over others is only kept. */
  suspend(incoming: Incoming, outcome: Outcome, seq: number, frame?: Frame): void {
    const { kind, content } = incoming.change;
    if (!isOptimistic(kind)) {
      this.append(incoming, { effects: [] }, seq, frame);
      return;
    }
    this.append(incoming, outcome, seq, frame);
    this.apply(outcome, seq, content ?? null);
  }

  /** The same for a change that the log holds at `seq` already: its row is written anew only where it hangs on others now. */
  resume(incoming: Incoming, outcome: Outcome, seq: number): void {
    const { change } = incoming;
    const counts = isOptimistic(change.kind);
    const effects = counts && 'effects' in outcome ? outcome.effects : [];
    const anchors = this.anchors(change, effects);
    if (!this.log.hangsOn(seq, change, anchors)) this.log.rewrite(seq, change, anchors);
    if (!counts) return;
    if ('refusal' in outcome) this.refuse(seq, outcome.refusal);
    this.apply(outcome, seq, null);
  }

  /** What came of the change at `seq`, which the log holds already. */
  conclude(seq: number, outcome: Outcome): void {
    if ('effects' in outcome) this.write(outcome.effects, seq, null);
    else this.refuse(seq, outcome.refusal);
  }

  /** Takes back what pending changes do, newest first; the changes themselves stay. */
  undoPending(): void {
    const rows = this.statements.all<{ seq: number; effects: string }>('SELECT * FROM undo ORDER BY seq DESC');
    for (const { seq, effects } of rows) this.write(JSON.parse(effects) as Effect[], seq, null);
  }

  /** Writes rows of the state. `content` is the canonical JSON of the version among them, where it is at hand. */
  write(effects: Effect[], seq: number, content: string | null): void {
    const prompts = effects.map((effect) => this.promptWritten(effect, seq));
    this.state.write(effects, seq);
    for (const [at, prompt] of prompts.entries()) {
      if (prompt === null) continue;
      this.touched.add(prompt);
      const { table } = effects[at]!;
      if (table === 'prompt' || table === 'prompt.removed') this.heads.touch(prompt, content);
    }
    for (const effect of effects) if (effect.table === 'team') this.redact(effect);
  }

  /** A prompt's row in the search index and in caches is to be made anew. */
  touch(prompt: number): void {
    this.touched.add(prompt);
    this.heads.renew(prompt);
  }

  /** Writes what a pending change does, and what takes it back. */
  private apply(outcome: Outcome, seq: number, content: string | null): void {
    if (!('effects' in outcome)) return;
    const back = JSON.stringify(inverse(this.state, outcome.effects));
    this.write(outcome.effects, seq, content);
    this.statements.run('INSERT INTO undo VALUES (?, ?)', seq, back);
  }

  private append(incoming: Incoming, outcome: Outcome, seq: number, frame?: Frame): void {
    const { change } = incoming;
    this.log.append(change, this.anchors(change, 'effects' in outcome ? outcome.effects : []), seq, frame);
    if (change.versionId !== undefined) this.log.noteRedaction(seq, change.versionId);
    if ('refusal' in outcome) this.refuse(seq, outcome.refusal);
  }

  private refuse(seq: number, { code, message, details }: Refusal): void {
    const facts = details === undefined ? null : JSON.stringify(details);
    this.statements.run('INSERT INTO refused VALUES (?, ?, ?, ?)', seq, code, message, facts);
  }

  /** What the row of `change` hangs on. A prompt's own creation, and a release over several prompts, hang on nothing. */
  private anchors(change: Change, effects: FoldEffect[]): Anchors {
    if (change.kind === 'prompt.created' || !('promptId' in change.body)) return NO_ANCHORS;
    const prompt = this.state.promptSeq(change.body.promptId);
    if (change.kind !== 'version.committed') return { prompt, parent: null, versionId: null };
    const { promptId, parents } = change.body;
    const version = effects.find((effect) => effect.table === 'version');
    const parent = parents[0] === undefined ? null : this.state.versionSeq(promptId, parents[0]);
    return { prompt, parent, versionId: version?.row.id ?? null };
  }

  private promptWritten(effect: Effect, seq: number): number | null {
    switch (effect.table) {
      case 'prompt':
        return effect.isNew ? seq : this.state.promptSeq(effect.row.id);
      case 'label':
      case 'release':
        return this.state.promptSeq(effect.row.promptId);
      case 'prompt.removed':
      case 'version.removed':
      case 'label.removed':
      case 'release.removed':
        return this.state.promptSeq(effect.promptId);
      default:
        return null;
    }
  }

  private redact(effect: Effect): void {
    if (effect.table !== 'team' || effect.kind !== 'redaction' || effect.row === null) return;
    const seq = this.log.seqOf(effect.row.redactedId);
    if (seq === null || seq >= PENDING_FROM) return;
    const prompt = redactContent(this.statements, this.log, seq);
    if (prompt === null) return;
    this.touch(prompt);
    this.hasRedacted = true;
  }
}
