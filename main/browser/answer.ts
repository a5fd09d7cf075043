import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { refuse } from '../../shared/reply.ts';
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from '../content-security-policy.ts';

/** Why a request is not served: for a page as a page, for a call as a `Reply`, so that the window can say it. */
export type Rejection = { status: number; code: string; message: string };

/** Puts on every response what keeps other sites out; returns the nonce that its policy names. */
export function setSecurityHeaders(response: ServerResponse): string {
  const nonce = randomBytes(16).toString('base64url');
  response.setHeader('Content-Security-Policy', contentSecurityPolicy(nonce));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  response.setHeader('Cache-Control', 'no-store');
  return nonce;
}

/** `json` is text already. */
export function sendJson(response: ServerResponse, status: number, json: string | Uint8Array): void {
  send(response, status, 'application/json; charset=utf-8', json);
}

/** Sends a page with the response's nonce wherever the build left its placeholder. */
export function sendPage(response: ServerResponse, status: number, html: string, nonce: string): void {
  send(response, status, 'text/html; charset=utf-8', html.replaceAll(NONCE_PLACEHOLDER, nonce));
}

export function sendRejection(response: ServerResponse, rejection: Rejection, asPage: boolean, nonce: string): void {
  if (asPage) sendPage(response, rejection.status, pageSaying(rejection.message), nonce);
  else sendJson(response, rejection.status, JSON.stringify(refuse(rejection.code, rejection.message)));
}

export function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body); // to a HEAD request Node sends the headers alone
}

function pageSaying(sentence: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>Galley</title>
<link rel="icon" href="data:," />
<style nonce="${NONCE_PLACEHOLDER}">
  body { font: 15px/23px system-ui, sans-serif; max-width: 32em; margin: 20vh auto; padding: 0 24px; color: #1d1c1a; background: #fbfaf7; }
  h1 { font-size: 15px; }
  @media (prefers-color-scheme: dark) { body { color: #ece8e0; background: #191817; } }
</style>
<h1>Galley</h1>
<p>${escapeHtml(sentence)}</p>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
