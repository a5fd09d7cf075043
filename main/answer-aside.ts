import { parentPort } from 'node:worker_threads';
import { READY, type AsideAnswer, type AsideCall } from './deadline-worker.ts';

/** Makes this thread the other end of a `DeadlineWorker`. */
export function answerAside(answer: (question: never) => unknown): void {
  parentPort?.on('message', ({ id, question }: AsideCall<never>) => {
    parentPort?.postMessage(attempt(id, () => answer(question)));
  });
  parentPort?.postMessage(READY);
}

function attempt(id: number, answer: () => unknown): AsideAnswer {
  try {
    return { id, value: answer() };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
