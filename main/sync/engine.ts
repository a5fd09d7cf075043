import { Refused } from '../../shared/reply.ts';
import { becomeAnother } from './engine-copies.ts';
import { Halted, isOfRemote, remedyOf, type Remedy } from './engine-halts.ts';
import { lookAround } from './engine-look.ts';
import { LONGEST_REST, restAfterFailure, restWhenIdle } from './engine-pace.ts';
import { isCopied } from './engine-own.ts';
import type { EngineParts, Standing } from './engine-parts.ts';
import { pull } from './engine-pull.ts';
import { putBack } from './engine-put-back.ts';
import { push } from './engine-push.ts';
import { RemoteError } from './remotes/remote.ts';
import type { Position } from './sync-seam.ts';

/** So often it is looked whether the last segment is still the same, and whether any is missing. */
const LOOK_AT_LAST_EVERY = 300_000; // milliseconds
const LOOK_WHOLE_EVERY = 3_600_000; // milliseconds
/** Nothing is sent on top of a segment that was not looked at for longer: the log may have gone on differently meanwhile. */
const SEND_ON_WHAT_WAS_SEEN = 10_000; // milliseconds

export type Problem = { code: string; message: string; remedy: Remedy };

export type EngineStatus = {
  /** A round is under way and has something to do. */
  isBusy: boolean;
  /** The remote cannot be reached for now; the engine tries again by itself. */
  isOffline: boolean;
  /** Segments that are known to be in the remote and are not taken in yet. */
  behind: number;
  /** When everything was last taken in and sent. */
  syncedAt: number | null;
  nextTryAt: number | null;
  problem: Problem | null;
};

/**
 * Keeps one workspace and its remote the same: pulls, applies, pushes, rests, and again, until it is told to stop. It may be
 * stopped at any await, or killed at any statement: every step is one transaction of the store or one call of the remote,
 * and the next round goes on from what the two hold.
 */
export class Engine {
  private readonly parts: EngineParts;
  private state: EngineStatus = {
    isBusy: false,
    isOffline: false,
    behind: 0,
    syncedAt: null,
    nextTryAt: null,
    problem: null,
  };
  private failures = 0;
  private quietRounds = 0;
  private lookedAt = { last: Number.NaN, whole: Number.NaN };
  private rest: AbortController | null = null;
  private wanted = false;
  private underWay: Promise<unknown> = Promise.resolve();

  constructor(parts: EngineParts) {
    this.parts = parts;
  }

  get status(): EngineStatus {
    return this.state;
  }

  /** Rounds and rests until `signal` is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const unwatch = this.parts.remote.watch?.(() => this.nudge());
    try {
      while (!signal.aborted) {
        await this.round(signal);
        if (!signal.aborted) await this.restAwhile(signal);
      }
    } finally {
      unwatch?.();
    }
  }

  /** Something is new here or there: the next round comes at once, unless the last one failed. */
  nudge(): void {
    this.quietRounds = 0;
    this.wanted = true;
    if (this.failures === 0) this.rest?.abort();
  }

  /** A person asks: the next round comes at once in any case. */
  wake(): void {
    this.failures = 0;
    this.nudge();
  }

  /** A person asks and waits: one round at once, whatever the last one came to. */
  async roundNow(signal: AbortSignal): Promise<void> {
    this.failures = 0;
    await this.round(signal);
    this.rest?.abort(); // the next rest is counted from this round
  }

  /** One round: takes in what is new, then sends what waits. Failures end up in `status`. Rounds never overlap. */
  round(signal: AbortSignal): Promise<void> {
    return this.alone(() => this.tryRound(signal));
  }

  /** Puts back what the remote has lost. Gives how many segments. Throws `RemoteError` and `Halted`. */
  putBack(signal: AbortSignal): Promise<number> {
    return this.alone(() => putBack(this.parts, signal));
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.underWay.then(work);
    this.underWay = result.catch(() => undefined);
    return result;
  }

  private async tryRound(signal: AbortSignal): Promise<void> {
    this.wanted = false;
    this.tell({ nextTryAt: null });
    try {
      const moved = await this.steps(signal);
      this.failures = 0;
      this.quietRounds = moved ? 0 : this.quietRounds + 1;
      this.tell({ isBusy: false, isOffline: false, behind: 0 });
    } catch (error) {
      if (signal.aborted) return this.tell({ isBusy: false });
      this.failures += 1;
      this.note(error);
    }
  }

  /** Whether anything came in or went out. */
  private async steps(signal: AbortSignal): Promise<boolean> {
    const { parts } = this;
    const { store, clock } = parts;
    let position = store.position();
    if (position.halted && !isOfRemote(position.halted.code)) throw new Halted(position.halted);
    const highest = await this.look(position, signal);
    if (position.head === null && position.chain !== null && highest > 0 && parts.begin) {
      await parts.begin(position, highest, signal);
      position = store.position();
    }
    const before = position.head?.number ?? 0;
    let moved = 0;
    if (highest > before) {
      this.tell({ isBusy: true, isOffline: false, behind: highest - before });
      moved = await pull(parts, highest, signal);
    }
    if (position.halted !== null) store.setHalted(null);
    if (isCopied(parts)) await becomeAnother(parts, signal);
    moved += await this.send(signal);
    const after = store.position();
    const synced = after.ahead === 0;
    this.tell({ problem: this.standingProblem(after), ...(synced ? { syncedAt: clock.now() } : {}) });
    for (const chore of parts.chores) await chore({ synced, signal });
    return moved > 0;
  }

