import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { newWorkspace, type Desk } from './galley.ts';

const CSV = 'act,prompt\nChef,"Cook {{dish}}"\nPoet,Write a poem\n';

async function withPrompts(): Promise<Desk> {
  const desk = await newWorkspace();
  await desk.galley('import', desk.file('acts.csv', CSV), '--folder', 'acts');
  return desk;
}

test('an import tells what it added, and the same again adds nothing', async () => {
  const desk = await newWorkspace();
  const file = desk.file('acts.csv', CSV);
  const before = await desk.json('import', file);
  expect(before).toEqual({ prompts: 2, versions: 2, unchanged: 0, warnings: [] });
  const { stateHash } = await desk.json<{ stateHash: string }>('verify');
  expect(await desk.json('import', file)).toEqual({ prompts: 0, versions: 0, unchanged: 2, warnings: [] });
  expect(await desk.json('verify')).toMatchObject({ stateHash });
  expect(await desk.galley('import', file)).toBe('Added 0 prompts and 0 versions; 2 were here already.\n');
});

test('what had to be skipped is warned of with its line; --strict adds nothing instead', async () => {
  const desk = await newWorkspace();
  const file = desk.file('acts.csv', `${CSV}../up,Climb\n`);
  const strict = await desk.refused(['import', file, '--strict']);
  expect(strict).toContain('acts.csv, line 4');
  expect(await desk.json('list')).toEqual([]);
  const { prompts, warnings } = await desk.json<{ prompts: number; warnings: string[] }>('import', file);
  expect(prompts).toBe(2);
  expect(warnings).toEqual([strict]);
});

test('several paths and folders come in at once, each file by its own kind', async () => {
  const desk = await newWorkspace();
  mkdirSync(desk.path('notes/deep'), { recursive: true });
  desk.file('notes/deep/one.md', 'One');
  desk.file('notes/two.txt', 'Two');
  await desk.galley('import', 'notes', desk.file('acts.csv', CSV));
  const rows = await desk.json<{ name: string }[]>('list');
  expect(rows.map((row) => row.name)).toEqual(['Chef', 'deep/one', 'Poet', 'two']);
});

test('a commit takes any import format, and a plain text is one user message', async () => {
  const desk = await newWorkspace();
  const history = [
    { name: 'h', revision: 1, message: 'first', system: 'Old' },
    { name: 'h', revision: 2, message: 'second', system: 'New' },
  ];
  desk.file('h.jsonl', history.map((row) => JSON.stringify(row)).join('\n'));
  await desk.galley('commit', 'my name', '--file', 'h.jsonl', '-m', 'newest of the file');
  expect(await desk.json('history', 'my name')).toHaveLength(1);
  expect(await desk.json('show', 'my name')).toMatchObject({
    content: { messages: [{ role: 'system', text: 'New' }] },
  });

  await desk.galley('commit', 'plain', '--file', desk.file('words.xyz', 'a, b\n'), '-m', 'x');
  expect(await desk.json('show', 'plain')).toMatchObject({ content: { messages: [{ role: 'user', text: 'a, b\n' }] } });
  expect(await desk.refused(['commit', 'x', '--file', desk.file('acts.csv', CSV), '-m', 'x'])).toContain(
    'galley import',
  );
});

test('a commit from the command line leaves a draft of the same prompt alone', async () => {
  const desk = await newWorkspace();
  await desk.commit('a', 'one');
  const { Registry } = await import('../../../main/registry/registry.ts');
  const { saveDraft } = await import('../../../main/registry/edit-draft.ts');
  const { promptNamed, promptDetail } = await import('../../../main/registry/prompt-queries.ts');
  const registry = new Registry(desk.workspace);
  const { headVersion, id: promptId } = promptDetail(registry, promptNamed(registry, 'a').id);
  const content = { ...headVersion!.content, messages: [{ role: 'user' as const, text: 'being written' }] };
  saveDraft(registry, { promptId, content, baseVersionId: headVersion!.id, expectedRevision: 0 });
  registry.close();

  await desk.commit('a', 'two');
  expect(await desk.galley('diff', 'a', 'v2', 'draft')).toContain('-two\n+being written');
  expect(await desk.galley('show', 'a')).toContain('a draft is not committed yet');
});

test('an export goes where its path says: a file, a folder beside what is there, a .zip, or stdout', async () => {
  const desk = await withPrompts();
  expect(await desk.json('export', 'all.csv')).toMatchObject({ prompts: 2, files: [desk.path('all.csv')] });
  expect(readFileSync(desk.path('all.csv'), 'utf8')).toContain('Cook {{dish}}');
  expect((await desk.done(['export', '-', '--format', 'csv'])).stdout).toBe(readFileSync(desk.path('all.csv'), 'utf8'));

  mkdirSync(desk.path('out'));
  desk.file('out/mine.txt', 'mine');
  await desk.galley('export', 'out', '--format', 'text');
  const there = readdirSync(desk.path('out'), { recursive: true, encoding: 'utf8' });
  expect(there.toSorted()).toEqual(['acts', 'acts/Chef.md', 'acts/Poet.md', 'mine.txt']);
  await desk.galley('export', 'all.zip', '--format', 'text');
  expect(Object.keys(unzipSync(readFileSync(desk.path('all.zip'))))).toEqual(['acts/Chef.md', 'acts/Poet.md']);

  expect(await desk.refused(['export', 'one.md'])).toContain('name a folder or a .zip');
  await desk.galley('export', 'one.md', 'acts/Poet');
  expect(readFileSync(desk.path('one.md'), 'utf8')).toBe('Write a poem');
  expect(readdirSync(desk.folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('an export of a label takes what the label is on', async () => {
  const desk = await newWorkspace();
  await desk.commit('a', 'released');
  await desk.commit('a', 'newer');
  await desk.commit('b', 'never released');
  await desk.galley('label', 'a', 'production', 'v1', '--reason', 'x');
  expect(await desk.json('export', 'out.md', '--label', 'production')).toMatchObject({ prompts: 1, versions: 1 });
  expect(readFileSync(desk.path('out.md'), 'utf8')).toBe('released');
  expect(await desk.refused(['export', 'out.csv', '--label', 'beta'])).toContain('“beta”');
});

test('Galley JSON carries a workspace whole into another', async () => {
  const desk = await withPrompts();
  await desk.commit('acts/Chef', 'Cook {{dish}} slowly', 'Slower');
  await desk.galley('label', 'acts/Chef', 'production', 'v1', '--reason', 'first');
  await desk.galley('export', 'all.json');
  const other = await newWorkspace();
  expect(await other.json('import', desk.path('all.json'))).toMatchObject({ prompts: 2, versions: 3 });
  for (const what of [
    ['show', 'acts/Chef'],
    ['show', 'acts/Chef@production'],
    ['show', 'acts/Poet'],
  ]) {
    const [here, there] = [await desk.json<Shown>(...what), await other.json<Shown>(...what)];
    expect([there.content, there.number, there.message]).toEqual([here.content, here.number, here.message]);
  }
});

type Shown = { content: unknown; number: number; message: string };
