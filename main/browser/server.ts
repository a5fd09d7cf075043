import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuse, Refused } from '../../shared/reply.ts';
import type { WorkspaceClient } from '../workspace-client.ts';
import { answerCall } from './answer-call.ts';
import { send, sendJson, sendPage, sendRejection, setSecurityHeaders, type Rejection } from './answer.ts';
import { newEventStreams, type EventStreams } from './event-streams.ts';
import { rejectForeign } from './guard.ts';
import { newSession, type Session } from './session.ts';
import { readStaticFiles, type StaticFile } from './static-files.ts';

/** Galley's window served to a browser on this machine, and to nobody else. */
export type BrowserHost = {
  readonly port: number;
  /** A link that opens the window once; each call makes a new one. */
  newLink(): string;
  /** Ends the pages' streams, lets calls under way answer, and stops listening. The workspace stays open. */
  close(): Promise<void>;
};

export type BrowserHostOptions = {
  workspace: WorkspaceClient;
  /** The folder of the built renderer. */
  rendererFolder: string;
  /** 0 takes any free port. */
  port: number;
  /** Called with errors nobody foresaw; the page gets a plain sentence. */
  onUnexpected(error: unknown): void;
};

const ADDRESS = '127.0.0.1';
const CLOSING_GRACE_MS = 3_000;
const METHODS: Record<string, string[]> = { '/call': ['POST'], '/events': ['GET'] };

const NO_SESSION: Rejection = {
  status: 401,
  code: 'no-session',
  message:
    'This page belongs to an earlier run of Galley, or its link was used before: start Galley again from the terminal and open the link it prints.',
};

/** Throws `Refused` (`port-taken`, `not-built`). */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const files = await readStaticFiles(options.rendererFolder);
  const server = createServer({ keepAliveTimeout: 60_000 });
  const port = await listen(server, options.port);
  const streams = newEventStreams();
  const house: House = { ...options, files, streams, authority: `${ADDRESS}:${port}`, session: newSession(port) };
  const unsubscribe = options.workspace.subscribe((event) => streams.send(event));

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(house, request, response).catch((error: unknown) => {
      if (request.errored === error) return; // the page went away while it was sending
      options.onUnexpected(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, JSON.stringify(refuse('unexpected', OWN_FAULT)));
    });
  });

  return {
    port,
    newLink: () => `http://${house.authority}/?token=${house.session.newToken()}`,
    async close() {
      unsubscribe();
      streams.close();
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const grace = setTimeout(() => server.closeAllConnections(), CLOSING_GRACE_MS);
      await closed;
      clearTimeout(grace);
    },
  };
}

type House = BrowserHostOptions & {
  files: ReadonlyMap<string, StaticFile>;
  streams: EventStreams;
  authority: string;
  session: Session;
};

async function listen(server: Server, port: number): Promise<number> {
  server.listen({ host: ADDRESS, port, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new Refused(
        'port-taken',
        `Port ${port} is taken by another program: choose another with --port, or leave it out.`,
      );
    if (code === 'EACCES')
      throw new Refused(
        'port-taken',
        `This user may not open port ${port}: choose one above 1023 with --port, or leave it out.`,
      );
    throw error;
  }
  return (server.address() as AddressInfo).port;
}

async function answer(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const nonce = setSecurityHeaders(response);
  const asPage =
    request.headers['sec-fetch-mode'] === 'navigate' || (request.headers.accept ?? '').includes('text/html');
  const reject = (rejection: Rejection) => sendRejection(response, rejection, asPage, nonce);

  const foreign = rejectForeign(request, house.authority);
  if (foreign) return reject(foreign);
  const url = URL.parse(request.url ?? '', `http://${house.authority}`);
  if (url?.host !== house.authority)
    return reject({ status: 400, code: 'bad-request', message: 'Galley cannot read this address.' });

  const allowed = METHODS[url.pathname] ?? ['GET', 'HEAD'];
  if (!allowed.includes(request.method ?? '')) {
    response.setHeader('Allow', allowed.join(', '));
    return reject({
      status: 405,
      code: 'wrong-method',
      message: `Galley answers ${url.pathname} only to ${allowed.join(' and ')}.`,
    });
  }

  const isSignedIn = house.session.isCarriedBy(request.headers.cookie);
  const token = url.pathname === '/' && request.method === 'GET' ? url.searchParams.get('token') : null;
  if (token !== null && (house.session.redeem(token) || isSignedIn)) return enter(house.session, request, response);
  if (!isSignedIn) return reject(NO_SESSION);

  if (url.pathname === '/call') return answerCall(house.workspace, request, response, reject);
  if (url.pathname === '/events') return house.streams.open(response);
  const file = house.files.get(url.pathname === '/' ? '/index.html' : url.pathname);
  if (!file)
    return reject({ status: 404, code: 'not-found', message: `Galley has nothing at ${url.pathname.slice(0, 200)}.` });
  if (file.type.startsWith('text/html')) return sendPage(response, 200, file.body.toString('utf8'), nonce);
  response.setHeader('Cache-Control', file.cacheControl);
  send(response, 200, file.type, file.body);
}

function enter(session: Session, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Set-Cookie', session.setCookie);
  // After a link on another site, such as a terminal in the browser, a strict cookie is not sent along a redirect; it is
  // sent where a page of our own goes on.
  if (request.headers['sec-fetch-site'] === 'cross-site') return sendPage(response, 200, GO_ON, '');
  response.writeHead(303, { Location: '/' });
  response.end();
}

const GO_ON =
  '<!doctype html><title>Galley</title><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0; url=/">';

const OWN_FAULT = 'Galley could not answer because of an error of its own; the terminal shows it.';
