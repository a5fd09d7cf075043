import { RemoteError, type Remote } from '../../main/sync/remotes/remote.ts';
import type { ObjectStore } from './object-store.ts';
import type { Seeded } from './seeded.ts';
import type { Weather } from './weather.ts';

/** How the device at this end of the wire is, and what it waits by. */
export type Wire = {
  readonly device: string;
  readonly random: Seeded;
  readonly weather: () => Weather;
  /** Whether the network is there at all. */
  readonly isConnected: () => boolean;
  readonly hasCredentials: () => boolean;
  /** Settles after so many milliseconds; never, where the device has died meanwhile. Rejects where `signal` is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Does something later, whatever becomes of the device. */
  later(milliseconds: number, work: () => void): void;
  mayDie(): void;
  trace(what: string): void;
};

const TIMEOUT = 20_000; // milliseconds

/** The remote as one device has it: every call takes time, and every fault of the weather may befall it. */
export class SimulatedRemote implements Remote {
  readonly url = 'simulated://store';
  private readonly store: ObjectStore;
  private readonly wire: Wire;

  constructor(store: ObjectStore, wire: Wire) {
    this.store = store;
    this.wire = wire;
  }

  async putIfAbsent(key: string, bytes: Uint8Array, signal?: AbortSignal): Promise<'created' | 'exists'> {
    const { wire, store } = this;
    const { random } = wire;
    const weather = wire.weather();
    await this.reach(`put ${key}`, signal);
    if (random.chance(weather.full)) throw this.fails(`put ${key}`, 'full', 'The disk of the remote is full.');
    if (random.chance(weather.lostRequest)) return this.unanswered(key, signal);
    if (random.chance(weather.late)) {
      wire.later(random.whole(1, 240_000), () => wire.trace(`late ${key} ${store.put(wire.device, key, bytes)}`));
      return this.unanswered(key, signal);
    }
    let outcome = store.put(wire.device, key, bytes);
    wire.trace(`put ${key} ${outcome}`);
    wire.mayDie();
    if (random.chance(weather.duplicated)) outcome = store.put(wire.device, key, bytes);
    if (random.chance(weather.lostAnswer)) return this.unanswered(key, signal);
    await this.travel(signal);
    if (random.chance(weather.serverError))
      throw this.fails(`put ${key}`, 'unknown-outcome', 'The remote failed with 500.');
    return outcome;
  }

  async get(key: string, signal?: AbortSignal): Promise<Uint8Array | null> {
    const { random } = this.wire;
    const weather = this.wire.weather();
    await this.reach(`get ${key}`, signal);
    const bytes = this.store.get(this.wire.device, key);
    if (random.chance(weather.lostAnswer + weather.lostRequest)) await this.silence(`get ${key}`, signal);
    await this.travel(signal);
    if (bytes !== null && random.chance(weather.partialRead)) {
      this.wire.trace(`get ${key} half`);
      return bytes.slice(0, random.whole(0, bytes.length - 1));
    }
    this.wire.trace(`get ${key} ${bytes === null ? 'nothing' : 'all'}`);
    return bytes;
  }

  async *list(prefix: string, after: string | null, signal?: AbortSignal): AsyncIterable<string> {
    const { random } = this.wire;
    const weather = this.wire.weather();
    await this.reach(`list ${prefix}`, signal);
    let keys = this.store.list(this.wire.device, prefix, after);
    if (random.chance(weather.lostAnswer + weather.lostRequest)) await this.silence(`list ${prefix}`, signal);
    await this.travel(signal);
    if (random.chance(weather.staleList)) keys = keys.slice(0, Math.max(0, keys.length - random.whole(1, 3)));
    if (random.chance(weather.truncatedList)) keys = keys.slice(0, random.whole(0, keys.length));
    if (random.chance(weather.shuffledList)) keys = keys.toSorted(() => random.next() - 0.5);
    this.wire.trace(`list ${prefix} ${keys.length}`);
    for (const key of keys) {
      if (random.chance(weather.partialRead / 4)) await this.silence(`list ${prefix}`, signal);
      yield key;
    }
  }

  async close(): Promise<void> {}

  /** The way there, and whatever keeps a request from getting there. */
  private async reach(what: string, signal?: AbortSignal): Promise<void> {
    const { wire } = this;
    await this.travel(signal);
    if (!wire.isConnected()) throw this.fails(what, 'unreachable', 'There is no network.');
    if (!wire.hasCredentials())
      throw this.fails(what, 'bad-credentials', 'The remote does not know these credentials.');
    if (wire.random.chance(wire.weather().busy)) throw this.fails(what, 'busy', 'The remote asks to come back later.');
  }

  private async travel(signal?: AbortSignal): Promise<void> {
    const { random, weather } = this.wire;
    this.wire.mayDie();
    await this.wire.wait(random.chance(weather().slow) ? random.whole(1_000, 60_000) : random.whole(1, 50), signal);
    this.wire.mayDie();
  }

  private async unanswered(key: string, signal?: AbortSignal): Promise<never> {
    await this.wire.wait(TIMEOUT, signal);
    throw this.fails(`put ${key}`, 'unknown-outcome', 'The remote did not answer.');
  }

  private async silence(what: string, signal?: AbortSignal): Promise<never> {
    await this.wire.wait(TIMEOUT, signal);
    throw this.fails(what, 'unreachable', 'The remote did not answer.');
  }

  private fails(what: string, code: RemoteError['code'], sentence: string): RemoteError {
    this.wire.trace(`${what} ${code}`);
    return new RemoteError(code, sentence);
  }
}
