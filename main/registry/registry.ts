import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { bodyProblem, isOptimistic, type Change, type ChangeBody, type ChangeKind } from '../../shared/change.ts';
import type { Actor } from '../../shared/fold/fold-context.ts';
import { expectQueued, OverlayState } from '../../shared/fold/overlay-state.ts';
import { refuseLocally } from '../../shared/fold/refuse-locally.ts';
import type { Effect, StateView } from '../../shared/fold/state.ts';
import { newId } from '../../shared/ids.ts';
import { Refused, type Refusal } from '../../shared/reply.ts';
import type { Halt } from '../sync/sync-seam.ts';
import { ChangeLog, type Frame } from './change-log.ts';
import { Drafts } from './drafts.ts';
import { HeadIndex } from './head-index.ts';
import { LocalSettings } from './local-settings.ts';
import { LogWriter } from './log-writer.ts';
import { openDatabase, type Db, type Opened } from './open-database.ts';
import type { Folded } from './search-text.ts';
import { PromptMirror } from './prompt-mirror.ts';
import { scrub } from './scrub.ts';
import { SqliteState } from './sqlite-state.ts';
import { Statements } from './statements.ts';
import { SyncNotes } from './sync-notes.ts';
import { TextCache } from './text-cache.ts';

/** The code of a write that came before the check of the file was over: it may be tried again. */
export const UNCHECKED = 'unchecked';
const UNSCRUBBED = 'unscrubbed';

/** A change before it has an id, an author and a time. */
export type NewChange<K extends ChangeKind = ChangeKind> = {
  [P in K]: { kind: P; body: ChangeBody<P>; content?: string };
}[K];

export type Recorded = { seq: number; change: Change; effects: Effect[] };

/** What this device is to the team's log. `actor` is null where no remote confirms it. */
type Standing = { actor: Actor | null; author: string; halt: Halt | null };

export type RegistryOptions = {
  /** Make the workspace where the file is not there. */
  create?: boolean;
  /** How long a write waits for another process before it is refused as `busy`. */
  busyMilliseconds?: number;
  /** See `Opening`. With `later` the caller checks and calls `settleCheck`; writing is refused as `UNCHECKED` until then. */
  check?: 'now' | 'later' | 'done';
  /** Whose name stands on changes in a new workspace. */
  author?: string;
  now?: () => number;
};

/** One open workspace: the log, the state it folds to, and this device's drafts and settings. Synchronous, and meant for
 *  a worker or the command line, never for a thread that paints. */
export class Registry {
  readonly path: string;
  readonly db: Db;
  readonly readOnly: string | null;
  readonly statements: Statements;
  readonly log: ChangeLog;
  readonly state: SqliteState;
  readonly drafts: Drafts;
  readonly settings: LocalSettings;
  readonly now: () => number;
  /** What newest versions say, as search reads it again and again; keyed by the seq of their change. */
  readonly headTexts = new TextCache<Folded>(64_000_000, ({ text, key }) => text.length + key.length);
  /** Whether every page of the file was found whole. Until it is known nothing is written, see `settleCheck`. */
  private soundness: 'sound' | 'unchecked' | Refusal;
  private readonly opened: Opened;
  readonly mirror: PromptMirror;
  /** Called when a write finds the file not yet checked: the check should not be put off any longer. */
  onWriteWaits: (() => void) | null = null;
  readonly heads: HeadIndex;
  readonly writer: LogWriter;
  readonly notes: SyncNotes;
  private depth = 0;
  /** Whether words that were redacted may still lie in the file, though in no table. */
  private owesScrub = false;
  private transactionStanding: Standing | null = null;
  private transactionPresent: OverlayState | null = null;

