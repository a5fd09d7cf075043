import type { Role } from '../../shared/team/roles.ts';
import type { Remote } from './remotes/remote.ts';
import type { Position, SyncStore } from './sync-seam.ts';
import type { Signer } from './sync-types.ts';

/** Time as the engine has it; for pacing and display, never for order. */
export type Clock = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Settles after so many milliseconds, or as soon as `signal` is aborted. */
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

export type EngineKeys = {
  /** Signs as that device with that key; null where it is not to be had on this machine. */
  signer(deviceId: string, key?: string): Signer | null;
  /** A new device with its key, kept on this machine before it is given. */
  create(): Signer;
};

/** Whom this device speaks for, as the confirmed log has it. `founder`: the log knows no members yet, and this device is to
 *  begin it. Only founders and members send anything. */
export type Standing =
  | { kind: 'founder' }
  | { kind: 'member'; memberId: string; name: string; role: Role }
  | { kind: 'waiting' }
  | { kind: 'removed' };

/** All that the engine works with. The same engine runs in production and in the simulation. */
export type EngineParts = {
  remote: Remote;
  store: SyncStore;
  keys: EngineKeys;
  standing: (position: Position) => Standing;
  /** Whether the confirmed log names that device. */
  hasDevice: (deviceId: string) => boolean;
  /** The id of the workspace: what a proof for a further device names. */
  workspaceId: () => string;
  clock: Clock;
  /** In [0, 1): for jitter alone. */
  random: () => number;
  randomBytes: (count: number) => Uint8Array;
  newId: () => string;
  /** Called before a log is taken in from its beginning up to segment `highest`: there may be a shorter way. */
  begin?: (position: Position, highest: number, signal: AbortSignal) => Promise<void>;
  /** What is done after each round that went well, such as answering who wants to join. */
  chores: readonly Chore[];
  /** Called whenever `status` may have changed. */
  hear: () => void;
};

/** `synced`: whether everything the remote had was taken in and everything here was sent. */
export type Chore = (round: { synced: boolean; signal: AbortSignal }) => Promise<void>;
