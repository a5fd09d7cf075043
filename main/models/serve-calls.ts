import { parentPort } from 'node:worker_threads';
import { READY, type WorkerAnswer, type WorkerCall } from './deadline-worker.ts';

/** The worker's side of a `DeadlineWorker`: answers each call with what `work` makes of it. */
export function serveCalls(work: (input: never) => unknown): void {
  parentPort?.on('message', (call: WorkerCall<never>) => void answer(work, call));
  parentPort?.postMessage(READY);
}

async function answer(work: (input: never) => unknown, { id, input }: WorkerCall<never>): Promise<void> {
  let said: WorkerAnswer<unknown>;
  try {
    said = { id, value: await work(input) };
  } catch (error) {
    said = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(said);
}
