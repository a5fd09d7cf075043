import { expect, test } from 'vitest';
import { z } from 'zod';
import { Message } from '../../../shared/content.ts';
import { PromptRow, Release, SearchHit, Version, VersionRow } from '../../../shared/contract.ts';
import { ContentDiff } from '../../../shared/diff/content-diff.ts';
import { newWorkspace } from './galley.ts';

test('every reading command answers --json with one value, in the shapes of the contract', async () => {
  const desk = await newWorkspace();
  await desk.commit('tone/formal', 'Be formal.');
  await desk.commit('tone/formal', 'Be formal and brief.', 'Shorter answers');
  await desk.galley('label', 'tone/formal', 'production', 'v2', '--reason', 'Ready');

  const list = z.array(PromptRow).parse(await desk.json('list'));
  expect(list).toMatchObject([{ name: 'tone/formal', head: 2, labels: [{ label: 'production', number: 2 }] }]);
  expect(await desk.json('list', '--label', 'staging')).toEqual([]);
  expect(await desk.json('list', 'TONE/')).toEqual(list);
  expect(await desk.json('list', 'zone')).toEqual([]);

  const hits = z.array(SearchHit).parse(await desk.json('search', 'brief'));
  expect(hits).toMatchObject([{ name: 'tone/formal', fragment: { text: 'Be formal and brief.' } }]);
  expect(await desk.json('search', 'verbose')).toEqual([]);

  const shown = Version.parse(await desk.json('show', 'tone/formal', '--version', 'v1'));
  expect(shown).toMatchObject({ number: 1, content: { messages: [{ role: 'user', text: 'Be formal.' }] } });
  expect(await desk.json('show', 'tone/formal@production')).toMatchObject({ name: 'tone/formal', number: 2 });
  expect(await desk.json('show', 'tone/formal@v1')).toMatchObject({ number: 1 });

  const history = z.array(VersionRow).parse(await desk.json('history', 'tone/formal'));
  expect(history).toMatchObject([
    { number: 2, author: 'Ana', message: 'Shorter answers', labels: ['production'] },
    { number: 1, message: 'why', parents: [] },
  ]);
  expect(history[0]!.parents).toEqual([history[1]!.id]);

  expect(ContentDiff.parse(await desk.json('diff', 'tone/formal', '1', 'production'))).toMatchObject({
    same: false,
    messages: [{ kind: 'changed', rightRole: 'user' }],
    facts: [],
  });
  expect(await desk.json('diff', 'tone/formal', 'v2', 'latest')).toMatchObject({ same: true });
  expect(z.array(Message).parse(await desk.json('render', 'tone/formal'))).toEqual([
    { role: 'user', text: 'Be formal and brief.' },
  ]);
  expect(z.array(Release).parse(await desk.json('releases'))).toMatchObject([
    { promptName: 'tone/formal', label: 'production', from: null, to: { number: 2 }, reason: 'Ready', rollback: false },
  ]);
  const verified = z.strictObject({
    stateHash: z.hex().length(64),
    viewHash: z.hex().length(64),
    changes: z.literal(5),
    pending: z.literal(0),
  });
  verified.parse(await desk.json('verify'));
}, 180_000);

test('--json and --workspace stand before the command or after it', async () => {
  const desk = await newWorkspace();
  const env = { GALLEY_WORKSPACE: '/nowhere' };
  const before = await desk.done(['--workspace', desk.workspace, '--json', 'list'], { env });
  const after = await desk.done(['list', '--workspace=work.galley', '--json'], { env });
  expect([before.stdout, after.stdout]).toEqual(['[]\n', '[]\n']);
});

test('writing commands tell what they made, too', async () => {
  const desk = await newWorkspace();
  const file = desk.file('a.txt', 'words');
  expect(await desk.json('commit', 'a', '--file', file, '-m', 'x')).toMatchObject({
    name: 'a',
    number: 1,
    isNew: true,
  });
  expect(await desk.json('label', 'a', 'staging', 'latest', '--reason', 'x')).toMatchObject({ from: null, to: 1 });
  expect(await desk.json('archive', 'a')).toMatchObject({ name: 'a', archived: true });
  expect(await desk.json('backup', 'copy.galley')).toMatchObject({ path: desk.path('copy.galley') });
  expect(await desk.json('--workspace', desk.path('new.galley'), 'init', '--name', 'Ben')).toMatchObject({
    name: 'new',
    author: 'Ben',
    path: desk.path('new.galley'),
  });
});
