import { setTimeout as wait } from 'node:timers/promises';
import type { InitReport, RemoteAdapter, RemoteKind, RemoteSecrets } from './adapter.ts';
import { checkKey, checkRange, RemoteError } from './remote.ts';
import { S3Calls, type S3Answer } from './s3-calls.ts';
import { refusalError } from './s3-failures.ts';
import { listBucket } from './s3-list.ts';
import { s3Place, type S3Place } from './s3-place.ts';
import { abortedAs } from './until-aborted.ts';

/** A bucket of S3 or of what speaks like it: a key is an object, kept only where there is none (`If-None-Match: *`). */
export const s3Kind: RemoteKind = {
  id: 's3',
  name: 'S3',
  schemes: ['s3:'],
  example: 's3://bucket/team?endpoint=https://files.example.com',
  secrets: [
    { name: 'user', label: 'Access key ID', variable: 'AWS_ACCESS_KEY_ID' },
    { name: 'password', label: 'Secret access key', variable: 'AWS_SECRET_ACCESS_KEY' },
    { name: 'sessionToken', label: 'Session token', variable: 'AWS_SESSION_TOKEN' },
  ],
  placeName: (url) => {
    const { bucket, prefix } = s3Place(url);
    return `${bucket}/${prefix}`.slice(0, -1);
  },
  open: (url, secrets) => new S3Remote(url, secrets),
  init: initBucket,
};

const CONFLICTS = 8;
const CONFLICT_MILLISECONDS = 40;

class S3Remote implements RemoteAdapter {
  readonly url: string;
  private readonly place: S3Place;
  private readonly calls: S3Calls;

  constructor(url: URL, secrets: RemoteSecrets) {
    this.url = url.href;
    this.place = s3Place(url);
    this.calls = new S3Calls(this.place, secrets);
  }

  async putIfAbsent(key: string, bytes: Uint8Array, signal?: AbortSignal): Promise<'created' | 'exists'> {
    checkKey(key);
    for (let conflicts = 0; ; conflicts++) {
      const answer = await this.putOnce(key, bytes, signal);
      if (answer.ok) {
        // Something on the way may say 200 to everything; S3 names what it keeps.
        if (!answer.headers.has('etag')) throw this.notKept();
        return 'created';
      }
      if (answer.refusal.status === 412) return 'exists';
      // Another put of the same key is under way, and neither has won yet.
      if (answer.refusal.status !== 409 || conflicts === CONFLICTS)
        throw refusalError(answer.refusal, this.place, 'put');
      await pause(conflicts, signal);
    }
  }

  async get(key: string, signal?: AbortSignal): Promise<Uint8Array | null> {
    checkKey(key);
    const answer = await this.calls.send({ method: 'GET', key: this.place.prefix + key }, 'read', signal);
    if (answer.ok) return answer.body;
    // Only S3's own word counts as absence: a gateway says 404 too.
    if (answer.refusal.code === 'NoSuchKey') return null;
    throw refusalError(answer.refusal, this.place, 'read');
  }

  list(prefix: string, after: string | null, signal?: AbortSignal): AsyncIterable<string> {
    checkRange(prefix, after);
    return listBucket(
      this.calls,
      this.place,
      { prefix, after: after !== null && after > prefix ? after : null },
      signal,
    );
  }

  async server(signal?: AbortSignal): Promise<string | null> {
    const answer = await look(this.calls, signal);
    if (!answer.ok) throw refusalError(answer.refusal, this.place, 'read');
    // Ceph does not say its name, but numbers its answers in a way of its own.
    const isCeph = /^tx[0-9a-f]+-/.test(answer.headers.get('x-amz-request-id') ?? '');
    return answer.headers.get('server') ?? (isCeph ? 'Ceph' : null);
  }

  async close(): Promise<void> {
    this.calls.close();
  }

  private putOnce(key: string, bytes: Uint8Array, signal?: AbortSignal): Promise<S3Answer> {
    const headers = { 'if-none-match': '*', 'content-type': 'application/octet-stream' };
    return this.calls.send({ method: 'PUT', key: this.place.prefix + key, headers, body: bytes }, 'put', signal);
  }

  private notKept(): RemoteError {
    return new RemoteError(
      'unknown-outcome',
      `${this.place.host} said yes without naming what it keeps. Check the endpoint.`,
    );
  }
}

/** Waits longer each time, and each writer another time, so that they come apart. */
async function pause(conflicts: number, signal?: AbortSignal): Promise<void> {
  await wait(CONFLICT_MILLISECONDS * 2 ** conflicts * Math.random(), undefined, { signal }).catch(() => {
    throw abortedAs(signal!, 'read');
  });
}

function look(calls: S3Calls, signal?: AbortSignal): Promise<S3Answer> {
  return calls.send({ method: 'GET', key: '', query: { 'list-type': '2', 'max-keys': '1' } }, 'read', signal);
}

async function initBucket(url: URL, secrets: RemoteSecrets, signal?: AbortSignal): Promise<InitReport> {
  const place = s3Place(url);
  const calls = new S3Calls(place, secrets);
  const what = `the bucket ${place.bucket}`;
  const next = [
    'Give each person keys of their own that may s3:GetObject, s3:PutObject and s3:ListBucket here, and not delete.',
  ];
  try {
    const found = await look(calls, signal);
    if (found.ok) return { steps: [{ done: false, what }], forAdministrator: [], next };
    if (found.refusal.code !== 'NoSuchBucket') throw refusalError(found.refusal, place, 'read');
    const made = await calls.send({ method: 'PUT', key: '', ...location(place) }, 'put', signal);
    if (made.ok || made.refusal.code === 'BucketAlreadyOwnedByYou')
      return { steps: [{ done: made.ok, what }], forAdministrator: [], next };
    const error = refusalError(made.refusal, place, 'put');
    if (error.code !== 'denied') throw error;
    return {
      steps: [],
      forAdministrator: [`aws s3 mb s3://${place.bucket} --region ${place.region}`],
      next: ['Then run this again.'],
    };
  } finally {
    calls.close();
  }
}

/** AWS makes a bucket where its server stands only if told so, and in us-east-1 only if not. */
function location({ region, host }: S3Place): { body?: Uint8Array } {
  if (region === 'us-east-1' || !host.endsWith('amazonaws.com')) return {};
  const text = `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
  return { body: new TextEncoder().encode(text) };
}
