import { copyFileSync, rmSync } from 'node:fs';
import { idText } from '../../main/registry/bytes.ts';
import { Registry } from '../../main/registry/registry.ts';
import { sha256 } from '../../main/registry/sha256.ts';
import { verify } from '../../main/registry/verify.ts';
import { RegistrySyncStore } from '../../main/registry/sync-store.ts';
import { Engine } from '../../main/sync/engine.ts';
import type { EngineParts } from '../../main/sync/engine-parts.ts';
import type { DeviceKeys } from '../../main/sync/keys/device-keys.ts';
import type { Halt, SyncStore } from '../../main/sync/sync-seam.ts';
import type { Remote } from '../../main/sync/remotes/remote.ts';
import { standingOf } from '../../main/sync/standing.ts';
import { RemoteError } from '../../main/sync/remotes/remote.ts';
import { newId } from '../../shared/ids.ts';
import { PENDING_FROM } from '../../main/registry/pending-from.ts';
import type { Change } from '../../shared/change.ts';
import { Crash, crashingIn, type Fuse } from './crash.ts';
import type { Seeded } from './seeded.ts';
import { SimulatedRemote, type Wire } from './simulated-remote.ts';
import { CALM, type Weather } from './weather.ts';
import type { World } from './world.ts';

/** What a broken engine would do otherwise; see mutants.test.ts. */
export type Mutation = {
  remote?: (remote: Remote) => Remote;
  store?: (store: SyncStore, registry: Registry) => SyncStore;
};

/** One person's Galley: the real registry in a file, the real engine, and a life that may end at any moment. */
export class Device implements Wire {
  readonly device: string;
  readonly random: Seeded;
  readonly path: string;
  /** How far its clock is off, milliseconds. */
  clockOff = 0;
  connected = true;
  credentials = true;
  current: Weather = CALM;
  registry: Registry | null = null;
  engine: Engine | null = null;
  /** Changes that a person was told are kept, with what they said then. */
  readonly acknowledged = new Map<string, Change>();
  /** How often it has died. */
  deaths = 0;
  /** Its disk was set back, and nobody has looked since. */
  wasRestored = false;
  engineParts: EngineParts | null = null;
  private life = 0;
  private fuse: Fuse | null = null;
  private stop: AbortController | null = null;
  private readonly world: World;
  readonly keys: DeviceKeys;
  private readonly mutation: Mutation;

  constructor(world: World, name: string, path: string, random: Seeded, keys: DeviceKeys, mutation: Mutation) {
    this.world = world;
    this.device = name;
    this.path = path;
    this.random = random;
    this.keys = keys;
    this.mutation = mutation;
  }

  private get store(): SyncStore | null {
    return this.engineParts?.store ?? null;
  }

  get isRunning(): boolean {
    return this.registry !== null;
  }

  /** Opens the workspace and begins to sync it. */
  start(): void {
    if (this.registry) return;
    const life = (this.life += 1);
    const registry = new Registry(this.path, {
      check: 'done',
      now: () => Math.floor(this.world.time.now) + this.clockOff,
    });
    this.fuse = crashingIn(registry, () => this.die());
    const own = registry.record.bind(registry);
    const recorded: Change[] = [];
    registry.record = ((...input: Parameters<Registry['record']>) => {
      const result = own(...input);
      recorded.push(result.change);
      return result;
    }) as Registry['record'];
    this.acknowledge = () => {
      for (const change of recorded.splice(0)) this.acknowledged.set(change.id, change);
    };
    this.registry = registry;
    this.stop = new AbortController();
    this.engineParts = this.parts(registry, life);
    this.engine = new Engine(this.engineParts);
    void this.engine.run(this.stop.signal).catch((error: unknown) => {
      if (life === this.life && !(error instanceof Crash)) this.world.fail(error);
    });
  }

  /** Stops well: at the next await, with everything closed. */
  shut(): void {
    this.stop?.abort();
    this.end()?.close();
  }

  /** Dies where it stands. */
  die(): void {
    if (!this.registry) return;
    this.deaths += 1;
    this.trace('dies');
    const registry = this.end();
    // It may be in the middle of a statement: its transaction is taken back on the way out.
    queueMicrotask(() => registry?.close());
    // Somebody starts Galley again after a while.
    const life = this.life;
    this.world.time.after(this.random.whole(1_000, 60_000), () => {
      if (life === this.life) this.start();
    });
  }

  /** Does something as the person at this device would. What the call answered well is kept for ever. */
  act(work: (registry: Registry) => void): boolean {
    const { registry } = this;
    if (!registry) return false;
    try {
      this.maybeLight();
      work(registry);
      this.acknowledge();
      this.engine?.nudge();
      return true;
    } finally {
      this.fuse?.put(null);
    }
  }

  /** A copy of everything this device has on its disk, as a backup program or a copied profile has it. */
  copyTo(path: string): void {
    this.registry?.db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(this.path, path);
  }

  /** Its disk is again what it was when `path` was copied from it. What was written since and never sent is gone: nobody
   *  promised to keep that. */
  restore(path: string): void {
    this.shut();
    for (const end of ['-wal', '-shm']) rmSync(this.path + end, { force: true });
    copyFileSync(path, this.path);
    this.wasRestored = true;
    this.acknowledged.clear();
  }

