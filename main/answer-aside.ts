import { parentPort } from 'node:worker_threads';
import { READY, type AsideAnswer, type AsideCall } from './deadline-worker.ts';

/** Makes this thread the other end of a `DeadlineWorker`. */
export function answerAside(answer: (question: never) => unknown): void {
  parentPort?.on('message', (call: AsideCall<never>) => void respond(call, answer));
  parentPort?.postMessage(READY);
}

async function respond({ id, question }: AsideCall<never>, answer: (question: never) => unknown): Promise<void> {
  let said: AsideAnswer;
  try {
    said = { id, value: await answer(question) };
  } catch (error) {
    said = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(said);
}
