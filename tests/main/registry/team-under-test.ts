import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { newId } from '../../../shared/ids.ts';
import type { SegmentHeader } from '../../../shared/segment/segment-header.ts';
import type { Role } from '../../../shared/team/roles.ts';
import { Registry } from '../../../main/registry/registry.ts';
import { sha256 } from '../../../main/registry/sha256.ts';
import { RegistrySyncStore } from '../../../main/registry/sync-store.ts';
import { verify, type Verified } from '../../../main/registry/verify.ts';
import type { Taken } from '../../../main/sync/sync-seam.ts';
import type { ChangeLine, ReadLine, ReadSegment } from '../../../main/sync/sync-types.ts';
import { temporaryFolder } from './workspace-under-test.ts';

type Key = { deviceId: string; key: string };

export function newKey(): Key {
  return { deviceId: newId(), key: randomBytes(32).toString('base64url') };
}

/** A log that everybody can read, in memory: what a remote keeps, as the codec would give it. */
export class LogUnderTest {
  readonly segments: ReadSegment[] = [];

  /** Puts a segment after the last one, as a device would that had seen it. */
  put(lines: (ChangeLine | ReadLine)[], { deviceId, key }: Key, sequence = this.segments.length + 1): ReadSegment {
    const last = this.segments.at(-1);
    const header: SegmentHeader = {
      format: 1,
      features: [],
      workspace: this.segments[0]?.headerHash ?? null,
      number: this.segments.length + 1,
      previous: last?.headerHash ?? null,
      device: deviceId,
      key,
      sequence,
      seen: last ? { number: last.header.number, hash: last.headerHash } : null,
      count: lines.length,
      root: sha256(JSON.stringify(lines)),
      enc: null,
      at: 1_700_000_000_000,
    };
    const headerText = canonicalJson(header);
    const segment: ReadSegment = {
      header,
      headerText,
      headerHash: sha256(headerText),
      signature: randomBytes(64),
      seed: randomBytes(32),
      lines: JSON.parse(JSON.stringify(lines)) as ReadLine[],
    };
    this.segments.push(segment);
    return segment;
  }
}

/** One person's workspace, and what it knows of the log. */
export class DeviceUnderTest {
  registry: Registry;
  readonly log: LogUnderTest;
  readonly path: string;
  readonly own: Key;

  constructor(log: LogUnderTest, name: string, own: Key = newKey()) {
    this.own = own;
    this.log = log;
    this.path = join(temporaryFolder(), `${name}.galley`);
    this.registry = new Registry(this.path, { create: true, author: name });
    this.store.heal(this.own);
    onTestFinished(() => this.registry.close());
  }

  get store(): RegistrySyncStore {
    return new RegistrySyncStore(this.registry);
  }

  get memberId(): string {
    return this.registry.state.team('device', this.own.deviceId)!.memberId;
  }

  /** Closes the file and opens it again. */
  restart(): void {
    this.registry.close();
    this.registry = new Registry(this.path);
  }

  /** Takes in what the log has, at most `count` segments. */
  pull(count = Infinity, atOnce = Infinity): Taken[] {
    const done: Taken[] = [];
    for (let left = count; left > 0;) {
      const from = this.store.position().head?.number ?? 0;
      const next = this.log.segments.slice(from, from + Math.min(left, atOnce));
      if (next.length === 0) break;
      const taken = this.store.take(next, 60_000);
      done.push(taken);
      left -= taken.segments;
    }
    return done;
  }

  /** Sends what waits, at most `limit` changes a segment, after taking in what is there. */
  push(limit = 1_000, segments = Infinity): void {
    this.pull();
    for (let left = segments; left > 0; left -= 1) {
      const { lines } = this.store.nextOutgoing(limit);
      if (lines.length === 0) return;
      this.log.put(lines, this.own, this.store.position().sequence + 1);
      this.pull();
    }
  }

  verified(): Verified {
    return verify(this.registry);
  }
}

/** A log with its founder, Ana; `join` adds others. */
export function newTeam(): {
  log: LogUnderTest;
  ana: DeviceUnderTest;
  join: (name: string, role?: Role) => DeviceUnderTest;
} {
  const log = new LogUnderTest();
  const ana = new DeviceUnderTest(log, 'ana');
  ana.store.attach();
  ana.push();
  const join = (name: string, role: Role = 'editor'): DeviceUnderTest => {
    const device = new DeviceUnderTest(log, name);
    const body = { memberId: newId(), name, role, device: device.own };
    ana.registry.record({ kind: 'member.added', body });
    ana.push();
    device.store.join(log.segments[0]!.headerHash);
    device.pull();
    return device;
  };
  return { log, ana, join };
}
