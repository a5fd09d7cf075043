import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Desk, newWorkspace } from './galley.ts';

const wrong: [what: string, args: string[], says: string | RegExp][] = [
  ['an unknown command', ['lst'], 'Did you mean list?'],
  ['an unknown option', ['list', '--labels', 'x'], 'Did you mean --label?'],
  ['a missing argument', ['show'], "Missing required argument 'name'"],
  ['an argument too many', ['list', 'a', 'b'], /too many arguments/i],
  ['a commit without a message', ['commit', 'a', '--stdin'], '--message'],
  ['a commit of nothing', ['commit', 'a', '-m', 'x'], '--stdin'],
  ['a commit of two things', ['commit', 'a', '--stdin', '--file', 'f', '-m', 'x'], 'cannot be used with'],
  ['a label move without a reason', ['label', 'a', 'production', 'v1'], '--reason'],
  ['a rollback without a reason', ['rollback', 'a', 'production'], '--reason'],
  ['an unknown format', ['import', 'f', '--format', 'docx'], 'Allowed choices are galley'],
  ['a version that is no number', ['show', 'a', '--version', 'newest'], 'A version is named like v3.'],
  ['a label and a version together', ['show', 'a', '--version', 'v1', '--label', 'production'], 'cannot be used with'],
  ['a version named twice', ['render', 'a@v1', '--label', 'production'], 'A version is named once'],
  ['a value without a name', ['render', 'a@v1', '--var', 'nothing'], 'NAME=VALUE'],
  ['an export whose format nobody said', ['export', 'folder'], '--format'],
];

test.each(wrong)('%s is wrong usage, whether or not there is a workspace', async (_, args, says) => {
  const desk = new Desk();
  expect(await desk.refused(args, {}, 2)).toMatch(says);
});

test('no command at all shows how Galley is used, as wrong usage; asking for help is done', async () => {
  const desk = new Desk();
  const bare = await desk.run([]);
  expect(bare).toMatchObject({ code: 2, stdout: '' });
  expect(bare.stderr).toContain('Usage: galley');
  for (const args of [['--help'], ['help'], ['help', 'render'], ['render', '--help'], ['--version']])
    expect(await desk.run(args)).toMatchObject({ code: 0, stderr: '' });
});

const refusals: [what: string, args: string[], says: string][] = [
  ['a prompt that is not there', ['show', 'suport/reply'], 'Did you mean “support/reply”?'],
  ['a prompt named without its folder', ['history', 'reply'], 'Did you mean “support/reply”?'],
  ['a version that is not there', ['show', 'support/reply', '--version', 'v9'], 'its newest version is v2'],
  ['a label that is not there', ['show', 'support/reply@beta'], 'its labels are staging'],
  ['a render without a production version', ['render', 'support/reply'], '--label latest'],
  ['a move to a version that is not there', ['label', 'support/reply', 'production', 'v3', '--reason', 'x'], 'no v3'],
  ['a label that reads as a version', ['label', 'support/reply', 'v7', 'v1', '--reason', 'x'], 'reads as a version'],
  ['a label nobody sets', ['label', 'support/reply', 'latest', 'v1', '--reason', 'x'], 'cannot be set'],
  ['a label with capitals', ['label', 'support/reply', 'Prod', 'v1', '--reason', 'x'], 'A label is'],
  ['a move to where the label is', ['label', 'support/reply', 'staging', 'v1', '--reason', 'x'], 'is on v1 already'],
  [
    'a rollback of a label that never moved',
    ['rollback', 'support/reply', 'staging', '--reason', 'x'],
    'no other version',
  ],
  [
    'a rollback of a label that is not there',
    ['rollback', 'support/reply', 'beta', '--reason', 'x'],
    'is on no version',
  ],
  ['a comparison with no draft', ['diff', 'support/reply', 'v1', 'draft'], 'no draft'],
  ['a file that is not there', ['commit', 'new', '--file', 'nowhere.txt', '-m', 'x'], 'nowhere.txt is not there'],
  ['an import of what is not there', ['import', 'nowhere'], 'nowhere is not there'],
  ['a name that climbs out', ['commit', '../up', '--stdin', '-m', 'x'], 'cannot hold “..”'],
  ['a name with “@”', ['commit', 'a@b', '--stdin', '-m', 'x'], 'cannot hold “@”'],
  ['a name of 10,000 characters', ['commit', 'n'.repeat(10_000), '--stdin', '-m', 'x'], 'this one has 10,000'],
  ['an export of nothing', ['export', 'out.csv', 'nothing/here'], 'begins with “nothing/here”'],
  ['a backup over a file', ['backup', 'work.galley'], 'never replaces a file'],
  ['a second workspace in its place', ['init'], 'already'],
];

test('what cannot be done is refused: 1, one sentence on stderr, nothing on stdout, nothing changed', async () => {
  const desk = await newWorkspace();
  await desk.commit('support/reply', 'one');
  await desk.commit('support/reply', 'two');
  await desk.galley('label', 'support/reply', 'staging', 'v1', '--reason', 'try');
  const before = await desk.json('verify');
  for (const [, args, says] of refusals) {
    expect(await desk.refused(args, { stdin: 'words' })).toContain(says);
  }
  expect(await desk.json('verify')).toEqual(before);
}, 120_000);

test('an unchanged commit is refused', async () => {
  const desk = await newWorkspace();
  await desk.commit('a', 'words');
  expect(await desk.refused(['commit', 'a', '--stdin', '-m', 'again'], { stdin: 'words' })).toBe(
    'This is the same as v1, the newest version of “a”.',
  );
  expect(await desk.json('history', 'a')).toHaveLength(1);
});

test('a commit that is refused does not leave an empty prompt behind', async () => {
  const desk = await newWorkspace();
  await desk.refused(['commit', 'new', '--stdin', '-m', 'm'.repeat(6_000)], { stdin: 'words' });
  await desk.refused(['commit', 'empty', '--stdin', '-m', 'm'], { stdin: '' });
  expect(await desk.json('list')).toEqual([]);
});

test('every command but init asks for a workspace that is there', async () => {
  const desk = new Desk();
  for (const args of [['list'], ['verify'], ['releases'], ['search', 'x'], ['backup', 'b'], ['import', '.']])
    expect(await desk.refused(args)).toContain('Make one with “galley init”');
});

test('a file that is no workspace is refused and left as it is', async () => {
  const desk = new Desk();
  desk.file('work.galley', 'a letter to my mother');
  for (const args of [['list'], ['commit', 'a', '--stdin', '-m', 'x'], ['init'], ['verify']]) await desk.refused(args);
  expect(readFileSync(desk.workspace, 'utf8')).toBe('a letter to my mother');
});
