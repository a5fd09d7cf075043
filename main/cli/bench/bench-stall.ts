import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { SyncStatus } from '../../../shared/contract/sync-calls.ts';
import { unwrap, type Reply } from '../../../shared/reply.ts';
import { URL_NOTE } from '../../sync/connect-remote.ts';
import { openWorkspace } from '../../workspace-client.ts';
import type { Pushed } from './bench-first-push.ts';
import type { BenchWorld, Figure } from './measure.ts';
import { SyncDevice } from './sync-device.ts';

const FRAME = 16; // milliseconds
const LOOK_EVERY = 100; // milliseconds

/** How long the host's own thread stands still while a window's workspace takes in the whole log, as the app does it: the
 *  workspace and its syncing in threads of their own. */
export async function benchStall(world: BenchWorld, pushed: Pushed): Promise<Figure> {
  const path = join(world.folder, 'window.galley');
  const url = pathToFileURL(pushed.remote).href;
  const device = new SyncDevice(path, url, 'Window');
  device.store.join(pushed.chain);
  device.store.setNote(URL_NOTE, url);
  await device.close();

  const client = openWorkspace({ path, host: 'browser' });
  await client.call('sync.status', {}); // the threads have begun
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  for (let status: SyncStatus | null = null; status?.syncedAt == null; await wait(LOOK_EVERY)) {
    status = unwrap((await client.call('sync.status', {})) as Reply<SyncStatus>);
    if (status.problem && status.problem.code !== 'waiting') throw new Error(status.problem.message);
  }
  delay.disable();
  const took = (performance.now() - began) / 1_000;
  await client.close();
  const longest = delay.max / 1e6 - 1; // what it waits for by itself
  const usual = delay.percentile(99) / 1e6 - 1;
  return {
    name: 'the longest the host’s thread stood still',
    galley: `${longest.toFixed(1)} ms while the whole log came in (${took.toFixed(1)} s; 99 of 100 waits: ${usual.toFixed(1)} ms)`,
    peer: `a frame: ${FRAME} ms`,
    ratio: longest / FRAME,
    aim: 1,
  };
}
