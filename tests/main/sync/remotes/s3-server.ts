import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { checkSignature } from './s3-signature.ts';

/** What the server does with a call instead of simply answering. */
export type S3Fault =
  /** Does it, and the answer is lost. */
  | { kind: 'lose' }
  /** Never hears of it. */
  | { kind: 'drop' }
  /** Never answers. */
  | { kind: 'silence' }
  /** Does it only when `until` is there. */
  | { kind: 'delay'; until: Promise<unknown> }
  /** Something on the way sends it twice; the second answer is the one that arrives. */
  | { kind: 'duplicate' }
  /** Answers only after the next call was answered. */
  | { kind: 'reorder' }
  /** Answers half of what it should. */
  | { kind: 'truncate' }
  /** Answers this, and does nothing. */
  | {
      kind: 'answer';
      status: number;
      code?: string;
      message?: string;
      headers?: Record<string, string>;
      body?: string;
    };

export type S3Server = {
  port: number;
  /** Buckets with their objects, by whole keys. */
  buckets: Map<string, Map<string, Buffer>>;
  /** What users may do, by access key. All have the secret `secret of NAME`. */
  rights: Map<string, ('read' | 'write')[]>;
  /** Looked at for every call; null where it is to go as it should. */
  fault: (call: { method: string; key: string }) => S3Fault | null;
  /** Bytes a bucket may hold. */
  quota: number;
  /** Whether `If-None-Match` is heeded, passed over, refused, or judged before others who write were done. */
  conditions: 'heeds' | 'ignores' | 'refuses' | 'looks too early';
  pageSize: number;
  stop(): Promise<void>;
};

type Answer = { status: number; headers?: Record<string, string>; body: string | Buffer };

/** As much of S3 as a remote needs, on this device: strict about signatures, and as unreliable as it is told to be. */
export async function startS3(): Promise<S3Server> {
  let held: (() => void) | null = null;
  const http = createServer((request, response) => void serve(request, response));

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    if (body === null) return;
    const call = callOf(request);
    const fault = server.fault({ method: call.method, key: call.key });
    if (fault?.kind === 'drop') return void request.socket.destroy();
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'delay') await fault.until;
    const isTooEarly =
      server.conditions === 'looks too early' && server.buckets.get(call.bucket)?.has(call.key) === false;
    if (isTooEarly) await new Promise((resolve) => setTimeout(resolve, SLOW_MILLISECONDS));
    const condition = isTooEarly || server.conditions === 'ignores' ? undefined : request.headers['if-none-match'];
    const release = held;
    held = null;
    let answer = fault?.kind === 'answer' ? made(fault) : answerTo(server, request, { ...call, condition }, body);
    if (fault?.kind === 'duplicate') answer = answerTo(server, request, { ...call, condition }, body);
    if (fault?.kind === 'lose') return void request.socket.destroy();
    const send = () => {
      response.writeHead(answer.status, {
        server: 'galley-test',
        'content-length': Buffer.byteLength(answer.body),
        ...answer.headers,
      });
      if (fault?.kind !== 'truncate') return void response.end(answer.body);
      response.write(Buffer.from(answer.body).subarray(0, Buffer.byteLength(answer.body) / 2), () =>
        request.socket.destroy(),
      );
    };
    if (fault?.kind === 'reorder') held = send;
    else send();
    release?.();
  };

  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  const server: S3Server = {
    port: (http.address() as { port: number }).port,
    buckets: new Map(),
    rights: new Map([['ana', ['read', 'write']]]),
    fault: () => null,
    quota: Infinity,
    conditions: 'heeds',
    pageSize: 1_000,
    stop: () => {
      http.closeAllConnections();
      return new Promise((resolve) => void http.close(() => resolve()));
    },
  };
  return server;
}

type Call = { method: string; bucket: string; key: string; query: URLSearchParams };
type Judged = Call & { condition: string | undefined };

const SLOW_MILLISECONDS = 50;

function callOf(request: IncomingMessage): Call {
  const url = new URL(request.url!, 'http://server');
  const [bucket = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  return { method: request.method!, bucket, key: rest.join('/'), query: url.searchParams };
}

function answerTo(server: S3Server, request: IncomingMessage, call: Judged, body: Buffer): Answer {
  const signed = checkSignature(request, body, (id) => (server.rights.has(id) ? `secret of ${id}` : undefined));
  if ('wrong' in signed) return refusal(signed.wrong === 'XAmzContentSHA256Mismatch' ? 400 : 403, signed.wrong);
  const may = server.rights.get(signed.accessKeyId)!;
  if (!may.includes(call.method === 'GET' ? 'read' : 'write')) return refusal(403, 'AccessDenied');
  const bucket = server.buckets.get(call.bucket);
  if (call.method === 'PUT' && call.key === '') {
    server.buckets.set(call.bucket, bucket ?? new Map());
    return { status: 200, body: '' };
  }
  if (bucket === undefined) return refusal(404, 'NoSuchBucket');
  if (call.method === 'PUT') return put(server, bucket, call, body);
  if (call.key === '') return list(server, bucket, call.query);
  const found = bucket.get(call.key);
  return found === undefined ? refusal(404, 'NoSuchKey') : { status: 200, body: found };
}

function put(server: S3Server, bucket: Map<string, Buffer>, { key, condition }: Judged, body: Buffer): Answer {
  if (server.conditions === 'refuses' && condition !== undefined)
    return refusal(501, 'NotImplemented', 'A header you provided implies functionality that is not implemented');
  if (condition === '*' && bucket.has(key)) return refusal(412, 'PreconditionFailed');
  const used = bucket.values().reduce((sum, { length }) => sum + length, 0);
  if (used + body.length > server.quota) return refusal(403, 'QuotaExceeded');
  bucket.set(key, body);
  return { status: 200, headers: { etag: `"${createHash('md5').update(body).digest('hex')}"` }, body: '' };
}

function list(server: S3Server, bucket: Map<string, Buffer>, query: URLSearchParams): Answer {
  const prefix = query.get('prefix') ?? '';
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token.slice(1), 'base64').toString();
  const size = Math.min(server.pageSize, Number(query.get('max-keys') ?? 1_000));
  const keys = [...bucket.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
  const page = keys.slice(0, size);
  const isTruncated = keys.length > size;
  const written = query.get('encoding-type') === 'url' ? encodeURIComponent : escaped;
  const rows = page.map(
    (key) => `<Contents><Key>${written(key)}</Key><Size>${bucket.get(key)!.length}</Size></Contents>`,
  );
  // “&” before the token: it must be read as XML, and go back as it was.
  const next = isTruncated
    ? `<NextContinuationToken>&amp;${Buffer.from(page.at(-1)!).toString('base64')}</NextContinuationToken>`
    : '';
  const encoding = query.has('encoding-type') ? '<EncodingType>url</EncodingType>' : '';
  return {
    status: 200,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${isTruncated}</IsTruncated>${encoding}${next}${rows.join('')}</ListBucketResult>`,
  };
}

function made({ status, code, message, headers, body }: Extract<S3Fault, { kind: 'answer' }>): Answer {
  return {
    ...(code === undefined ? { status, body: body ?? '' } : refusal(status, code, message)),
    headers: headers ?? {},
  };
}

function refusal(status: number, code: string, message = 'no'): Answer {
  return {
    status,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped(message)}</Message><RequestId/></Error>`,
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null; // the client went away in the middle
  }
  return Buffer.concat(chunks);
}
