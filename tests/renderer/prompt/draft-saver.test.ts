import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftSaver, type SaveState } from '../../../renderer/prompt/draft-saver.ts';
import { ok, refuse, type Reply } from '../../../shared/reply.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function saverOf(answer: () => Promise<Reply<unknown>>) {
  const states: SaveState['kind'][] = [];
  const saver = new DraftSaver({
    save: answer,
    onState: (state) => states.push(state.kind),
    pause: () => 150,
    longest: 1_000,
  });
  return { saver, states };
}

test('it saves once after a pause, with everything typed until then', async () => {
  let text = '';
  const saved: string[] = [];
  const { saver, states } = saverOf(async () => {
    saved.push(text);
    return ok({});
  });
  for (const letter of 'word') {
    text += letter;
    saver.changed();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(saved).toEqual([]);
  await vi.advanceTimersByTimeAsync(150);
  expect(saved).toEqual(['word']);
  expect(states).toEqual(['waiting', 'saving', 'settled']);
  expect(saver.idle).toBe(true);
});

test('it saves within a second although typing never pauses', async () => {
  let saves = 0;
  const { saver } = saverOf(async () => {
    saves++;
    return ok({});
  });
  for (let passed = 0; passed < 1_000; passed += 50) {
    saver.changed();
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(saves).toBe(1);
});

test('what is typed while a save is under way is saved after it, never beside it', async () => {
  let text = 'one';
  let running = 0;
  const saved: string[] = [];
  const { saver } = saverOf(async () => {
    expect(++running).toBe(1);
    saved.push(text);
    await new Promise((resolve) => setTimeout(resolve, 500));
    running--;
    return ok({});
  });
  saver.changed();
  await vi.advanceTimersByTimeAsync(160);
  text = 'two';
  saver.changed();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(saved).toEqual(['one', 'two']);
  expect(saver.state.kind).toBe('settled');
});

test('flush saves at once and says whether the host has everything', async () => {
  const answers = [refuse('disk-full', 'The disk is full.'), ok({})];
  const { saver } = saverOf(async () => answers.shift()!);
  saver.changed();
  expect(await saver.flush()).toBe(false);
  expect(saver.state).toMatchObject({ kind: 'refused', refusal: { code: 'disk-full' } });
  expect(await saver.flush()).toBe(true);
  expect(await saver.flush()).toBe(true);
});

test('after a refusal the next change tries again', async () => {
  const answers = [refuse('disk-full', 'The disk is full.'), ok({})];
  const { saver } = saverOf(async () => answers.shift()!);
  saver.changed();
  await vi.advanceTimersByTimeAsync(200);
  expect(saver.state.kind).toBe('refused');
  saver.changed();
  await vi.advanceTimersByTimeAsync(200);
  expect(saver.state.kind).toBe('settled');
});

test('a draft that another window changed is not saved over by typing on', async () => {
  let saves = 0;
  const { saver } = saverOf(async () => {
    saves++;
    return refuse('stale-draft', 'Changed elsewhere.');
  });
  saver.changed();
  await vi.advanceTimersByTimeAsync(200);
  saver.changed();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(saves).toBe(1);
  expect(saver.state.kind).toBe('refused');
});
