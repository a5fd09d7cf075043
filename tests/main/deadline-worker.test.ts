import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeadlineWorker } from '../../main/deadline-worker.ts';
import type { OddQuestion } from './odd-worker.ts';

const DEADLINE = 1_500;
const refusals = {
  tooSlow: (question: OddQuestion, seconds: string) => ({
    code: 'slow',
    message: `${question} took over ${seconds} s`,
  }),
  tooBig: { code: 'big', message: 'Too much.' },
};

let worker: DeadlineWorker<OddQuestion>;
function start(deadline: number): void {
  worker = new DeadlineWorker('../tests/main/odd-worker', deadline, refusals, 64);
}
beforeEach(() => start(DEADLINE));
afterEach(() => worker.close());

test('questions are answered in their order, also those whose answer takes a while', async () => {
  const order: unknown[] = [];
  const asked = (['later', 'echo', 'later'] as const).map(async (question) => {
    const reply = await worker.ask(question);
    order.push(reply.ok ? reply.value : reply.error.code);
  });
  await Promise.all(asked);
  expect(order).toEqual(['later', 'echo', 'later']);
});

test('a question that overruns its time is refused by name, and those behind it are answered', async () => {
  const [slow, next] = await Promise.all([worker.ask('forever'), worker.ask('echo')]);
  expect(slow).toEqual({ ok: false, error: { code: 'slow', message: 'forever took over 1.5 s' } });
  expect(next).toEqual({ ok: true, value: 'echo' });
});

test('a question that needs more memory than the thread has is refused, and those behind it are answered', async () => {
  start(60_000);
  const [big, next] = await Promise.all([worker.ask('everything'), worker.ask('echo')]);
  expect(big).toEqual({ ok: false, error: refusals.tooBig });
  expect(next).toEqual({ ok: true, value: 'echo' });
});

test('a fault of the thread itself is thrown with its place, and stops nobody else', async () => {
  const [failed, next] = await Promise.allSettled([worker.ask('fail'), worker.ask('echo')]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('odd on purpose') } });
  expect(next).toEqual({ status: 'fulfilled', value: { ok: true, value: 'echo' } });
});

test('the thread sees nothing of the environment', async () => {
  vi.stubEnv('GALLEY_SECRET', 'key');
  expect(await worker.ask('environment')).toEqual({ ok: true, value: [] });
  vi.unstubAllEnvs();
});

test('once closed, what waited and what is asked after is refused', async () => {
  const waiting = [worker.ask('forever'), worker.ask('echo')];
  await worker.close();
  const replies = await Promise.all([...waiting, worker.ask('echo')]);
  expect(replies.map((reply) => (reply.ok ? reply.value : reply.error.code))).toEqual(['closed', 'closed', 'closed']);
});
