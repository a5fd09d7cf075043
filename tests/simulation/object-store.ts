import { LOG, logKey, numberInKey } from '../../shared/segment/object-keys.ts';

/** What somebody with full access to a store may do to it. Every device sees what `view` makes of the objects. */
type View = (key: string, bytes: Uint8Array | null, device: string) => Uint8Array | null;

/** The store itself: named bytes, of which none is ever replaced, but by whoever manages it. */
export class ObjectStore {
  /** What honest clients put: the truth that everything is judged by. */
  readonly objects = new Map<string, Uint8Array>();
  /** Set where the store shows some devices another log: objects of the other branch, and who is on it. */
  private branch: { objects: Map<string, Uint8Array>; devices: Set<string> } | null = null;
  private view: View | null = null;

  static copyOf(objects: ReadonlyMap<string, Uint8Array>): ObjectStore {
    const store = new ObjectStore();
    for (const [key, bytes] of objects) store.objects.set(key, bytes);
    return store;
  }

  put(device: string, key: string, bytes: Uint8Array): 'created' | 'exists' {
    const objects = this.objectsFor(device);
    if (objects.has(key)) return 'exists';
    objects.set(key, new Uint8Array(bytes));
    return 'created';
  }

  get(device: string, key: string): Uint8Array | null {
    const bytes = this.objectsFor(device).get(key) ?? null;
    return this.view ? this.view(key, bytes, device) : bytes;
  }

  list(device: string, prefix: string, after: string | null): string[] {
    return [...this.objectsFor(device).keys()]
      .filter((key) => key.startsWith(prefix) && (after === null || key > after))
      .filter((key) => !this.view || this.get(device, key) !== null)
      .toSorted();
  }

  /** Segments that are gone for good, unless somebody puts them back. */
  lose(isLost: (number: number) => boolean): void {
    for (const key of this.objects.keys()) {
      const number = this.numberOf(key);
      if (number !== null && isLost(number)) this.objects.delete(key);
    }
  }

  numberOf(key: string): number | null {
    return numberInKey(LOG, key);
  }

  /** The segment of that number. */
  at(number: number): Uint8Array | null {
    return this.objects.get(logKey(number)) ?? null;
  }

  /** How many segments there are. */
  get length(): number {
    return [...this.objects.keys()].filter((key) => this.numberOf(key) !== null).length;
  }

  /** From now on these devices have a log of their own that goes on from here. */
  fork(devices: Iterable<string>): void {
    this.branch = { objects: new Map(this.objects), devices: new Set(devices) };
  }

  get forked(): ReadonlySet<string> {
    return this.branch?.devices ?? new Set();
  }

  /** Shows something else than what is there, until `showTruly`. */
  show(view: View): void {
    this.view = view;
  }

  /** Everything as it was put, and one log for all. */
  showTruly(): void {
    this.view = null;
    this.branch = null;
  }

  objectsFor(device: string): Map<string, Uint8Array> {
    return this.branch?.devices.has(device) ? this.branch.objects : this.objects;
  }
}
