import type { Client } from 'pg';

const AGAIN_MILLISECONDS = 30_000;

/** Listens on `channel` over a connection of its own, made again where it is lost. A hint only: poolers let nothing through. */
export function watchPostgres(connect: () => Promise<Client>, channel: string, hear: () => void): () => void {
  let isEnded = false;
  let client: Client | null = null;
  let timer: NodeJS.Timeout | null = null;

  const end = () => void client?.end().catch(() => undefined);
  const listen = async () => {
    const made = await connect();
    if (isEnded) return;
    client = made;
    made.on('notification', hear);
    made.on('error', () => undefined); // `end` follows
    made.once('end', again);
    await made.connect();
    (made as Client & { unref(): void }).unref(); // in the driver, not in its types: nobody waits for a hint
    await made.query(`LISTEN ${channel}`);
    if (isEnded) end();
    else hear(); // something may have come before anybody listened
  };
  const again = () => {
    client = null;
    if (isEnded || timer !== null) return;
    timer = setTimeout(start, AGAIN_MILLISECONDS).unref();
  };
  const start = () => {
    timer = null;
    listen().catch(() => {
      end();
      again();
    });
  };

  start();
  return () => {
    isEnded = true;
    if (timer !== null) clearTimeout(timer);
    end();
  };
}
