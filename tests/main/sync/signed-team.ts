import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { Role } from '../../../shared/team/roles.ts';
import { Registry } from '../../../main/registry/registry.ts';
import { RegistrySyncStore } from '../../../main/registry/sync-store.ts';
import { DeviceKeys } from '../../../main/sync/keys/device-keys.ts';
import { FileSecrets } from '../../../main/sync/keys/file-secrets.ts';
import { combined } from '../../../main/sync/keys/secret-store.ts';
import type { Remote } from '../../../main/sync/remotes/remote.ts';
import { readSegment, writeSegment } from '../../../main/sync/segment-codec.ts';
import type { ReadSegment } from '../../../main/sync/sync-types.ts';
import { temporaryFolder } from '../registry/workspace-under-test.ts';

/** A log as a remote holds it: bytes alone. */
export class SignedLog {
  readonly segments: Uint8Array[] = [];

  /** What lies there, read as anyone would read it. */
  read(): ReadSegment[] {
    const read: ReadSegment[] = [];
    for (const [index, bytes] of this.segments.entries()) {
      const previous = read.at(-1)?.headerHash ?? null;
      read.push(readSegment(bytes, { number: index + 1, workspace: read[0]?.headerHash ?? null, previous }));
    }
    return read;
  }

  get chain(): string {
    return this.read()[0]!.headerHash;
  }
}

/** One person's workspace, with real keys. */
export class SignedDevice {
  readonly registry: Registry;
  readonly keys: DeviceKeys;
  readonly keyFolder = temporaryFolder();
  readonly deviceId: string;
  readonly log: SignedLog;

  constructor(log: SignedLog, name: string) {
    this.log = log;
    this.keys = new DeviceKeys(combined(null, new FileSecrets(this.keyFolder), null));
    this.registry = new Registry(join(temporaryFolder(), `${name}.galley`), { create: true, author: name });
    onTestFinished(() => this.registry.close());
    const { deviceId, key } = this.keys.create();
    this.deviceId = deviceId;
    this.store.heal({ deviceId, key });
  }

  get store(): RegistrySyncStore {
    return new RegistrySyncStore(this.registry);
  }

  get signer() {
    return this.keys.signer(this.deviceId)!;
  }

  get memberId(): string {
    return this.registry.state.team('device', this.deviceId)!.memberId;
  }

  pull(): void {
    for (;;) {
      const from = this.store.position().head?.number ?? 0;
      const next = this.log.read().slice(from);
      if (next.length === 0) return;
      this.store.take(next, 60_000);
    }
  }

  push(limit = 1_000): void {
    this.pull();
    for (;;) {
      const { lines } = this.store.nextOutgoing(limit);
      if (lines.length === 0) return;
      const { chain, head, sequence, seen } = this.store.position();
      const frame = {
        number: (head?.number ?? 0) + 1,
        workspace: head ? chain : null,
        previous: head?.hash ?? null,
        sequence: sequence + 1,
        seen,
        at: 1_700_000_000_000,
        seed: Buffer.alloc(32, (head?.number ?? 0) % 256),
      };
      this.log.segments.push(writeSegment(lines, frame, this.signer).bytes);
      this.pull();
    }
  }
}

/** A log with its founder, Ana. */
export function newSignedTeam(): { log: SignedLog; ana: SignedDevice } {
  const log = new SignedLog();
  const ana = new SignedDevice(log, 'ana');
  ana.store.attach();
  return { log, ana };
}

/** Somebody else's device, known to the log as a member's. It has taken nothing in yet. */
export function invited(ana: SignedDevice, name: string, role: Role = 'editor'): SignedDevice {
  ana.push();
  const device = new SignedDevice(ana.log, name);
  const { deviceId, key } = device.signer;
  ana.registry.record({ kind: 'member.added', body: { memberId: newId(), name, role, device: { deviceId, key } } });
  ana.push();
  device.store.join(ana.log.chain);
  return device;
}

/** A remote in memory. */
export function remoteOf(objects: Map<string, Uint8Array>): Remote {
  return {
    url: 'memory:',
    putIfAbsent: async (key, bytes) => {
      if (objects.has(key)) return 'exists';
      objects.set(key, bytes);
      return 'created';
    },
    get: async (key) => objects.get(key) ?? null,
    async *list(prefix, after) {
      for (const key of [...objects.keys()].toSorted()) if (key.startsWith(prefix) && key > (after ?? '')) yield key;
    },
    close: async () => undefined,
  };
}
