import type { CallName, GalleyEvent, Input, Output } from '../shared/contract.ts';
import { refuse, type Reply } from '../shared/reply.ts';

/** The two functions every host gives its window. Electron's preload puts them on `window.galley`; the browser host
 *  serves them over HTTP. */
export type GalleyBridge = {
  call<N extends CallName>(name: N, input: Input<N>): Promise<Reply<Output<N>>>;
  /** Returns the function that ends the subscription. After the connection to the host was lost and found again, the
   *  listener is told that many prompts may have changed. */
  subscribe(listener: (event: GalleyEvent) => void): () => void;
};

export const galley: GalleyBridge = (window as { galley?: GalleyBridge }).galley ?? overHttp();

function overHttp(): GalleyBridge {
  return { call: postCall, subscribe: subscribeToEvents };
}

const HOST_GONE = 'host-gone';

async function postCall<N extends CallName>(name: N, input: Input<N>): Promise<Reply<Output<N>>> {
  try {
    if (!leaving) await streamOpened;
    const text = JSON.stringify({ name, input });
    const response = await fetch('/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: bodyOf(text),
      keepalive: leaving && text.length < KEPT_ALIVE,
    });
    // The host answers in JSON, refusals of its own included, and dispatch has checked the value.
    const reply = (await response.json()) as Reply<Output<N>>;
    // It runs, but not the run this page belongs to: to the page that one is gone until its link is opened here.
    return response.status === 401 && !reply.ok ? refuse(HOST_GONE, reply.error.message) : reply;
  } catch {
    return refuse(
      HOST_GONE,
      'Galley is not running any more: start it again from the terminal and open the link it prints.',
    );
  }
}

const LONG = 16_000; // characters

/** While the page is being left, what it saves last would be broken off with it, were it not kept alive. A browser does so
 *  for 64 KB at a time, and a letter may be three bytes. */
let leaving = false;
const KEPT_ALIVE = 20_000; // characters
window.addEventListener('pagehide', () => (leaving = true), { capture: true });
window.addEventListener('pageshow', () => (leaving = false));

/** A long text is sent as a blob: the page hands it over at once, where a string would hold up what is typed. */
function bodyOf(text: string): BodyInit {
  return text.length > LONG ? new Blob([text]) : text;
}

/** One stream for the page, however many listen: a browser allows six connections to a host. */
const listeners = new Set<(event: GalleyEvent) => void>();
let stream: EventSource | null = null;
/** Calls wait for the first stream, so that no change falls between what they read and the first event. */
let streamOpened: Promise<unknown> = Promise.resolve();

function subscribeToEvents(listener: (event: GalleyEvent) => void): () => void {
  listeners.add(listener);
  stream ??= openStream();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stream?.close();
    stream = null;
  };
}

function openStream(): EventSource {
  const opening = new EventSource('/events');
  streamOpened = new Promise((resolve) => {
    opening.addEventListener('open', resolve, { once: true });
    opening.addEventListener('error', resolve, { once: true });
  });
  opening.addEventListener('open', () => {
    if (mayHaveMissed) tell({ type: 'changed', promptIds: null });
    mayHaveMissed = false;
  });
  opening.addEventListener('message', (message: MessageEvent<string>) => tell(JSON.parse(message.data) as GalleyEvent));
  opening.addEventListener('error', () => {
    mayHaveMissed = true;
    // The browser tries again by itself after a lost connection, but not after a refusal.
    if (opening.readyState === EventSource.CLOSED) setTimeout(() => reopen(opening), REOPEN_AFTER);
  });
  return opening;
}

const REOPEN_AFTER = 2_000; // milliseconds
let mayHaveMissed = false;

function reopen(closed: EventSource): void {
  if (stream === closed) stream = openStream();
}

function tell(event: GalleyEvent): void {
  for (const listener of listeners) listener(event);
}
