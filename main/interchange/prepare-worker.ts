import { workerData, type MessagePort } from 'node:worker_threads';
import type { ColumnMapping, ImportFormat, Loss } from '../../shared/interchange.ts';
import { refusalOf } from '../refusal-of.ts';
import type { Refusal } from '../../shared/reply.ts';
import type { PreparedPrompt } from './prepare.ts';
import { preparePrompts } from './prepare.ts';
import { readPrompts } from './read-prompts.ts';
import { openSource } from './source-file.ts';

export type PrepareOrder = {
  files: { disk: string; path: string }[];
  format: ImportFormat | null;
  mapping: ColumnMapping | null;
  /** Counts batches: [0] sent by the worker, [1] taken by the reader. */
  counters: SharedArrayBuffer;
  port: MessagePort;
};

/** Losses come in their place among the prompts. */
export type PreparedBatch = { items: (PreparedPrompt | Loss)[]; end?: true; refusal?: Refusal };

const BATCH = 500_000; // characters
/** Batches that may wait to be taken, so that a huge file does not fill the memory. */
const AHEAD = 8;

const order = workerData as PrepareOrder;
const counters = new Int32Array(order.counters);
let items: PreparedBatch['items'] = [];
let characters = 0;

function send(last: Omit<PreparedBatch, 'items'> = {}): void {
  for (;;) {
    const taken = Atomics.load(counters, 1);
    if (Atomics.load(counters, 0) - taken < AHEAD) break;
    Atomics.wait(counters, 1, taken);
  }
  order.port.postMessage({ items, ...last } satisfies PreparedBatch);
  Atomics.add(counters, 0, 1);
  Atomics.notify(counters, 0);
  items = [];
  characters = 0;
}

try {
  const files = order.files.map((file) => openSource(file.disk, file.path));
  const lose = (loss: Loss): void => void items.push(loss);
  for (const prompt of preparePrompts(readPrompts(files, order.format, order.mapping, lose), lose)) {
    items.push(prompt);
    characters += prompt.versions.reduce((sum, version) => sum + version.text.length, 0);
    if (characters > BATCH) send();
  }
  send({ end: true });
} catch (error) {
  send({ end: true, refusal: refusalOf(error) });
}
