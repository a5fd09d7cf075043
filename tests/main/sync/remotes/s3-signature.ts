import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who signed a call and whether it is right: Signature Version 4 as AWS describes it, written apart from the client's.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function checkSignature(
  request: IncomingMessage,
  body: Buffer,
  secretOf: (accessKeyId: string) => string | undefined,
):
  | { accessKeyId: string }
  | { wrong: 'AccessDenied' | 'InvalidAccessKeyId' | 'SignatureDoesNotMatch' | 'XAmzContentSHA256Mismatch' } {
  const header = request.headers.authorization ?? '';
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  if (parts === null) return { wrong: 'AccessDenied' };
  const [, accessKeyId, day, region, signedHeaders, signature] = parts as unknown as string[];
  const secret = secretOf(accessKeyId!);
  if (secret === undefined) return { wrong: 'InvalidAccessKeyId' };
  const said = String(request.headers['x-amz-content-sha256']);
  if (said !== sha256(body)) return { wrong: 'XAmzContentSHA256Mismatch' };
  const names = signedHeaders!.split(';');
  // What decides about overwriting must be signed, or somebody on the way could take it off.
  if (request.headers['if-none-match'] !== undefined && !names.includes('if-none-match'))
    return { wrong: 'SignatureDoesNotMatch' };
  const canonical = [
    request.method,
    ...canonicalUrl(request.url!),
    ...names.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replaceAll(/\s+/g, ' ')}`,
    ),
    '',
    signedHeaders,
    said,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [day!, region!, 's3', 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  return hmac(key, toSign).toString('hex') === signature
    ? { accessKeyId: accessKeyId! }
    : { wrong: 'SignatureDoesNotMatch' };
}

function canonicalUrl(url: string): [path: string, search: string] {
  const [path, search = ''] = url.split('?') as [string, string?];
  const pairs = search
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=').map((part) => encoded(decodeURIComponent(part))))
    .map(([name, value = '']) => `${name}=${value}`);
  return [
    path
      .split('/')
      .map((part) => encoded(decodeURIComponent(part)))
      .join('/'),
    pairs.toSorted().join('&'),
  ];
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: Buffer | string, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