  /** Throws `Refused` where the workspace cannot be opened; see `openDatabase`. */
  constructor(path: string, options: RegistryOptions = {}) {
    const opened = openDatabase(path, {
      create: options.create ?? false,
      check: options.check ?? 'now',
    });
    this.path = path;
    this.opened = opened;
    this.db = opened.db;
    this.readOnly = opened.readOnly;
    this.soundness = opened.isChecked ? 'sound' : 'unchecked';
    this.now = options.now ?? Date.now;
    this.statements = new Statements(opened.db);
    this.log = new ChangeLog(this.statements);
    this.state = new SqliteState(this.statements);
    this.drafts = new Drafts(this.statements, this.now);
    this.settings = new LocalSettings(this.statements);
    this.mirror = new PromptMirror(this.statements);
    this.heads = new HeadIndex(this.statements, this.log);
    this.writer = new LogWriter(this.statements, this.log, this.state, this.heads);
    this.notes = new SyncNotes(this.statements);
    try {
      if (this.readOnly === null && !this.state.workspace()) this.setUp(options.author ?? null);
      this.owesScrub = this.readOnly === null && this.notes.get(UNSCRUBBED) !== null;
      this.db.pragma(`busy_timeout = ${options.busyMilliseconds ?? 5_000}`);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Whose name stands on what this device writes: the member's, where it speaks for one. */
  get author(): string {
    return this.standing().author;
  }

  /** What the person at this device sees as done: the state, and what they asked for that waits for its place in the log. */
  get present(): StateView {
    if (this.standing().actor === null) return this.state;
    if (this.depth === 0) return this.queuedView();
    return (this.transactionPresent ??= this.queuedView());
  }

  /** Appends a change and folds it in. Throws `Refused` where the fold refuses it: nothing is written then. `frame`
   *  holds its content, where several come in together. Where a remote confirms the log the change is pending; what
   *  decides over others is only kept until then (`effects` is empty), and may build on what waits like it. */
  record<K extends ChangeKind>(draft: NewChange<K>, frame?: Frame): Recorded {
    return this.transaction(() => {
      const problem = bodyProblem(draft.kind, draft.body);
      if (problem !== null) throw new Refused('bad-change', problem);
      const { actor, author, halt } = this.standing();
      if (halt) throw new Refused('read-only', halt.message);
      const change = { id: newId(), author, at: this.now(), ...draft } as unknown as Change;
      const refusal = refuseLocally(this.state, change);
      if (refusal) throw Refused.from(refusal);
      return actor === null ? this.confirm(change, null, frame) : this.suspend(change, actor, frame);
    });
  }

  /** Puts a change at the next place of the log at once: where no remote confirms it, or none does yet. */
  confirm(change: Change, actor: Actor | null, frame?: Frame): Recorded {
    const outcome = this.writer.judge({ change }, actor);
    if ('refusal' in outcome) throw Refused.from(outcome.refusal);
    const seq = this.log.nextPlace();
    this.writer.confirm({ change }, outcome, seq, frame);
    return { seq, change, effects: outcome.effects };
  }

  private suspend(asked: Change, actor: Actor, frame?: Frame): Recorded {
    const isQueued = !isOptimistic(asked.kind);
    const change = isQueued ? expectQueued(asked, this.state, this.present) : asked;
    const outcome = this.writer.judge({ change }, actor, isQueued ? this.present : this.state);
    if ('refusal' in outcome) throw Refused.from(outcome.refusal);
    const seq = this.log.nextPending();
    this.writer.suspend({ change }, outcome, seq, frame);
    if (!isQueued) return { seq, change, effects: outcome.effects };
    if (this.present instanceof OverlayState) this.present.add(outcome.effects);
    return { seq, change, effects: [] };
  }

  /** Why changes that wait for their place would have no effect as things stand, by id; those that would are left out. */
  queuedRefusals(): Map<string, Refusal> {
    const refused = new Map<string, Refusal>();
    this.queuedView((change, refusal) => refused.set(change.id, refusal));
    return refused;
  }

  private queuedView(onRefused?: (change: Change, refusal: Refusal) => void): OverlayState {
    const view = new OverlayState(this.state);
    const { actor } = this.standing();
    for (const { change } of this.log.queued()) {
      const outcome = this.writer.judge({ change }, actor, view);
      if ('effects' in outcome) view.add(outcome.effects);
      else onRefused?.(change, outcome.refusal);
    }
    return view;
  }

  private standing(): Standing {
    if (this.depth > 0) return (this.transactionStanding ??= this.readStanding());
    return this.readStanding();
  }

  private readStanding(): Standing {
    const actor = this.notes.ownActor();
    const device = actor && this.state.team('device', actor.deviceId);
    const member = device && this.state.team('member', device.memberId);
    return {
      actor,
      author: member?.name ?? this.settings.get('author') ?? defaultAuthor(),
      halt: this.notes.halt(),
    };
  }

  /** Everything `work` writes, or nothing. Takes the write lock at once, so that what is read inside still holds when it
   *  is written. Nested calls join the outer one. */
  transaction<T>(work: () => T): T {
    if (this.depth > 0) return work();
    if (this.readOnly !== null) throw new Refused('read-only', this.readOnly);
    if (this.soundness === 'unchecked') {
      this.onWriteWaits?.();
      throw new Refused(UNCHECKED, 'This workspace is still being checked; try again in a moment.');
    }
    if (this.soundness !== 'sound') throw Refused.from(this.soundness);
    const result = this.db
      .transaction(() => {
        this.depth += 1;
        this.state.remember();
        try {
          const done = work();
          this.heads.settle();
          this.noteRedaction();
          return done;
        } catch (error) {
          this.headTexts.clear();
          this.log.forget(); // what is taken back may have been read, and its places in the log are given out again
          throw error;
        } finally {
          this.depth -= 1;
          this.forgetStanding();
          this.writer.touched.clear();
          this.heads.forget();
          this.state.forget();
        }
      })
      .immediate();
    this.scrub();
    return result;
  }

  /** Noted in the file, so that a process that is killed right after leaves it to the next. */
  private noteRedaction(): void {
    if (!this.writer.hasRedacted) return;
    this.writer.hasRedacted = false;
    this.headTexts.clear();
    this.notes.set(UNSCRUBBED, '1');
    this.owesScrub = true;
  }

  private scrub(): void {
    if (!this.owesScrub || !scrub(this.db)) return;
    this.owesScrub = false;
    this.notes.set(UNSCRUBBED, null);
  }

  /** What was read of this device's place in the team is read again: something was written that it hangs on. */
  forgetStanding(): void {
    this.transactionStanding = null;
    this.transactionPresent = null;
  }

  get isChecked(): boolean {
    return this.soundness === 'sound';
  }

  /** Tells what came of the check that opening put off: null where all is well. Else nothing is ever written. */
  settleCheck(damage: Refusal | null): void {
    this.soundness = damage ?? 'sound';
  }

  close(): void {
    this.opened.close();
  }

  private setUp(author: string | null): void {
    this.transaction(() => {
      if (this.state.workspace()) return; // another process was first
      this.settings.set('author', author ?? defaultAuthor());
      const name = basename(this.path).replace(/\.(galley|db|sqlite)$/i, '') || 'workspace';
      this.record({
        kind: 'workspace.created',
        body: { workspaceId: newId(), name: name.slice(0, 100).toWellFormed() },
      });
    });
  }
}

function defaultAuthor(): string {
  try {
    return userInfo().username || 'me';
  } catch {
    return 'me'; // some containers have no entry for the user
  }
}
