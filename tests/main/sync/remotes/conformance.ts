import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { RemoteFailure, Remote } from '../../../../main/sync/remotes/remote.ts';
import { RemoteError } from '../../../../main/sync/remotes/remote.ts';

/** A store of one kind, new and empty. */
export type Store = {
  /** Another handle on the same store, as another process would have it. */
  open(): Remote;
  /** Puts keys there quickly, where a put each would take long. */
  seed?(keys: string[]): Promise<void>;
};

/** Handles on a store in some trouble. Null where such a store knows no such trouble. */
export type Troubles = {
  /** The next put lands, and its answer is lost. */
  lostAnswer: ((store: Store) => Promise<Remote>) | null;
  /** Nothing ever answers. */
  silent: ((store: Store) => Promise<Remote>) | null;
  /** Nobody listens at the address. */
  unreachable: (() => Remote) | null;
  wrongCredentials: ((store: Store) => Promise<Remote>) | null;
  /** A user who may read but not write, and one who may not even read. */
  mayOnlyRead: (store: Store) => Promise<Remote>;
  mayNothing: (store: Store) => Promise<Remote>;
  /** A store with room for about 500 KB; or the reason why there can be none here. */
  small: () => Promise<Store | string>;
  /** What the store stands on is not there. */
  missing: () => Promise<Remote>;
};

