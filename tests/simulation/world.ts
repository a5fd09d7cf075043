import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Device, type Mutation } from './device.ts';
import { ObjectStore } from './object-store.ts';
import { Seeded } from './seeded.ts';
import type { DeviceKeys } from '../../main/sync/keys/device-keys.ts';
import { keysIn, layOut, NEWCOMER, SCRATCH, type Team } from './team.ts';
import { VirtualTime } from './virtual-time.ts';

/** Everything a run happens in: time, the store, the devices, and a trace of what happened. */
export class World {
  readonly time = new VirtualTime();
  readonly random: Seeded;
  readonly store: ObjectStore;
  readonly devices: Device[];
  readonly folder: string;
  readonly lines: string[] = [];
  failure: unknown = null;
  private readonly keys: DeviceKeys;
  private readonly mutation: Mutation;

  constructor(team: Team, seed: number, names: readonly string[], mutation: Mutation = {}) {
    this.keys = keysIn(new Map(team.secrets));
    this.mutation = mutation;
    this.random = new Seeded(seed);
    this.store = ObjectStore.copyOf(team.objects);
    this.folder = mkdtempSync(join(SCRATCH, 'galley-world-'));
    layOut(team, this.folder, [...names, NEWCOMER]);
    this.devices = names.map((name) => this.newDevice(name));
  }

  /** A device whose file lies in the world's folder under its name. */
  newDevice(name: string): Device {
    const random = new Seeded(this.random.whole(1, 2 ** 31));
    return new Device(this, name, join(this.folder, `${name}.galley`), random, this.keys, this.mutation);
  }

  trace(what: string): void {
    this.lines.push(`${(this.time.now / 1_000).toFixed(3)} ${what}`);
  }

  /** Something that must never happen did: the run ends, and says so. */
  fail(error: unknown): void {
    this.failure ??= error;
  }

  async pass(milliseconds: number): Promise<void> {
    await this.time.pass(this.time.now + milliseconds);
    if (this.failure !== null) throw this.failure;
  }

  close(): void {
    for (const device of this.devices) device.shut();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
