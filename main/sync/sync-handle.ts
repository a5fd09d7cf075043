import type { z } from 'zod';
import type { AttentionItem, RemoteFound, syncCalls, SyncStatus } from '../../shared/contract/sync-calls.ts';
import type { DeviceKeys } from './keys/device-keys.ts';
import type { SecretStore } from './keys/secret-store.ts';

/** What a person types to get into a remote; see the contract. */
export type TypedSecrets = {
  user?: string | undefined;
  password?: string | undefined;
  sessionToken?: string | undefined;
};

/** What keeps an open workspace and its remote the same, as the calls know it: one for each open workspace, in `Services`.
 *  Expected failures are thrown as `Refused`. */
export interface SyncHandle {
  /** The private keys of this machine's devices. */
  readonly keys: DeviceKeys;
  readonly secrets: SecretStore;
  /** Address of the remote, without secrets; null where none is connected. */
  readonly url: string | null;
  status(): SyncStatus;
  /** Everything that waits on this person. */
  attention(): AttentionItem[];
  panel(): z.infer<(typeof syncCalls)['sync.panel']['output']>;
  /** A round, begun at once; resolves when it has ended. */
  now(): Promise<SyncStatus>;
  pause(paused: boolean): Promise<SyncStatus>;
  /** Puts back what the remote has lost; gives how many segments. */
  putBack(): Promise<number>;
  test(url: string, secrets: TypedSecrets): Promise<RemoteFound>;
  connect(url: string, secrets: TypedSecrets): Promise<SyncStatus>;
  /** Connects a workspace without prompts as a reader of the log `chain`, which must contain `head`. Its device has its key
   *  when this resolves, and the log is being taken in. */
  join(
    url: string,
    secrets: TypedSecrets,
    log: { chain: string; head: { number: number; hash: string } },
  ): Promise<void>;
  setCredentials(secrets: TypedSecrets): Promise<SyncStatus>;
  disconnect(): Promise<SyncStatus>;
  /** Something was written: it is sent soon. */
  nudge(): void;
  close(): Promise<void>;
}
