import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { graphText } from '../../../main/cli/graph-text.ts';
import { newWorkspace } from './galley.ts';

/** v1, then v2 and v3 beside each other. */
async function diverged(mine: string, theirs: string) {
  const desk = await newWorkspace();
  await desk.commit('reply', 'Be kind.\nBe exact.\nBe quick.');
  await desk.commit('reply', mine, 'Mine');
  await desk.done(['commit', 'reply', '--stdin', '--beside', 'v1', '-m', 'Theirs'], { stdin: theirs });
  return desk;
}

test('two versions beside each other are marked, drawn, and merged into one that builds on both', async () => {
  const desk = await diverged('Be kinder.\nBe exact.\nBe quick.', 'Be kind.\nBe exact.\nBe fast.');
  expect(await desk.galley('history', 'reply')).toMatch(/^v3 .*\nv2 .* \(diverged\) Mine\nv1 .*\n$/);
  expect(await desk.galley('history', 'reply', '--graph')).toMatch(/^● {4}v3 .*\n│ ● {2}v2 .*\n├─╯\n● {4}v1 .*\n$/);
  expect(await desk.galley('merge', 'reply', '--theirs', 'v2')).toBe('reply v4, the merge of v2 into v3\n');
  expect(await desk.galley('show', 'reply')).toContain('Be kinder.\nBe exact.\nBe fast.');
  const [merged, v3, v2] = await desk.json<{ id: string; parents: string[]; message: string; diverged: boolean }[]>(
    'history',
    'reply',
  );
  expect(merged).toMatchObject({ parents: [v3!.id, v2!.id], message: 'Merge v2 into v3' });
  expect(v2!.diverged).toBe(false);
  expect(await desk.refused(['merge', 'reply', '--theirs', 'v2'])).toBe(
    'v4 builds on v2 already: there is nothing to merge.',
  );
  await desk.galley('verify');
});

test('what both changed is listed with exit code 1, written with marks, and decided with --favour', async () => {
  const desk = await diverged('Be kind.\nBe very exact.\nBe quick.', 'Be kind.\nBe hardly exact.\nBe quick.');
  const output = desk.path('merged.txt');
  const open = await desk.run(['merge', 'reply', '--theirs', 'v2', '--output', output]);
  expect(open).toMatchObject({
    code: 1,
    stdout: '@@ message 1 @@\n v1: Be exact.\n<v3: Be hardly exact.\n>v2: Be very exact.\n',
    stderr: 'v2 does not merge into v3 of “reply” by itself: 1 conflict. Decide in the window, or with --favour.\n',
  });
  expect(readFileSync(output, 'utf8')).toBe(
    '── user ──\nBe kind.\n<<<<<<< v3\nBe hardly exact.\n||||||| v1\nBe exact.\n=======\nBe very exact.\n>>>>>>> v2\nBe quick.\n',
  );
  const asJson = await desk.run(['merge', 'reply', '--theirs', 'v2', '--json']);
  expect(asJson.code).toBe(1);
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    base: 'v1',
    mine: 'v3',
    conflicts: [{ mine: 'Be hardly exact.' }],
  });

  const merged = await desk.json('merge', 'reply', '--theirs', 'v2', '--favour', 'theirs', '-m', 'Exact after all');
  expect(merged).toMatchObject({ name: 'reply', number: 4, decided: 1 });
  expect(await desk.galley('show', 'reply')).toContain('Be very exact.');
});

test('a version that is not there, and a draft that is not there, are refused; nothing is written', async () => {
  const desk = await diverged('Be kinder.', 'Be fast.');
  const missing = desk.path('none.txt');
  expect(await desk.refused(['merge', 'reply', '--theirs', 'v9', '--output', missing])).toBe(
    '“reply” has no v9; its newest version is v3.',
  );
  expect(await desk.refused(['merge', 'reply', '--theirs', 'v2', '--mine', 'draft'])).toContain('has no draft');
  expect(existsSync(missing)).toBe(false);
  expect(
    await desk.refused(['merge', 'reply', '--theirs', 'v2', '--favour', 'theirs', '--output', desk.path('no/where')]),
  ).toContain('cannot be written');
  expect(await desk.json('history', 'reply')).toHaveLength(3);
});

test('a merge records what its snippets meant', async () => {
  const desk = await newWorkspace();
  await desk.commit('tone', 'Be formal.');
  await desk.galley('label', 'tone', 'production', 'v1', '--reason', 'Ready');
  await desk.commit('reply', "{% render 'tone' %}\nBe kind.\nBe quick.");
  await desk.commit('reply', "{% render 'tone' %}\nBe kinder.\nBe quick.");
  const stdin = "{% render 'tone' %}\nBe kind.\nBe quick.\nBe brief.";
  await desk.done(['commit', 'reply', '--stdin', '--beside', 'v1', '-m', 'Theirs'], { stdin });
  await desk.galley('merge', 'reply', '--theirs', 'v2');
  const [merged, before] = await desk.json<{ number: number; snippets: { target: string }[] }[]>('history', 'reply');
  expect(merged).toMatchObject({ number: 4, snippets: [{ target: 'tone' }] });
  expect(merged!.snippets).toEqual(before!.snippets);
});

test('lanes that pass each other are drawn without a break', () => {
  const rows = [['f', 'd', 'e'], ['e', 'c'], ['d', 'b'], ['c', 'b'], ['b', 'a'], ['a']].map(([id, ...parents]) => ({
    id: id!,
    parents,
  }));
  const lines = graphText(rows)!.flatMap(({ above, node, below }) => [...above, node, ...below]);
  expect(lines).toEqual(['◆', '├─╮', '│ ●', '● │', '│ ●', '├─╯', '●', '●']);
});
