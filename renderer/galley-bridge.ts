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

async function postCall<N extends CallName>(name: N, input: Input<N>): Promise<Reply<Output<N>>> {
  try {
    const response = await fetch('/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, input }),
    });
    // The host answers in JSON, refusals of its own included, and dispatch has checked the value.
    return (await response.json()) as Reply<Output<N>>;
  } catch {
    return refuse(
      'host-gone',
      'Galley is not running any more: start it again from the terminal and open the link it prints.',
    );
  }
}

/** One stream for the page, however many listen: a browser allows six connections to a host. */
const listeners = new Set<(event: GalleyEvent) => void>();
let stream: EventSource | null = null;

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
  const opened = new EventSource('/events');
  opened.addEventListener('message', (message: MessageEvent<string>) => {
    const event = JSON.parse(message.data) as GalleyEvent;
    for (const listener of listeners) listener(event);
  });
  return opened;
}
