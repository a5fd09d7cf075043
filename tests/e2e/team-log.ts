import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { newId } from '../../shared/ids.ts';
import type { SegmentHeader } from '../../shared/segment/segment-header.ts';
import type { Role } from '../../shared/team/roles.ts';
import { Registry } from '../../main/registry/registry.ts';
import { sha256 } from '../../main/registry/sha256.ts';
import { RegistrySyncStore } from '../../main/registry/sync-store.ts';
import type { ChangeLine, ReadLine, ReadSegment } from '../../main/sync/sync-types.ts';
import type { RunningHost } from './running-host.ts';

/** One person's workspace, opened beside the host that shows it where there is one. */
export class Teammate {
  readonly registry: Registry;
  readonly store: RegistrySyncStore;
  readonly own = { deviceId: newId(), key: randomBytes(32).toString('base64url') };
  private readonly log: ReadSegment[];

  constructor(log: ReadSegment[], path: string, name: string) {
    this.log = log;
    this.registry = new Registry(path, { create: true, author: name });
    this.store = new RegistrySyncStore(this.registry);
    this.store.heal(this.own);
  }

  /** Takes in what the others sent, and sends what waits here. */
  sync(): void {
    for (;;) {
      this.pull();
      const { lines } = this.store.nextOutgoing(1_000);
      if (lines.length === 0) return;
      this.put(lines);
    }
  }

  private pull(): void {
    for (;;) {
      const next = this.log.slice(this.store.position().head?.number ?? 0);
      if (next.length === 0) return;
      this.store.take(next, 60_000);
    }
  }

  /** As the codec would give it: what signs and packs a segment has specs of its own. */
  private put(lines: ChangeLine[]): void {
    const last = this.log.at(-1);
    const header: SegmentHeader = {
      format: 1,
      features: [],
      workspace: this.log[0]?.headerHash ?? null,
      number: this.log.length + 1,
      previous: last?.headerHash ?? null,
      device: this.own.deviceId,
      key: this.own.key,
      sequence: this.store.position().sequence + 1,
      seen: last ? { number: last.header.number, hash: last.headerHash } : null,
      count: lines.length,
      root: sha256(JSON.stringify(lines)),
      enc: null,
      at: Date.now(),
    };
    const headerText = canonicalJson(header);
    this.log.push({
      header,
      headerText,
      headerHash: sha256(headerText),
      signature: randomBytes(64),
      seed: randomBytes(32),
      lines: JSON.parse(JSON.stringify(lines)) as ReadLine[],
    });
  }
}

/** A team whose log is in memory: Ana founded it, and the host's own workspace is one of its devices, as `role`. */
export class TeamLog {
  readonly ana: Teammate;
  readonly me: Teammate;
  private readonly folder: string;
  private readonly log: ReadSegment[] = [];
  private readonly all: Teammate[];

  constructor(host: Pick<RunningHost, 'folder' | 'workspaceFile'>, me: { name: string; role: Role }) {
    this.folder = host.folder;
    this.ana = new Teammate(this.log, join(host.folder, 'ana.galley'), 'Ana');
    this.all = [this.ana];
    this.ana.store.attach();
    this.ana.sync();
    this.me = this.join(me.name, me.role, host.workspaceFile);
  }

  /** Another member, with a workspace of their own. */
  join(name: string, role: Role, path = join(this.folder, `${name}.galley`)): Teammate {
    const mate = new Teammate(this.log, path, name);
    this.ana.registry.record({ kind: 'member.added', body: { memberId: newId(), name, role, device: mate.own } });
    this.ana.sync();
    mate.store.join(this.log[0]!.headerHash);
    this.all.push(mate);
    mate.sync();
    return mate;
  }

  /** Everybody has what everybody did. */
  sync(): void {
    for (const mate of this.all) mate.sync();
    for (const mate of this.all) mate.sync();
  }

  close(): void {
    for (const { registry } of this.all) registry.close();
  }
}
