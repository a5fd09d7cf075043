import { Worker } from 'node:worker_threads';
import type { Refusal } from '../../shared/reply.ts';
import { workerUrl } from '../worker-url.ts';

export type CheckAside = {
  /** Null where every page was found whole, else what is wrong; null also where the check was stopped. Never rejects. */
  result: Promise<Refusal | null>;
  stop(): Promise<void>;
};

/** Checks the workspace at `path` on another thread: a hundred megabytes take more than half a second, and a window can
 *  show its prompts meanwhile. */
export function checkAside(path: string): CheckAside {
  const worker = new Worker(workerUrl('registry/check-worker'), { workerData: path });
  let isStopped = false;
  const result = new Promise<Refusal | null>((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error) => resolve(failed(error.message)));
    worker.once('exit', () => resolve(isStopped ? null : failed('its thread ended')));
  });
  return {
    result,
    async stop() {
      isStopped = true;
      await worker.terminate();
    },
  };
}

function failed(why: string): Refusal {
  return {
    code: 'check-failed',
    message: `The workspace could not be checked (${why}), so it is not written to. Start Galley again.`,
  };
}
