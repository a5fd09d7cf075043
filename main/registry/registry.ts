import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { bodyProblem, type Change, type ChangeBody, type ChangeKind } from '../../shared/change.ts';
import { applyChange } from '../../shared/fold/apply-change.ts';
import { refuseLocally } from '../../shared/fold/refuse-locally.ts';
import type { Effect } from '../../shared/fold/state.ts';
import { newId } from '../../shared/ids.ts';
import { Refused, type Refusal } from '../../shared/reply.ts';
import { ChangeLog, type Anchors, type Frame } from './change-log.ts';
import { Drafts } from './drafts.ts';
import { foldContext } from './fold-context.ts';
import { HeadIndex } from './head-index.ts';
import { LocalSettings } from './local-settings.ts';
import { openDatabase, type Db, type Opened } from './open-database.ts';
import type { Folded } from './search-text.ts';
import { PromptMirror } from './prompt-mirror.ts';
import { SqliteState } from './sqlite-state.ts';
import { Statements } from './statements.ts';
import { TextCache } from './text-cache.ts';

/** The code of a write that came before the check of the file was over: it may be tried again. */
export const UNCHECKED = 'unchecked';

/** A change before it has an id, an author and a time. */
export type NewChange<K extends ChangeKind = ChangeKind> = {
  [P in K]: { kind: P; body: ChangeBody<P>; content?: string };
}[K];

export type Recorded = { seq: number; change: Change; effects: Effect[] };

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
  private readonly heads: HeadIndex;
  private depth = 0;
  private transactionAuthor: string | null = null;

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
    try {
      if (this.readOnly === null && !this.state.workspace()) this.setUp(options.author ?? null);
      this.db.pragma(`busy_timeout = ${options.busyMilliseconds ?? 5_000}`);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  get author(): string {
    if (this.depth > 0) return (this.transactionAuthor ??= this.readAuthor());
    return this.readAuthor();
  }

  private readAuthor(): string {
    return this.settings.get('author') ?? defaultAuthor();
  }

  /** Appends a change and folds it in. Throws `Refused` where the fold refuses it: nothing is written then. `frame`
   *  holds its content, where several come in together. */
  record<K extends ChangeKind>(draft: NewChange<K>, frame?: Frame): Recorded {
    return this.transaction(() => {
      const problem = bodyProblem(draft.kind, draft.body);
      if (problem !== null) throw new Refused('bad-change', problem);
      const change = { id: newId(), author: this.author, at: this.now(), ...draft } as unknown as Change;
      const refusal = refuseLocally(this.state, change);
      if (refusal) throw Refused.from(refusal);
      const outcome = applyChange(this.state, change, foldContext(null));
      if ('refusal' in outcome) throw Refused.from(outcome.refusal);
      const seq = this.log.append(change, this.anchors(change, outcome.effects), frame);
      this.write(outcome.effects, seq, change.content ?? null);
      return { seq, change, effects: outcome.effects };
    });
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
    return this.db
      .transaction(() => {
        this.depth += 1;
        this.state.remember();
        try {
          const result = work();
          this.heads.settle();
          return result;
        } catch (error) {
          this.headTexts.clear();
          this.log.forget(); // what is taken back may have been read, and its places in the log are given out again
          throw error;
        } finally {
          this.depth -= 1;
          this.transactionAuthor = null;
          this.heads.forget();
          this.state.forget();
        }
      })
      .immediate();
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

  /** What the row of `change` hangs on. A prompt's own creation, and a release over several prompts, hang on nothing. */
  private anchors(change: Change, effects: Effect[]): Anchors {
    if (change.kind === 'prompt.created' || !('promptId' in change.body))
      return { prompt: null, parent: null, versionId: null };
    const prompt = this.state.promptSeq(change.body.promptId);
    if (change.kind !== 'version.committed') return { prompt, parent: null, versionId: null };
    const { promptId, parents } = change.body;
    const version = effects.find((effect) => effect.table === 'version')!;
    const parent = parents[0] === undefined ? null : this.state.versionSeq(promptId, parents[0]);
    return { prompt, parent, versionId: version.row.id };
  }

  /** Writes what the change at `seq` does, or what takes it back; `content` is the canonical JSON of the version it
   *  commits, where it is at hand. For use inside a transaction. */
  private write(effects: Effect[], seq: number, content: string | null): void {
    const touched = effects.map((effect) => this.headTouched(effect, seq));
    this.state.write(effects, seq);
    for (const prompt of touched) if (prompt !== null) this.heads.touch(prompt, content);
  }

  private headTouched(effect: Effect, seq: number): number | null {
    if (effect.table === 'prompt.removed') return this.state.promptSeq(effect.promptId);
    if (effect.table !== 'prompt') return null;
    return effect.isNew ? seq : this.state.promptSeq(effect.row.id);
  }
}

function defaultAuthor(): string {
  try {
    return userInfo().username || 'me';
  } catch {
    return 'me'; // some containers have no entry for the user
  }
}