  /** Looks closely now and then, at first, and while something is wrong. */
  private async look(position: Position, signal: AbortSignal): Promise<number> {
    const now = this.parts.clock.now();
    const isDue = (at: number, every: number): boolean => !(Math.abs(now - at) <= every);
    const whole = position.halted !== null || isDue(this.lookedAt.whole, LOOK_WHOLE_EVERY);
    const every = position.ahead > 0 ? SEND_ON_WHAT_WAS_SEEN : LOOK_AT_LAST_EVERY;
    const last = whole || isDue(this.lookedAt.last, every);
    const highest = await lookAround(this.parts, position, whole ? 'whole' : last ? 'last' : 'end', signal);
    if (last) this.lookedAt.last = now;
    if (whole) this.lookedAt.whole = now;
    return highest;
  }

  private async send(signal: AbortSignal): Promise<number> {
    const { store, keys } = this.parts;
    const { ahead, deviceId, key } = store.position();
    const signer = ahead > 0 && deviceId !== null && key !== null ? keys.signer(deviceId, key) : null;
    if (!signer) return 0;
    if (isCopied(this.parts)) {
      this.wanted = true; // first it becomes another device
      return 0;
    }
    this.tell({ isBusy: true, isOffline: false, behind: 0 });
    return push(this.parts, signer, signal);
  }

  private note(error: unknown): void {
    const idle = { isBusy: false };
    if (error instanceof Halted) {
      const { code, message } = error.halt;
      const { store } = this.parts;
      // Every write wakes whoever watches the file.
      if (store.position().halted?.message !== message) store.setHalted(error.halt);
      this.tell({ ...idle, isOffline: false, problem: { code, message, remedy: remedyOf(code) } });
    } else if (error instanceof RemoteError) {
      // A folder whose drive is away is not there: that is as good as no network, but what to mount has to be said.
      const isGone = error.code === 'missing';
      const isOffline = isGone || ['unreachable', 'unknown-outcome', 'busy'].includes(error.code);
      this.tell({ ...idle, isOffline, problem: isOffline && !isGone ? null : remoteProblem(error) });
    } else if (error instanceof Refused && error.refusal.code === 'busy') {
      this.tell(idle); // another process writes; the next round comes soon
    } else {
      const { code, message } = unexpected(error);
      this.tell({ ...idle, isOffline: false, problem: { code, message, remedy: 'retry' } });
    }
  }

  private standingProblem(position: Position): Problem | null {
    const { keys, standing } = this.parts;
    const { deviceId, key } = position;
    return problemOf(standing(position), deviceId !== null && key !== null && keys.signer(deviceId, key) !== null);
  }

  private async restAwhile(signal: AbortSignal): Promise<void> {
    if (this.wanted && this.failures === 0) return;
    const { clock, random } = this.parts;
    const milliseconds =
      this.failures > 0 ? restAfterFailure(this.failures - 1, random()) : restWhenIdle(this.quietRounds, random());
    this.tell({ nextTryAt: clock.now() + milliseconds });
    this.rest = new AbortController();
    await clock.wait(Math.min(milliseconds, LONGEST_REST), AbortSignal.any([signal, this.rest.signal]));
    this.rest = null;
  }

  private tell(change: Partial<EngineStatus>): void {
    this.state = { ...this.state, ...change };
    this.parts.hear();
  }
}

function remoteProblem(error: RemoteError): Problem {
  const isSecret = error.code === 'bad-credentials' || error.code === 'denied';
  return { code: error.code, message: error.sentence, remedy: isSecret ? 'credentials' : 'retry' };
}

function unexpected(error: unknown): { code: string; message: string } {
  if (error instanceof Refused) return error.refusal;
  const what = error instanceof Error ? error.message : String(error);
  return { code: 'failed', message: `Syncing failed: ${what}. Galley tries again by itself.` };
}

/** Why nothing is sent although all is well with the remote. */
export function problemOf(standing: Standing, hasKey: boolean): Problem | null {
  if (standing.kind === 'removed')
    return {
      code: 'removed',
      message:
        'You were removed from this workspace. What you wrote is still here, and is no longer sent or taken in by the others.',
      remedy: 'rejoin',
    };
  if (standing.kind === 'waiting')
    return {
      code: 'waiting',
      message: 'Waiting for an owner to let you in. What you write is kept here until then.',
      remedy: 'none',
    };
  if (!hasKey)
    return {
      code: 'no-key',
      message:
        'The key of this device is not on this computer. What you write is kept here and not sent. Join again to get a new key.',
      remedy: 'rejoin',
    };
  return null;
}
