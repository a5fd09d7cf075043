import { isKey, RemoteError } from './remote.ts';
import type { S3Calls } from './s3-calls.ts';
import { refusalError } from './s3-failures.ts';
import type { S3Place } from './s3-place.ts';
import { readXml, textIn } from './xml.ts';

type Page = { keys: string[]; next: string | null; isTruncated: boolean };

/** The keys of a bucket by ListObjectsV2, page by page. What is no key of a remote is passed over. */
export async function* listBucket(
  calls: S3Calls,
  place: S3Place,
  { prefix, after }: { prefix: string; after: string | null },
  signal?: AbortSignal,
): AsyncIterable<string> {
  let last = after;
  let token: string | null = null;
  for (;;) {
    const from: Record<string, string> = token !== null ? { 'continuation-token': token } : startingAfter(place, last);
    const page = await readPage(calls, place, { prefix: place.prefix + prefix, ...from }, signal);
    const before = last;
    for (const whole of page.keys) {
      const key = whole.slice(place.prefix.length);
      if (!whole.startsWith(place.prefix) || !key.startsWith(prefix) || !isKey(key)) continue;
      if (after !== null && key <= after) continue; // some servers pass over start-after
      if (last !== null && key <= last) throw outOfOrder(place);
      yield (last = key);
    }
    if (!page.isTruncated) return;
    if (page.next === token && last === before) throw notS3(place, 'its listing does not go on');
    token = page.next;
  }
}

function startingAfter(place: S3Place, last: string | null): Record<string, string> {
  return last === null ? {} : { 'start-after': place.prefix + last };
}

async function readPage(
  calls: S3Calls,
  place: S3Place,
  query: Record<string, string>,
  signal?: AbortSignal,
): Promise<Page> {
  const answer = await calls.send(
    { method: 'GET', key: '', query: { 'list-type': '2', 'encoding-type': 'url', 'max-keys': '1000', ...query } },
    'read',
    signal,
  );
  if (!answer.ok) throw refusalError(answer.refusal, place, 'read');
  const document = readXml(new TextDecoder().decode(answer.body));
  if (document?.name !== 'ListBucketResult') throw notS3(place, 'its listing cannot be read');
  // A server that does not know encoding-type says nothing of it, and writes its keys as they are.
  const isEncoded = textIn(document, 'EncodingType') === 'url';
  const keys = document.children
    .filter(({ name }) => name === 'Contents')
    .map((entry) => textIn(entry, 'Key') ?? '')
    .map((key) => (isEncoded ? decoded(key) : key));
  const isTruncated = textIn(document, 'IsTruncated') === 'true';
  return { keys, isTruncated, next: textIn(document, 'NextContinuationToken') };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return ''; // no key, and so passed over
  }
}

function outOfOrder(place: S3Place): RemoteError {
  return new RemoteError(
    'not-capable',
    `The bucket ${place.bucket} at ${place.host} does not list its keys in order. Use a general purpose bucket.`,
  );
}

function notS3(place: S3Place, what: string): RemoteError {
  return new RemoteError('unreachable', `${place.host} does not answer as S3 does: ${what}. Check the endpoint.`);
}
