import { newId } from '../../../shared/ids.ts';
import type { Role } from '../../../shared/team/roles.ts';
import { Registry } from '../../registry/registry.ts';
import { RegistrySyncStore } from '../../registry/sync-store.ts';
import type { Engine } from '../../sync/engine.ts';
import { newKeyPair, signingWith } from '../../sync/keys/ed25519.ts';
import { openEngine } from '../../sync/open-engine.ts';
import { openRemote } from '../../sync/remotes/remotes.ts';
import type { Signer } from '../../sync/sync-types.ts';

const never = new AbortController().signal;

/** A workspace with the engine that syncs it, as the app runs it, in this thread and with a key in memory. */
export class SyncDevice {
  readonly registry: Registry;
  readonly store: RegistrySyncStore;
  readonly signer: Signer;
  private readonly engine: Engine;
  readonly remote: ReturnType<typeof openRemote>;

  /** Opens the workspace at `path`, or makes it. `signer`: the device it was before. */
  constructor(path: string, url: string, name: string, signer: Signer = newSigner()) {
    this.registry = new Registry(path, { create: true, author: name });
    this.store = new RegistrySyncStore(this.registry);
    this.signer = signer;
    this.remote = openRemote(url);
    const { registry, store } = this;
    if (store.position().deviceId === null) store.heal({ deviceId: signer.deviceId, key: signer.key });
    this.engine = openEngine(registry, this.remote, { signer: () => signer, create: newSigner }, () => undefined);
  }

  /** A round; gives what the engine makes of it. */
  async round(): Promise<Engine['status']> {
    await this.engine.round(never);
    return this.engine.status;
  }

  /** Takes in and sends until there is nothing left. Throws `Error` where the engine has a problem. */
  async sync(): Promise<void> {
    const { problem, isOffline } = await this.round();
    if (isOffline) throw new Error('the remote cannot be reached');
    if (problem && problem.code !== 'waiting') throw new Error(problem.message);
  }

  /** Lets `other` in; counts once this device has synced. */
  letIn(other: SyncDevice, name: string, role: Role = 'editor'): void {
    const { deviceId, key } = other.signer;
    this.registry.record({ kind: 'member.added', body: { memberId: newId(), name, role, device: { deviceId, key } } });
  }

  get chain(): string {
    return this.store.hashAt(1)!;
  }

  async close(): Promise<void> {
    await this.remote.close();
    this.registry.close();
  }
}

function newSigner(): Signer {
  return { deviceId: newId(), ...signingWith(newKeyPair().secret) };
}
