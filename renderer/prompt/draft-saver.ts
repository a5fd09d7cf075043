import type { Refusal, Reply } from '../../shared/reply.ts';

export type SaveState =
  | { kind: 'settled' } // the host has what is on the screen
  | { kind: 'waiting' } // typing goes on
  | { kind: 'saving' }
  | { kind: 'refused'; refusal: Refusal };

type Options = {
  /** Sends what there is now to the host. */
  save: () => Promise<Reply<unknown>>;
  onState: (state: SaveState) => void;
  /** Milliseconds without a change after which it saves. */
  pause: () => number;
  /** Milliseconds after which it saves although changes go on. */
  longest: number;
};

/** Saves on every pause, one save at a time, the newest text always last. After a refusal it waits for the next change or
 *  for `flush`; after one marked final, for `flush` alone. */
export class DraftSaver {
  #options: Options;
  #state: SaveState = { kind: 'settled' };
  #dirtySince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  get state(): SaveState {
    return this.#state;
  }

  /** Nothing waits and nothing is under way. */
  get idle(): boolean {
    return this.#dirtySince === null && this.#running === null;
  }

  changed(): void {
    const now = Date.now();
    this.#dirtySince ??= now;
    if (this.#running === null && !isStale(this.#state)) this.#set({ kind: 'waiting' });
    clearTimeout(this.#timer);
    if (isStale(this.#state)) return;
    const left = this.#options.longest - (now - this.#dirtySince);
    this.#timer = setTimeout(() => void this.flush(), Math.max(0, Math.min(this.#options.pause(), left)));
  }

  /** Saves at once what is not saved. True where the host has everything afterwards. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    if (this.#dirtySince === null) return this.#state.kind === 'settled';
    this.#running = this.#save().finally(() => {
      this.#running = null;
    });
    await this.#running;
    return this.idle && this.#state.kind === 'settled';
  }

  /** What was waiting is no longer wanted: the text was replaced by the host's. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#dirtySince = null;
    this.#set({ kind: 'settled' });
  }

  async #save(): Promise<void> {
    this.#dirtySince = null;
    this.#set({ kind: 'saving' });
    const reply = await this.#options.save();
    if (!reply.ok) {
      this.#dirtySince ??= Date.now();
      this.#set({ kind: 'refused', refusal: reply.error });
    } else if (this.#dirtySince === null) this.#set({ kind: 'settled' });
    else this.#set({ kind: 'waiting' });
  }

  #set(state: SaveState): void {
    if (state.kind === this.#state.kind && state.kind !== 'refused') return;
    this.#state = state;
    this.#options.onState(state);
  }
}

/** Saving again by itself would be refused again: a person has to choose first. */
export function isStale(state: SaveState): boolean {
  return state.kind === 'refused' && state.refusal.code === 'stale-draft';
}
