import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Remote } from '../../../../main/sync/remotes/remote.ts';
import { initRemote, openRemote } from '../../../../main/sync/remotes/remotes.ts';
import { afterTest, bytesOf, conformance, errorOf, failureOf, keysOf, textOf, type Store } from './conformance.ts';
import { freePort } from './free-port.ts';
import { conformanceOfRealS3 } from './real-s3.ts';
import { startS3, type S3Fault, type S3Server } from './s3-server.ts';

let server: S3Server;
let nobodyAt: number;

beforeAll(async () => {
  server = await startS3();
  nobodyAt = await freePort();
});
afterAll(() => server?.stop());
beforeEach(() => {
  server.fault = () => null;
  server.conditions = 'heeds';
  server.quota = Infinity;
  server.pageSize = 1_000;
  server.rights = new Map([
    ['ana', ['read', 'write']],
    ['ben', ['read']],
    ['eve', []],
  ]);
});

conformance('An S3 bucket', async () => makeStore(), {
  lostAnswer: async (store) => {
    once({ kind: 'lose' });
    return store.open();
  },
  silent: async (store) => {
    server.fault = () => ({ kind: 'silence' });
    return store.open();
  },
  unreachable: () => openAs('ana', 'bucket', nobodyAt),
  wrongCredentials: async (store) => openAs('ana', (store as S3Store).bucket, server.port, 'another secret'),
  mayOnlyRead: async (store) => openAs('ben', (store as S3Store).bucket),
  mayNothing: async (store) => openAs('eve', (store as S3Store).bucket),
  small: async () => {
    server.quota = 500_000;
    return makeStore();
  },
  missing: async () => openAs('ana', 'not-there'),
});

const real = process.env['GALLEY_TEST_S3'];
if (real !== undefined) await conformanceOfRealS3(real);

describe('a put to S3', () => {
  test('that is told of a conflict tries again, and loses to who won', async () => {
    const store = makeStore();
    const remote = opened(store);
    let conflicts = 3;
    server.fault = () => (conflicts-- > 0 ? { kind: 'answer', status: 409, code: 'ConditionalRequestConflict' } : null);
    expect(await remote.putIfAbsent('log/1', bytesOf('x'))).toBe('created');
    conflicts = 3;
    expect(await remote.putIfAbsent('log/1', bytesOf('y'))).toBe('exists');
  });

  test('that meets conflicts without end is busy, or ends with its signal', async () => {
    const remote = opened(makeStore());
    server.fault = () => ({ kind: 'answer', status: 409, code: 'ConditionalRequestConflict' });
    expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('x'), AbortSignal.timeout(50)))).toMatch(
      /unreachable|unknown-outcome/,
    );
    expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('x')))).toBe('busy');
  }, 40_000);

  test('whose call is lost on the way has an unknown outcome, and nothing is there', async () => {
    const remote = opened(makeStore());
    await remote.get('log/1');
    once({ kind: 'drop' });
    expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('x')))).toBe('unknown-outcome');
    expect(await remote.get('log/1')).toBeNull();
  });

  test('that something on the way sends twice says exists, and the bytes are its own', async () => {
    const remote = opened(makeStore());
    once({ kind: 'duplicate' });
    expect(await remote.putIfAbsent('log/1', bytesOf('mine'))).toBe('exists');
    expect(textOf(await remote.get('log/1'))).toBe('mine');
  });

  test('is sent once, whatever the server answers: nothing is tried again in secret', async () => {
    const remote = opened(makeStore());
    for (const status of [500, 502, 503, 504]) {
      let calls = 0;
      server.fault = () => (calls++, { kind: 'answer', status });
      expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('x')))).toBe('unknown-outcome');
      expect(calls).toBe(1);
    }
  });

  test('that lands after its signal has ended is found by a get', async () => {
    const remote = opened(makeStore());
    const later = Promise.withResolvers<void>();
    once({ kind: 'delay', until: later.promise });
    expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('late'), AbortSignal.timeout(100)))).toBe(
      'unknown-outcome',
    );
    expect(await remote.get('log/1')).toBeNull();
    later.resolve();
    await expect.poll(async () => textOf(await remote.get('log/1'))).toBe('late');
  });

  test('keeps apart from another whose answer comes first', async () => {
    const remote = opened(makeStore());
    once({ kind: 'reorder' });
    const first = remote.putIfAbsent('log/1', bytesOf('first'));
    await expect.poll(() => server.buckets.values().some((bucket) => bucket.has('team/log/1'))).toBe(true);
    expect(await remote.putIfAbsent('log/1', bytesOf('second'))).toBe('exists');
    expect(await first).toBe('created');
  });

  test('is not believed where something on the way says yes to everything', async () => {
    const remote = opened(makeStore());
    server.fault = () => ({ kind: 'answer', status: 200, body: '<html>Log in to the hotel</html>' });
    expect(await failureOf(remote.putIfAbsent('log/1', bytesOf('x')))).toBe('unknown-outcome');
    expect(await failureOf(keysOf(remote, 'log/'))).toBe('unreachable');
  });

  test('to a store that does not know the condition is not possible', async () => {
    server.conditions = 'refuses';
    expect(await failureOf(opened(makeStore()).putIfAbsent('log/1', bytesOf('x')))).toBe('not-capable');
  });
});

