import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newWorkspace } from './galley.ts';

test('a patch turns the exported file of one version into that of another', async () => {
  const desk = await newWorkspace();
  await desk.commit('support/reply drafter', 'Dear {{name}},\nyour ticket has arrived.\nRegards\n');
  await desk.galley('export', desk.path('out'), '--format', 'dotprompt');
  await desk.commit('support/reply drafter', 'Dear {{name}},\nyour ticket is here!\nRegards\nThe team');
  const patch = desk.file('the.patch', await desk.galley('diff', 'support/reply drafter', 'v1', 'v2', '--patch'));
  execFileSync('git', ['apply', '-p1', patch], { cwd: desk.path('out') });
  await desk.galley('export', desk.path('new'), '--format', 'dotprompt');
  const text = (folder: string) => readFileSync(desk.path(`${folder}/support/reply drafter.prompt`), 'utf8');
  expect(text('out')).toBe(text('new'));
}, 180_000);

test('a version of one prompt is compared with one of another, and --exit-code tells whether they differ', async () => {
  const desk = await newWorkspace();
  await desk.commit('tone/formal', 'Be formal.');
  await desk.commit('tone/friendly', 'Be friendly.');
  await desk.commit('tone/copy', 'Be formal.');
  const lines = [
    '--- tone/formal v1',
    '+++ tone/friendly v1 [latest]',
    '@@ message 1, user @@',
    '-Be formal.',
    '+Be friendly.',
    '',
  ];
  expect(await desk.galley('diff', 'tone/formal', 'v1', 'latest', '--with', 'tone/friendly')).toBe(lines.join('\n'));
  expect(await desk.galley('diff', 'tone/formal', 'v1', 'tone/friendly@latest')).toBe(lines.join('\n'));
  expect(await desk.run(['diff', 'tone/formal', 'v1', 'tone/friendly@v1', '--exit-code'])).toMatchObject({ code: 1 });
  expect(await desk.run(['diff', 'tone/formal', 'v1', 'tone/copy@v1', '--exit-code'])).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'tone/formal v1 and tone/copy v1 say the same.\n',
  });
  expect(await desk.json('diff', 'tone/formal', 'v1', 'tone/friendly@v1')).toMatchObject({
    same: false,
    sides: { left: { promptName: 'tone/formal', number: 1 }, right: { promptName: 'tone/friendly', number: 1 } },
  });
  expect(await desk.refused(['diff', 'tone/formal', 'v1', 'tone/friendly@v4'])).toContain('has no v4');
}, 180_000);

test('white space can be ignored, and words marked; neither goes with a patch', async () => {
  const desk = await newWorkspace();
  await desk.commit('note', 'one  two\nthree');
  await desk.commit('note', 'one two\nthree four');
  expect((await desk.galley('diff', 'note', 'v1', 'v2', '--ignore-whitespace', '--word')).split('\n').slice(2)).toEqual(
    ['@@ message 1, user @@', ' one two', ' three{+ four+}', ''],
  );
  await desk.refused(['diff', 'note', 'v1', 'v2', '--patch', '--word'], {}, 2);
}, 180_000);
