/**
 * A store that keeps named bytes for a team: three calls, and a hint that something is new. It is trusted with nothing: whoever reads
 * checks signatures and hashes. Every failure is a `RemoteError`, an abort by `signal` too: a read then fails as `unreachable`, a put
 * as `unknown-outcome` unless it is certain that nothing was sent.
 */
export interface Remote {
  /** Where it is, without secrets. */
  readonly url: string;
  /** Keeps `bytes` under `key` unless something is there; what is there is never replaced. `created` once they are durable. */
  putIfAbsent(key: string, bytes: Uint8Array, signal?: AbortSignal): Promise<'created' | 'exists'>;
  /** The bytes under `key`, or null where there are none. */
  get(key: string, signal?: AbortSignal): Promise<Uint8Array | null>;
  /** The keys that begin with `prefix` (`log/`, or `log/` and the beginning of a name) and stand after the key `after`, ascending by
   *  their bytes. What is put meanwhile may or may not be among them. */
  list(prefix: string, after: string | null, signal?: AbortSignal): AsyncIterable<string>;
  /** Calls `hear` when something may be new. Only a hint, which may never come: who relies on it polls as well. The answer ends it. */
  watch?(hear: () => void): () => void;
  /** Lets go of connections. What is under way may fail. */
  close(): Promise<void>;
}

export type RemoteFailure =
  /** No answer, or one that says to come back later for reasons of its own. Nothing was changed. */
  | 'unreachable'
  /** A put may or may not have landed: read the key back. */
  | 'unknown-outcome'
  | 'bad-credentials'
  | 'denied'
  | 'full'
  /** The store cannot do what a log needs, whoever asks. */
  | 'not-capable'
  /** The folder, table or bucket is not there. Never the same as an empty one. */
  | 'missing'
  | 'bad-url'
  /** The store is there and asks for patience. Nothing was changed. */
  | 'busy';

/** What a remote could not do, with one sentence for people: what happened, to what, and what to do. */
export class RemoteError extends Error {
  readonly code: RemoteFailure;
  constructor(code: RemoteFailure, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'RemoteError';
    this.code = code;
  }

  get sentence(): string {
    return this.message;
  }
}

// No dot at either end: `..` would leave a folder, hidden names belong to the store, and Windows drops a dot at the end.
const KEY = /^[a-z]+\/[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_-])?$/;
const PREFIX = /^[a-z]+\/[A-Za-z0-9._-]{0,128}$/;

/** Whether `text` can be a key: `log/00000000000000000001`, one kind in small letters and one name. Two keys must not differ in
 *  capitals alone: some folders take them for one. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** Throws where `key` is none: that is a fault of the caller, never of the remote. */
export function checkKey(key: string): void {
  if (!isKey(key)) throw new TypeError(`“${key}” is not a key of a remote.`);
}

/** Throws where `prefix` and `after` cannot ask for keys. */
export function checkRange(prefix: string, after: string | null): void {
  if (!PREFIX.test(prefix)) throw new TypeError(`“${prefix}” is not the beginning of keys.`);
  if (after !== null) checkKey(after);
}
