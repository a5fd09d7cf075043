import type { RemoteFound } from '../../shared/contract/sync-calls.ts';
import { Refused } from '../../shared/reply.ts';
import type { DeviceKeys } from './keys/device-keys.ts';
import { remoteSecret, type SecretStore } from './keys/secret-store.ts';
import type { RemoteSecrets } from './remotes/adapter.ts';
import { probeRemote } from './remotes/probe.ts';
import { findKind } from './remotes/remotes.ts';
import type { SyncStore } from './sync-seam.ts';
import type { TypedSecrets } from './sync-handle.ts';

/** The notes of this device about its remote. */
export const URL_NOTE = 'url';

/** Proves that the remote can keep a log, and says which it holds. Throws `RemoteError`. */
export async function testRemote(store: SyncStore, url: string, typed: TypedSecrets): Promise<RemoteFound> {
  const { url: kept, kind, name, server, milliseconds, log } = await probeRemote(url, secretsOf(typed));
  const { chain } = store.position();
  const isThis = log !== null && log.workspace !== null && log.workspace === chain;
  return {
    url: kept,
    kind,
    name,
    server,
    milliseconds,
    log: log === null ? 'empty' : isThis ? 'this' : 'other',
    segments: log?.segments ?? 0,
    workspaceName: log?.workspaceName ?? null,
  };
}

/** Gives this device a key where it has none, and makes its changes ones that the log of the team confirms. Throws
 *  `Refused('other-workspace')` where the remote holds another log. */
export async function attachTo(
  store: SyncStore,
  keys: DeviceKeys,
  secrets: SecretStore,
  url: string,
  typed: TypedSecrets,
): Promise<void> {
  const found = await testRemote(store, url, typed);
  if (found.log === 'other')
    throw new Refused(
      'other-workspace',
      `This remote holds another workspace${found.workspaceName === null ? '' : ` (“${found.workspaceName}”)`}. Connect an empty place, or join that workspace with an invitation.`,
    );
  makeKey(store, keys);
  keepSecrets(secrets, found.url, url, typed);
  store.attach();
  store.setNote(URL_NOTE, found.url);
}

/** A device has its key before it says anything. */
export function makeKey(store: SyncStore, keys: DeviceKeys): void {
  const { deviceId, key } = store.position();
  if (deviceId !== null && key !== null) return;
  const made = keys.create();
  store.heal({ deviceId: made.deviceId, key: made.key });
}

/** Keeps what a remote asks for under its address, where there is anything to keep. Secrets that stood in the typed address
 *  count where none were given. */
export function keepSecrets(secrets: SecretStore, kept: string, url: string, typed: TypedSecrets): void {
  const all = { ...findKind(url).secrets, ...secretsOf(typed) };
  if (Object.keys(all).length > 0) secrets.set(remoteSecret(kept), JSON.stringify(all));
}

export function secretsFor(secrets: SecretStore, url: string): RemoteSecrets {
  return JSON.parse(secrets.get(remoteSecret(url)) ?? '{}') as RemoteSecrets;
}

function secretsOf(typed: TypedSecrets): RemoteSecrets {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined && value !== ''));
}
