import { randomBytes } from 'node:crypto';
import type { StaticFile } from '../browser/static-files.ts';
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from '../content-security-policy.ts';
import { isAppAddress } from './app-address.ts';

/** Answers a request for one of the renderer's built `files`, by path. What is not among them is not there: no request
 *  reaches the disk. */
export function rendererFile(
  files: ReadonlyMap<string, StaticFile>,
  request: { url: string; method: string },
): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET and HEAD are answered.');
  const file = isAppAddress(request.url) ? files.get(pathOf(request.url)) : undefined;
  if (!file) return plain(404, 'There is no such file.');
  const nonce = randomBytes(16).toString('base64url');
  const body = file.type.startsWith('text/html')
    ? file.body.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)
    : new Uint8Array(file.body);
  return new Response(request.method === 'HEAD' ? null : body, {
    headers: {
      'content-type': file.type,
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': file.cacheControl,
    },
  });
}

function pathOf(address: string): string {
  const { pathname } = new URL(address);
  return pathname === '/' ? '/index.html' : pathname;
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
