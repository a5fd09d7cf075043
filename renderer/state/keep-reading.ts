import { onEvent } from './client.ts';

/** Runs `read` now, and again whenever something changed, or came in, or went out, until the returned function is called.
 *  What happens while it reads leads to one more reading. `read` asks `wanted` before it keeps what it read. */
export function keepReading(read: (wanted: () => boolean) => Promise<void>): () => void {
  const now = { left: false, stale: false, reading: false };
  const go = async () => {
    now.stale = true;
    if (now.reading) return;
    now.reading = true;
    while (now.stale && !now.left) {
      now.stale = false;
      await read(() => !now.left);
    }
    now.reading = false;
  };
  void go();
  const stop = onEvent((event) => (event.type === 'changed' || event.type === 'sync') && void go());
  return () => {
    now.left = true;
    stop();
  };
}