describe('what S3 answers', () => {
  const answers: [status: number, code: string, failure: string, part: string][] = [
    [403, 'InvalidAccessKeyId', 'bad-credentials', 'does not know this access key'],
    [403, 'SignatureDoesNotMatch', 'bad-credentials', 'secret'],
    [400, 'ExpiredToken', 'bad-credentials', 'expired'],
    [403, 'RequestTimeTooSkewed', 'bad-credentials', 'minutes ahead of'],
    [403, 'AccessDenied', 'denied', 's3:PutObject'],
    [404, 'NoSuchBucket', 'missing', 'galley remote init'],
    [503, 'SlowDown', 'busy', 'patience'],
    [507, 'XMinioStorageFull', 'full', 'room'],
    [413, 'EntityTooLarge', 'not-capable', 'size'],
    [301, 'PermanentRedirect', 'bad-url', 'region=eu-west-1'],
  ];
  test.each(answers)('%i %s is %s', async (status, code, failure, part) => {
    const remote = opened(makeStore());
    const headers = { 'x-amz-bucket-region': 'eu-west-1', date: new Date(Date.now() - 3_600_000).toUTCString() };
    server.fault = () => ({ kind: 'answer', status, code, headers });
    for (const work of [
      () => remote.putIfAbsent('log/1', bytesOf('x')),
      () => remote.get('log/1'),
      () => keysOf(remote, 'log/'),
    ]) {
      const error = await errorOf(work());
      expect([error.code, error.sentence]).toEqual([failure, expect.stringContaining(part)]);
    }
  });

  test('a 404 that is not S3’s own word is no absence', async () => {
    const remote = opened(makeStore());
    server.fault = () => ({ kind: 'answer', status: 404, body: '<html>not found</html>' });
    expect(await failureOf(remote.get('log/1'))).toBe('not-capable');
  });

  test('a value or a listing that breaks off is unreachable, never a shorter one', async () => {
    const remote = opened(makeStore());
    await remote.putIfAbsent('log/1', bytesOf('x'.repeat(100_000)));
    server.fault = () => ({ kind: 'truncate' });
    expect(await failureOf(remote.get('log/1'))).toBe('unreachable');
    expect(await failureOf(keysOf(remote, 'log/'))).toBe('unreachable');
  });

  test('it is never followed elsewhere', async () => {
    const remote = opened(makeStore());
    let calls = 0;
    server.fault = () => (
      calls++,
      { kind: 'answer', status: 307, headers: { location: `http://127.0.0.1:${server.port}/x` } }
    );
    expect(await failureOf(remote.get('log/1'))).toBe('bad-url');
    expect(calls).toBe(1);
  });

  test('a listing out of order is not used', async () => {
    const remote = opened(makeStore());
    const contents = ['team/log/2', 'team/log/1'].map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
    server.fault = () => ({ kind: 'answer', status: 200, body: `<ListBucketResult>${contents}</ListBucketResult>` });
    expect(await failureOf(keysOf(remote, 'log/'))).toBe('not-capable');
  });

  test('a listing in many pages that never ends is left', async () => {
    const remote = opened(makeStore());
    const body =
      '<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken></ListBucketResult>';
    server.fault = () => ({ kind: 'answer', status: 200, body });
    expect(await failureOf(keysOf(remote, 'log/'))).toBe('unreachable');
  });

  test('a listing in pages of seven is the same as in one', async () => {
    const store = makeStore();
    const remote = opened(store);
    const keys = Array.from({ length: 50 }, (_, at) => `log/${String(at).padStart(20, '0')}`);
    for (const key of keys) await remote.putIfAbsent(key, bytesOf(key));
    server.pageSize = 7;
    expect(await keysOf(remote, 'log/')).toEqual(keys);
    expect(await keysOf(remote, 'log/', keys[20])).toEqual(keys.slice(21));
  });
});

