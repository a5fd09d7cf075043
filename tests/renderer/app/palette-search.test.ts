import { expect, test } from 'vitest';
import { findCommands, findPrompts } from '../../../renderer/app/palette-search.ts';
import type { Command } from '../../../renderer/state/commands.ts';
import { row } from '../library/rows.ts';

const run = () => undefined;
const COMMANDS: Command[] = [
  { id: 'export', title: 'Export…', group: 'Library', run },
  { id: 'import', title: 'Import…', group: 'Library', keywords: ['csv'], run },
  { id: 'rename', title: 'Rename', group: 'Library', enabled: false, run },
  { id: 'palette', title: 'Go to…', hidden: true, run },
];
const ids = (text: string, recent: string[] = []) => findCommands(COMMANDS, text, recent).map(({ id }) => id);

test('commands are found by title, group and keyword', () => {
  expect(ids('imp')).toEqual(['import']);
  expect(ids('csv')).toEqual(['import']);
  expect(ids('library port')).toEqual(['export', 'import']);
});

test('what was used lately comes first, what cannot be run now comes last and only when asked for', () => {
  expect(ids('', ['import'])).toEqual(['import', 'export']);
  expect(ids('library')).toEqual(['export', 'import', 'rename']);
});

test('a command of two areas is offered once', () => {
  expect(findCommands([...COMMANDS, ...COMMANDS], 'export', [])).toHaveLength(1);
});

const byId = (...names: string[]) => new Map(names.map((name) => [name, row(name)]));

test('prompts are found by every word of the text, those whose own name begins so first', () => {
  const found = findPrompts(byId('support/triage', 'triage/notes', 'sales/first'), 'tri', []);
  expect(found.map(({ name }) => name)).toEqual(['support/triage', 'triage/notes']);
  expect(findPrompts(byId('support/triage', 'sales/triage'), 'triage sup', []).map(({ name }) => name)).toEqual([
    'support/triage',
  ]);
});

test('without a text, the prompts used lately are offered, newest first', () => {
  expect(findPrompts(byId('a', 'b', 'c'), '', ['c', 'a']).map(({ name }) => name)).toEqual(['c', 'a']);
});
