import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { ColumnMapping, ImportFormat, Loss } from '../../shared/interchange.ts';
import { Refused } from '../../shared/reply.ts';
import { workerUrl } from '../worker-url.ts';
import type { PreparedPrompt } from './prepare.ts';
import { preparePrompts } from './prepare.ts';
import type { PreparedBatch, PrepareOrder } from './prepare-worker.ts';
import { readPrompts } from './read-prompts.ts';
import type { OpenedSource } from './source-file.ts';

/** Below this a second thread takes longer to start than it saves. */
const WORTH_A_THREAD = 4_000_000; // bytes
/** A worker that says nothing for so long has died. */
const SILENCE = 120_000; // milliseconds

/** What `files` carry, prepared. Large ones are read and packed on a second thread while the first writes to the
 *  workspace; the order, and what is reported, are the same. */
export function preparedFiles(
  files: OpenedSource[],
  format: ImportFormat | null,
  mapping: ColumnMapping | null,
  lose: (loss: Loss) => void,
): Iterable<PreparedPrompt> {
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (bytes < WORTH_A_THREAD || files.some((file) => file.disk === null))
    return preparePrompts(readPrompts(files, format, mapping, lose), lose);
  return onSecondThread(files, format, mapping, lose);
}

function* onSecondThread(
  files: OpenedSource[],
  format: ImportFormat | null,
  mapping: ColumnMapping | null,
  lose: (loss: Loss) => void,
): Iterable<PreparedPrompt> {
  const counters = new SharedArrayBuffer(8);
  const { port1: port, port2: far } = new MessageChannel();
  const order: PrepareOrder = {
    files: files.map(({ disk, path }) => ({ disk: disk!, path })),
    format,
    mapping,
    counters,
    port: far,
  };
  const worker = new Worker(workerUrl('interchange/prepare-worker'), { workerData: order, transferList: [far] });
  try {
    const counts = new Int32Array(counters);
    for (let taken = 0; ; taken += 1) {
      const batch = take(port, counts, taken);
      for (const item of batch.items) {
        if ('severity' in item) lose(item);
        else yield item;
      }
      if (batch.refusal) throw Refused.from(batch.refusal);
      if (batch.end) return;
    }
  } finally {
    port.close();
    void worker.terminate();
  }
}

/** Waits for the next batch. The thread sleeps meanwhile: an import is synchronous, and never on a thread that paints. */
function take(port: MessagePort, counts: Int32Array, taken: number): PreparedBatch {
  while (Atomics.load(counts, 0) === taken) {
    if (Atomics.wait(counts, 0, taken, SILENCE) === 'timed-out')
      throw new Refused('import-stalled', 'Reading the file came to a standstill; nothing was imported. Try again.');
  }
  const received = receiveMessageOnPort(port) as { message: PreparedBatch };
  Atomics.add(counts, 1, 1);
  Atomics.notify(counts, 1);
  return received.message;
}
