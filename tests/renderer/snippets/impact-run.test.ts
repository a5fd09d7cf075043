import { expect, test } from 'vitest';
import { concerns, countUsers, ImpactRun } from '../../../renderer/snippets/impact-run.ts';
import type { SnippetImpact, SnippetUse } from '../../../shared/contract/snippet-calls.ts';
import { ok, refuse, type Reply } from '../../../shared/reply.ts';

const SNIPPET = '0190b6a0-0000-7000-8000-000000000001';

function useOf(promptId: string, rest: Partial<SnippetUse> = {}): SnippetUse {
  const fixed = { archived: false, number: null, isHead: false, labels: [], targets: ['tone'], path: [] };
  return { promptId, name: promptId, ref: { kind: 'draft' }, ...fixed, ...rest };
}

function impact(affected: boolean): SnippetImpact {
  const diff = { same: !affected, messages: [], facts: [] };
  return { affected, why: affected ? null : 'Bound.', inputSet: null, before: [], after: [], diff, problems: [] };
}

/** A host whose answers come when they are let go. */
class Host {
  asked: string[] = [];
  #waiting: (() => void)[] = [];
  #uses: SnippetUse[];
  #answer: (promptId: string) => Reply<SnippetImpact>;

  constructor(uses: SnippetUse[], answer: (promptId: string) => Reply<SnippetImpact> = () => ok(impact(true))) {
    this.#uses = uses;
    this.#answer = answer;
  }

  call = async (name: string, input: unknown): Promise<Reply<never>> => {
    if (name === 'snippet.usedBy') return ok({ uses: this.#uses }) as Reply<never>;
    const { promptId } = (input as { user: { promptId: string } }).user;
    this.asked.push(promptId);
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#answer(promptId) as Reply<never>;
  };

  async letGo(count = Infinity): Promise<void> {
    for (let done = 0; done < count && this.#waiting.length > 0; done++) {
      this.#waiting.shift()!();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function runOn(host: Host): ImpactRun {
  return new ImpactRun(host.call, { snippetId: SNIPPET, to: { kind: 'draft' }, label: null });
}

const uses = (count: number) => Array.from({ length: count }, (_, index) => useOf(`p${index}`));
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('uses are asked about a few at a time, each once, and counted as they are answered', async () => {
  const host = new Host(uses(8));
  const run = runOn(host);
  const done = run.start();
  await turn();
  expect(host.asked).toEqual(['p0', 'p1', 'p2']);
  await host.letGo(2);
  expect(run.store.getState()).toMatchObject({ done: 2, state: 'running' });
  await host.letGo();
  await done;
  expect(host.asked.length).toBe(8);
  expect(run.store.getState()).toMatchObject({ done: 8, state: 'done' });
});

test('a stopped run asks about nothing more, and goes on where it stopped', async () => {
  const host = new Host(uses(8));
  const run = runOn(host);
  void run.start();
  await turn();
  run.stop();
  await host.letGo();
  expect(host.asked.length).toBe(3);
  expect(run.store.getState()).toMatchObject({ done: 3, state: 'stopped' });
  const rest = run.resume();
  await host.letGo();
  await rest;
  expect(new Set(host.asked).size).toBe(8);
  expect(run.store.getState()).toMatchObject({ done: 8, state: 'done' });
});

test('archived prompts are left out; one that could not be filled in is not passed over', async () => {
  const host = new Host([useOf('a'), useOf('b', { archived: true }), useOf('c')], (promptId) =>
    promptId === 'a' ? refuse('render-timeout', 'It took too long.') : ok(impact(false)),
  );
  const run = runOn(host);
  const done = run.start();
  await turn();
  await host.letGo();
  await done;
  const { uses: answered } = run.store.getState();
  expect(answered!.map((each) => [each.use.name, concerns(each)])).toEqual([
    ['a', true],
    ['c', false],
  ]);
});

test('a prompt that uses the snippet in several texts counts once', () => {
  expect(countUsers([useOf('a'), useOf('a', { number: 1 }), useOf('b')].map((use) => ({ use })))).toBe(2);
});
