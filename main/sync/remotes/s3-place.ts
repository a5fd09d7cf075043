import type { RemoteSecrets } from './adapter.ts';
import { isLoopback } from './loopback.ts';
import { RemoteError } from './remote.ts';

/** What an `s3:` URL says, checked. */
export type S3Place = {
  bucket: string;
  /** What stands before every key, with a slash at its end; or nothing. */
  prefix: string;
  region: string;
  /** Where the bucket answers, without a slash at its end. */
  bucketUrl: string;
  /** The server, for people. */
  host: string;
};

const PARAMETERS = ['endpoint', 'region', 'style', 'insecure'];
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/;

/** Reads `s3://bucket/prefix?endpoint=…&region=…&style=path|virtual`. Without an endpoint it is AWS. Throws `bad-url`. */
export function s3Place(url: URL): S3Place {
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) throw badUrl(`Galley knows no “${unknown}” in such a URL, only ${PARAMETERS.join(', ')}.`);
  if (!BUCKET.test(url.hostname) || url.port !== '')
    throw badUrl('The URL names no bucket: s3://BUCKET/PREFIX. A server goes into endpoint=https://….');
  const bucket = url.hostname;
  const region =
    url.searchParams.get('region') ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  if (!/^[a-z0-9-]{1,40}$/.test(region)) throw badUrl(`“${region}” is no region.`);
  const given = url.searchParams.get('endpoint');
  const endpoint =
    given === null
      ? new URL(`https://s3.${region}.amazonaws.com`)
      : endpointOf(given, url.searchParams.get('insecure'));
  // A certificate for *.s3.amazonaws.com does not cover a bucket with dots; servers of one's own seldom have a name per bucket.
  const style = url.searchParams.get('style') ?? (given === null && !bucket.includes('.') ? 'virtual' : 'path');
  if (style !== 'path' && style !== 'virtual') throw badUrl('The style is “path” or “virtual”.');
  const base = endpoint.pathname.replace(/\/$/, '');
  const bucketUrl =
    style === 'path'
      ? `${endpoint.origin}${base}/${bucket}`
      : `${endpoint.protocol}//${bucket}.${endpoint.host}${base}`;
  return { bucket, prefix: prefixOf(url), region, bucketUrl, host: endpoint.host };
}

export type S3Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** The keys that open it, all of one place: handed in, or of the environment. Null where there are none. */
export function s3Credentials({ user, password, sessionToken }: RemoteSecrets): S3Credentials | null {
  if (user && password) return credentials(user, password, sessionToken);
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return null;
  return credentials(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN);
}

function credentials(accessKeyId: string, secretAccessKey: string, sessionToken: string | undefined): S3Credentials {
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

function endpointOf(text: string, insecure: string | null): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw badUrl('The endpoint is a URL of its own: endpoint=https://files.example.com.');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw badUrl('The endpoint is a server’s address and no more: no keys, no “?” and no “#”.');
  if (url.protocol === 'http:' && !isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1')) && insecure !== 'yes')
    throw badUrl(
      `With http:// everybody on the way to ${url.host} can read along. Use https://, or add insecure=yes where the way is trusted.`,
    );
  return url;
}

function prefixOf(url: URL): string {
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    throw badUrl('The URL holds a “%” that begins no character; write %25.');
  }
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.some((part) => part === '.' || part === '..')) throw badUrl('A prefix has no “.” and “..” in it.');
  return parts.length === 0 ? '' : `${parts.join('/')}/`;
}

function badUrl(sentence: string): RemoteError {
  return new RemoteError('bad-url', sentence);
}