/** What every remote does, whatever it stands on. */
export function conformance(name: string, make: () => Promise<Store>, troubles: Troubles): void {
  const opened: Remote[] = [];
  const kept = (remote: Remote) => {
    opened.push(remote);
    return remote;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((remote) => remote.close()));
  });

  describe(`${name} keeps what a remote promises`, () => {
    test('what was absent is created and can be read by others', async () => {
      const store = await make();
      expect(await kept(store.open()).putIfAbsent('log/00000000000000000001', bytesOf('first'))).toBe('created');
      expect(textOf(await kept(store.open()).get('log/00000000000000000001'))).toBe('first');
    });

    test('what is there exists, and keeps its first bytes', async () => {
      const store = await make();
      const remote = kept(store.open());
      await remote.putIfAbsent('log/1', bytesOf('first'));
      expect(await remote.putIfAbsent('log/1', bytesOf('second, and longer'))).toBe('exists');
      expect(await kept(store.open()).putIfAbsent('log/1', bytesOf('first'))).toBe('exists');
      expect(textOf(await remote.get('log/1'))).toBe('first');
    });

    test('what nobody put is null, and lists as nothing', async () => {
      const store = await make();
      const remote = kept(store.open());
      expect(await remote.get('log/1')).toBeNull();
      expect(await keysOf(remote, 'log/')).toEqual([]);
    });

    test('of 20 writers at once exactly one wins, and its bytes stay: 50 times', { timeout: 120_000 }, async () => {
      const store = await make();
      const writers = Array.from({ length: 20 }, () => kept(store.open()));
      for (let round = 0; round < 50; round++) {
        const key = `log/${round}`;
        const answers = await Promise.all(writers.map((writer, at) => writer.putIfAbsent(key, bytesOf(`by ${at}`))));
        const winners = answers.flatMap((answer, at) => (answer === 'created' ? [at] : []));
        expect(winners).toHaveLength(1);
        expect(textOf(await writers[round % 20]!.get(key))).toBe(`by ${winners[0]}`);
      }
    });

    test('thousands of keys list in the order of their bytes, from anywhere', { timeout: 120_000 }, async () => {
      const store = await make();
      const remote = kept(store.open());
      const log = Array.from({ length: 2_300 }, (_, at) => `log/${String(at + 1).padStart(20, '0')}`);
      const joins = ['join/-b', 'join/A', 'join/B-c', 'join/B.c', 'join/Bc', 'join/_', 'join/a', 'join/a-b', 'join/ab'];
      await fill(store, remote, [...log.toReversed(), ...joins, 'logs/1', 'lo/1']);
      expect(await keysOf(remote, 'log/')).toEqual(log);
      expect(await keysOf(remote, 'log/', log[1_199])).toEqual(log.slice(1_200));
      expect(await keysOf(remote, 'log/', log.at(-1))).toEqual([]);
      expect(await keysOf(remote, 'log/', 'join/zz')).toEqual(log);
      expect(await keysOf(remote, 'log/0000000000000000100')).toEqual(log.slice(999, 1_009));
      expect(await keysOf(remote, 'join/')).toEqual(joins.toSorted());
      expect(await keysOf(remote, 'join/', 'join/B.c')).toEqual(['join/Bc', 'join/_', 'join/a', 'join/a-b', 'join/ab']);
    });

    test('a listing may be left in the middle', async () => {
      const store = await make();
      const remote = kept(store.open());
      await fill(store, remote, ['log/1', 'log/2', 'log/3']);
      for await (const key of remote.list('log/', null)) {
        expect(key).toBe('log/1');
        break;
      }
      expect(await remote.putIfAbsent('log/4', bytesOf('after'))).toBe('created');
    });

    test('values of several MB, of one byte and of none come back as they were', { timeout: 60_000 }, async () => {
      const store = await make();
      const remote = kept(store.open());
      for (const [at, size] of [6_000_000, 1, 0].entries()) {
        const bytes = new Uint8Array(randomBytes(size));
        expect(await remote.putIfAbsent(`log/${at}`, bytes)).toBe('created');
        const back = await kept(store.open()).get(`log/${at}`);
        expect(back?.length).toBe(size);
        expect(Buffer.compare(back ?? new Uint8Array(), bytes)).toBe(0);
      }
    });

    test('what is no key is a fault of the caller, and never reaches the store', async () => {
      const remote = kept((await make()).open());
      for (const key of [
        '',
        'log',
        'log/',
        '/log/1',
        'log/../1',
        'log/..',
        'log/.hidden',
        'LOG/1',
        'log/a b',
        'log/1.',
        'log\\1',
        'log/é',
      ])
        await expect(remote.putIfAbsent(key, bytesOf('x')), key).rejects.toThrow(TypeError);
    });

    test('its URL can be kept and opens the same store', async () => {
      const store = await make();
      expect(kept(store.open()).url).toBe(kept(store.open()).url);
      expect(kept(store.open()).url).not.toMatch(/secret/);
    });
  });

  describe(`${name} in trouble says so`, () => {
    test('a put stopped before it began changed nothing', async () => {
      const store = await make();
      const remote = kept(store.open());
      const failure = await failureOf(remote.putIfAbsent('log/1', bytesOf('x'), AbortSignal.abort()));
      expect(failure).toBe('unreachable');
      expect(await failureOf(remote.get('log/1', AbortSignal.abort()))).toBe('unreachable');
      expect(await failureOf(keysOf(remote, 'log/', null, AbortSignal.abort()))).toBe('unreachable');
      expect(await remote.get('log/1')).toBeNull();
    });

    test('a put stopped at any moment never says that nothing happened when it did', { timeout: 60_000 }, async () => {
      const store = await make();
      const remote = kept(store.open());
      const told = new Map<string, string>();
      for (let at = 0; at < 60; at++) {
        const stop = new AbortController();
        const key = `log/${at}`;
        const put = remote.putIfAbsent(key, bytesOf(key), stop.signal);
        setTimeout(() => stop.abort(), at / 8);
        told.set(key, await put.catch((error: unknown) => (error as RemoteError).code));
      }
      const reader = kept(store.open());
      for (const [key, answer] of told) {
        expect(['created', 'unreachable', 'unknown-outcome']).toContain(answer);
        if (answer === 'unreachable') expect(await reader.get(key), key).toBeNull();
        if (answer === 'created') expect(textOf(await reader.get(key)), key).toBe(key);
      }
    });

    const { lostAnswer, silent, unreachable, wrongCredentials } = troubles;
    testWhere(lostAnswer !== null)('a put whose answer is lost has an unknown outcome; a get tells', async () => {
      const store = await make();
      const remote = kept(await lostAnswer!(store));
      expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('landed')))).toBe('unknown-outcome');
      expect(textOf(await remote.get('log/1'))).toBe('landed');
      expect(await remote.putIfAbsent('log/1', bytesOf('landed'))).toBe('exists');
    });

    testWhere(silent !== null)('a store that never answers ends with the signal', async () => {
      const store = await make();
      const remote = kept(await silent!(store));
      expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('x'), AbortSignal.timeout(300)))).toBe(
        'unknown-outcome',
      );
      expect(await failureOf(remote.get('log/1', AbortSignal.timeout(300)))).toBe('unreachable');
      expect(await failureOf(keysOf(remote, 'log/', null, AbortSignal.timeout(300)))).toBe('unreachable');
    });

    testWhere(unreachable !== null)('nobody at the address: unreachable, and nothing was changed', async () => {
      const remote = kept(unreachable!());
      expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('x')))).toBe('unreachable');
      expect(await failureOf(remote.get('log/1'))).toBe('unreachable');
      expect(await failureOf(keysOf(remote, 'log/'))).toBe('unreachable');
    });

    testWhere(wrongCredentials !== null)('wrong credentials', async () => {
      const remote = kept(await wrongCredentials!(await make()));
      expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('x')))).toBe('bad-credentials');
      expect(await failureOf(remote.get('log/1'))).toBe('bad-credentials');
      expect(await failureOf(keysOf(remote, 'log/'))).toBe('bad-credentials');
    });

    test('who may only read is denied a put', async () => {
      const store = await make();
      await kept(store.open()).putIfAbsent('log/1', bytesOf('readable'));
      const remote = kept(await troubles.mayOnlyRead(store));
      expect(await failureOf(remote.putIfAbsent('log/2', bytesOf('x')))).toBe('denied');
      expect(textOf(await remote.get('log/1'))).toBe('readable');
      expect(await keysOf(remote, 'log/')).toEqual(['log/1']);
    });

    test('who may not read is denied, and is not told that nothing is there', async () => {
      const store = await make();
      await kept(store.open()).putIfAbsent('log/1', bytesOf('hidden'));
      const remote = kept(await troubles.mayNothing(store));
      expect(await failureOf(remote.get('log/1'))).toBe('denied');
      expect(await failureOf(keysOf(remote, 'log/'))).toBe('denied');
    });

    test('a full store keeps nothing of what did not fit, and takes what fits', async ({ skip }) => {
      const small = await troubles.small();
      if (typeof small === 'string') return skip(small);
      const remote = kept(small.open());
      expect(await remote.putIfAbsent('log/1', bytesOf('fits'))).toBe('created');
      expect(await failureOf(remote.putIfAbsent('log/2', new Uint8Array(randomBytes(4_000_000))))).toBe('full');
      expect(await remote.get('log/2')).toBeNull();
      expect(await keysOf(remote, 'log/')).toEqual(['log/1']);
      expect(await remote.putIfAbsent('log/2', bytesOf('fits too'))).toBe('created');
    });

    test('what is not there is missing, which is not the same as empty', async () => {
      const remote = kept(await troubles.missing());
      expect(await failureOf(remote.get('log/1'))).toBe('missing');
      expect(await failureOf(keysOf(remote, 'log/'))).toBe('missing');
      expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('x')))).toBe('missing');
    });
  });
}