describe('the URL of an S3 remote', () => {
  test('may hold a prefix of any letters, which other prefixes do not see', async () => {
    const { bucket } = makeStore();
    const urls = ['Übung & “Test”/a+b', 'Übung & “Test”/a', ''].map((prefix) => urlOf(bucket, server.port, prefix));
    const remotes = urls.map((url) => openRemote(url, secretsOf('ana')));
    for (const [at, remote] of remotes.entries()) {
      afterTest(() => remote.close());
      expect(await remote.putIfAbsent('log/1', bytesOf(`in ${at}`))).toBe('created');
    }
    for (const [at, remote] of remotes.entries()) {
      expect(textOf(await remote.get('log/1'))).toBe(`in ${at}`);
      expect(await keysOf(remote, 'log/')).toEqual(['log/1']);
    }
  });

  test('may hold any prefix at all, and every call to it is signed right', async () => {
    const { bucket } = makeStore();
    const prefix = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => {
      const parts = text.split('/');
      return text.isWellFormed() && !parts.includes('.') && !parts.includes('..') && parts.some((part) => part !== '');
    });
    await fc.assert(
      fc.asyncProperty(prefix, async (text) => {
        const remote = openRemote(urlOf(bucket, server.port, text), secretsOf('ana'));
        const there = await keysOf(remote, 'log/');
        expect(await remote.putIfAbsent('log/1', bytesOf(text))).toBe(there.length === 0 ? 'created' : 'exists');
        expect(textOf(await remote.get('log/1'))).not.toBeNull();
        expect(await keysOf(remote, 'log/')).toEqual(['log/1']);
        await remote.close();
      }),
    );
  });

  test('never shows the keys it was pasted with, which open it all the same', async () => {
    const { bucket } = makeStore();
    const remote = openRemote(urlOf(bucket).replace('s3://', `s3://ana:${encodeURIComponent('secret of ana')}@`));
    afterTest(() => remote.close());
    expect(remote.url).not.toMatch(/secret|ana/);
    expect(await remote.putIfAbsent('log/1', bytesOf('x'))).toBe('created');
  });

  test('without keys anywhere says what to set', async () => {
    const before = { ...process.env };
    delete process.env['AWS_ACCESS_KEY_ID'];
    afterTest(() => Object.assign(process.env, before));
    const error = await errorOf(openRemote(urlOf('bucket')).get('log/1'));
    expect([error.code, error.sentence]).toEqual(['bad-credentials', expect.stringContaining('AWS_ACCESS_KEY_ID')]);
  });

  test('that cannot be used is refused with what to write', async () => {
    for (const [url, part] of [
      ['s3://', 'no bucket'],
      ['s3://b', 'no bucket'],
      ['s3://bucket:9000/x', 'endpoint='],
      ['s3://bucket?endpoint=http://files.example.com', 'insecure=yes'],
      ['s3://bucket?endpoint=files', 'https://'],
      ['s3://bucket?endpoint=https://a:b@files', 'no more'],
      ['s3://bucket?style=other', 'path'],
      ['s3://bucket?acl=public', '“acl”'],
    ] as const) {
      const error = await errorOf((async () => openRemote(url))());
      expect([error.code, error.sentence], url).toEqual(['bad-url', expect.stringContaining(part)]);
    }
    expect(openRemote('s3://bucket?endpoint=http://files.example.com&insecure=yes').url).toContain('s3://bucket');
  });

  test('init makes the bucket once, or says what to ask for', async () => {
    const bucket = `made-${randomUUID()}`;
    const what = `the bucket ${bucket}`;
    expect((await initRemote(urlOf(bucket), secretsOf('ana'))).steps).toEqual([{ done: true, what }]);
    expect((await initRemote(urlOf(bucket), secretsOf('ana'))).steps).toEqual([{ done: false, what }]);
    const report = await initRemote(urlOf('another'), secretsOf('ben'));
    expect(report.forAdministrator).toEqual(['aws s3 mb s3://another --region us-east-1']);
  });
});

type S3Store = Store & { bucket: string };

function makeStore(): S3Store {
  const bucket = `bucket-${randomUUID()}`;
  server.buckets.set(bucket, new Map());
  return { bucket, open: () => openAs('ana', bucket) };
}

function opened(store: Store): Remote {
  const remote = store.open();
  afterTest(() => remote.close());
  return remote;
}

/** The next call meets `fault`; those after it do not. */
function once(fault: S3Fault): void {
  server.fault = () => {
    server.fault = () => null;
    return fault;
  };
}

function openAs(user: string, bucket: string, port = server.port, secret = `secret of ${user}`): Remote {
  return openRemote(urlOf(bucket, port), { user, password: secret });
}

function secretsOf(user: string) {
  return { user, password: `secret of ${user}` };
}

function urlOf(bucket: string, port = server.port, prefix = 'team'): string {
  return `s3://${bucket}/${prefix.split('/').map(encodeURIComponent).join('/')}?endpoint=http://127.0.0.1:${port}`;
}
