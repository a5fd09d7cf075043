import type { ServerResponse } from 'node:http';
import type { GalleyEvent } from '../../shared/contract.ts';

/** The open server-sent event streams of a host's pages. */
export type EventStreams = {
  /** Turns the response into a stream. */
  open(response: ServerResponse): void;
  send(event: GalleyEvent): void;
  close(): void;
};

const KEEP_ALIVE_MS = 15_000; // proxies and sleeping laptops drop streams that stay silent
const RETRY_MS = 1_000;
const MAX_WAITING_BYTES = 8_000_000;

export function newEventStreams(): EventStreams {
  const streams = new Set<ServerResponse>();

  const writeToAll = (text: string) => streams.forEach((stream) => write(stream, text));

  const keepAlive = setInterval(() => writeToAll(': \n\n'), KEEP_ALIVE_MS);
  keepAlive.unref();

  return {
    open(response) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
      streams.add(response);
      response.on('close', () => streams.delete(response));
      write(response, `retry: ${RETRY_MS}\n\n`);
    },
    send: (event) => writeToAll(asMessage(event)),
    close() {
      clearInterval(keepAlive);
      for (const stream of streams) stream.end();
    },
  };
}

function write(stream: ServerResponse, text: string): void {
  stream.write(text);
  // A page that stopped reading is cut off: when it comes back, it reads everything again.
  if (stream.writableLength > MAX_WAITING_BYTES) stream.destroy();
}

function asMessage(event: GalleyEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