/** Defines the test where it applies to this kind of store; where it does not, there is nothing to skip. */
function testWhere(applies: boolean): (name: string, body: () => Promise<void>) => void {
  return applies ? (name, body) => test(name, body) : () => undefined;
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

export async function keysOf(
  remote: Remote,
  prefix: string,
  after: string | null = null,
  signal?: AbortSignal,
): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of remote.list(prefix, after, signal)) keys.push(key);
  return keys;
}

/** How `work` failed; what succeeds, or fails in any other way, fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<RemoteFailure> {
  return (await errorOf(work)).code;
}

/** The failure of `work`, which must say something to people. */
export async function errorOf(work: Promise<unknown>): Promise<RemoteError> {
  const error = await work.then(
    (value) => expect.fail(`it succeeded with ${String(value)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof RemoteError)) throw error;
  expect(error.sentence).toMatch(/^.{15,}[.:]$/su);
  return error;
}

/** Ends something when the running test is over, however it ends. */
export function afterTest(end: () => unknown): void {
  onTestFinished(async () => void (await end()));
}

async function fill(store: Store, remote: Remote, keys: string[]): Promise<void> {
  if (store.seed) return store.seed(keys);
  const queue = [...keys];
  const work = async () => {
    for (let key = queue.pop(); key !== undefined; key = queue.pop()) await remote.putIfAbsent(key, bytesOf(key));
  };
  await Promise.all(Array.from({ length: 16 }, work));
}
