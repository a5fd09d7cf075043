import { setTimeout as wait } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newWorkspace, repo, Desk } from './galley.ts';

test('processes that commit at the same time all land, and the workspace stays sound', async () => {
  const desk = await newWorkspace();
  await desk.commit('shared', 'start');
  const writers = ['a', 'b', 'c', 'd'].map(async (writer) => {
    for (let round = 1; round <= 3; round++) {
      await desk.commit('shared', `${writer} ${round}`, `${writer}${round}`);
      await desk.commit(`own/${writer}`, `${writer} ${round}`);
    }
  });
  await Promise.all(writers);

  const history = await desk.json<{ number: number; message: string; id: string; parents: string[] }[]>(
    'history',
    'shared',
  );
  expect(history.map((version) => version.number)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  const wanted = ['a', 'b', 'c', 'd'].flatMap((writer) => [1, 2, 3].map((round) => `${writer}${round}`));
  expect(history.map((version) => version.message).toSorted()).toEqual([...wanted, 'why'].toSorted());
  for (const [at, version] of history.slice(0, -1).entries()) expect(version.parents).toEqual([history[at + 1]!.id]);
  // One workspace.created, five prompts, 25 versions.
  expect(await desk.json('verify')).toMatchObject({ changes: 31 });
}, 120_000);

test('two processes that make the same workspace at once leave one, and one is told', async () => {
  const desk = new Desk();
  const runs = await Promise.all([desk.run(['init', '--name', 'Ana']), desk.run(['init', '--name', 'Ben'])]);
  expect(runs.filter((run) => run.code === 0).length).toBeGreaterThan(0);
  expect(await desk.json('verify')).toMatchObject({ changes: 1 });
});

test('an import that is killed half-way has added nothing, or was done', async () => {
  const desk = await newWorkspace();
  await desk.commit('kept', 'words');
  const count = 60_000;
  const rows = Array.from({ length: count }, (_, at) =>
    JSON.stringify({ name: `p${at}`, system: `Prompt number ${at}` }),
  );
  const child = spawn(
    process.execPath,
    [join(repo, 'main/cli/main.ts'), 'import', desk.file('many.jsonl', rows.join('\n'))],
    {
      env: { ...process.env, GALLEY_WORKSPACE: desk.workspace },
      stdio: 'ignore',
    },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  while (child.exitCode === null && !desk.isBeingWritten()) await wait(5);
  child.kill('SIGKILL');
  await ended;
  const { changes } = await desk.json<{ changes: number }>('verify');
  expect([3, 3 + 2 * count]).toContain(changes);
}, 180_000);