  get headNumber(): number {
    return this.store?.position().head?.number ?? 0;
  }

  /** Nothing waits here that could be sent. */
  get isDone(): boolean {
    return !this.maySend || this.store?.position().ahead === 0;
  }

  get haltCode(): string | null {
    if (!this.registry) return null;
    const [row] = this.peek<{ value: string }>("SELECT value FROM sync WHERE key = 'halted'");
    return row ? (JSON.parse(row.value) as Halt).code : null;
  }

  get isHalted(): boolean {
    return this.haltCode !== null;
  }

  /** What its status bar says is wrong. */
  get problem(): string {
    return this.engine?.status.problem?.message ?? (this.engine?.status.isOffline ? 'offline' : 'nothing wrong');
  }

  get maySend(): boolean {
    const parts = this.engineParts;
    return parts?.standing(parts.store.position()).kind === 'member';
  }

  /** Its weather clears. */
  calmDown(): void {
    this.current = CALM;
    this.fuse?.put(null);
  }

  /** Looks into its file without being part of its life. */
  private peek<Row>(sql: string): Row[] {
    return this.registry!.db.prepare(sql).all() as Row[];
  }

  /** Hashes of the headers of the segments it took in, from 1. */
  chain(): string[] {
    return this.peek<{ header: string }>('SELECT header FROM segments ORDER BY number').map(({ header }) =>
      sha256(header),
    );
  }

  /** Numbers of confirmed versions, by id. */
  confirmedNumbers(): Map<string, number> {
    const rows = this.peek<{ id: Buffer; number: number }>(
      `SELECT c.version AS id, v.number FROM versions v JOIN changes c ON c.seq = v.seq WHERE v.seq < ${PENDING_FROM}`,
    );
    return new Map(rows.map(({ id, number }) => [id.toString('hex'), number]));
  }

  /** Everything in its log, with why it had no effect. */
  logged(): { id: string; pending: boolean; refused: string | null }[] {
    return this.peek<{ id: Buffer; seq: number; code: string | null }>(
      'SELECT c.id, c.seq, r.code FROM changes c LEFT JOIN refused r ON r.seq = c.seq ORDER BY c.seq',
    ).map(({ id, seq, code }) => ({ id: idText(id), pending: seq >= PENDING_FROM, refused: code }));
  }

  /** What its state says; null while something of its own is pending on top of it. */
  stateLines(): Iterable<string> | null {
    return this.store!.position().ahead > 0 ? null : this.registry!.state.lines();
  }

  /** Folds its log again from nothing. Throws where that gives another state. */
  verify(): void {
    verify(this.registry!);
  }

  // The wire
  readonly weather = (): Weather => this.current;
  readonly isConnected = (): boolean => this.connected;
  readonly hasCredentials = (): boolean => this.credentials;

  wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const life = this.life;
    return new Promise((resolve, reject) => {
      let done = false;
      const settle = (work: () => void): void => {
        if (done || life !== this.life) return;
        done = true;
        work();
      };
      const aborted = (): void => settle(() => reject(new RemoteError('unknown-outcome', 'This was stopped.')));
      if (signal?.aborted) return aborted();
      signal?.addEventListener('abort', aborted, { once: true });
      this.world.time.after(milliseconds, () => settle(resolve));
    });
  }

  later(milliseconds: number, work: () => void): void {
    this.world.time.after(milliseconds, work);
  }

  mayDie(): void {
    if (this.random.chance(this.current.crash)) this.die();
    else this.maybeLight();
  }

  trace(what: string): void {
    this.world.trace(`${this.device} ${what}`);
  }

  private acknowledge: () => void = () => undefined;

  /** The next writing may be this device's last, at any of its statements. */
  private maybeLight(): void {
    if (this.random.chance(this.current.crashInStore)) this.fuse?.put(this.random.whole(1, 40));
  }

  private parts(registry: Registry, life: number): EngineParts {
    const real = new RegistrySyncStore(registry);
    const store = this.mutation.store?.(real, registry) ?? real;
    const simulated = new SimulatedRemote(this.world.store, this);
    return {
      remote: this.mutation.remote?.(simulated) ?? simulated,
      store,
      keys: this.keys,
      standing: (position) => standingOf(registry, position),
      hasDevice: (deviceId) => registry.state.team('device', deviceId) !== undefined,
      workspaceId: () => registry.state.workspace()!.id,
      clock: {
        now: () => Math.floor(this.world.time.now) + this.clockOff,
        wait: (milliseconds, signal) => this.rest(milliseconds, signal, life),
      },
      random: () => this.random.next(),
      randomBytes: (count) => this.random.bytes(count),
      newId,
      chores: [],
      hear: () => undefined,
    };
  }

  /** As the engine's clock waits: an abort ends the wait early. */
  private rest(milliseconds: number, signal: AbortSignal, life: number): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        if (life === this.life) resolve();
      };
      if (signal.aborted) return settle();
      signal.addEventListener('abort', settle, { once: true });
      this.world.time.after(milliseconds, settle);
    });
  }

  private end(): Registry | null {
    this.life += 1; // whatever still waits waits for ever
    this.fuse?.put(null);
    this.fuse = null;
    const { registry } = this;
    this.registry = null;
    this.engine = null;
    this.engineParts = null;
    this.stop = null;
    return registry;
  }
}
