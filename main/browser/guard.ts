import type { IncomingMessage } from 'node:http';
import type { Rejection } from './answer.ts';

const NOT_OURS: Rejection = {
  status: 403,
  code: 'foreign-request',
  message: 'Galley answers only its own window: open the link that it printed in the terminal.',
};

/** Why a request comes from somewhere else than Galley's own page, or null. `authority` is the host's exact
 *  `127.0.0.1:port`.
 *
 *  The Host check stops DNS rebinding. The others stop pages of other servers on this machine: to the browser another
 *  port is the same site, so it sends them even a SameSite=Strict cookie. */
export function rejectForeign(request: IncomingMessage, authority: string): Rejection | null {
  if (request.headers.host !== authority) return NOT_OURS;
  const { origin } = request.headers;
  const ours = `http://${authority}`;
  if (origin !== undefined && origin !== ours) return NOT_OURS;
  if (request.method === 'POST' && origin === undefined) return NOT_OURS;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isPageVisit(request)) return NOT_OURS;
  return null;
}

/** A link followed from elsewhere, say from a terminal that runs in a browser. It shows a page and tells its origin nothing. */
function isPageVisit(request: IncomingMessage): boolean {
  return (
    request.method === 'GET' &&
    request.headers['sec-fetch-mode'] === 'navigate' &&
    request.headers['sec-fetch-dest'] === 'document'
  );
}
