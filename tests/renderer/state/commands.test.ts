import { expect, test } from 'vitest';
import { type Command, commandFor } from '../../../renderer/state/commands.ts';

const run = () => undefined;
const ctrl = (key: string) => ({ key, code: '', ctrlKey: true, metaKey: false, shiftKey: false, altKey: false });
const bare = (key: string) => ({ ...ctrl(key), ctrlKey: false });
const meant = (press: ReturnType<typeof ctrl>, commands: Command[], typing = false) =>
  commandFor(press, commands, typing)?.id;

test('of two commands with the same keys the nearer one is meant, unless it cannot be run now', () => {
  const near: Command = { id: 'merge.finish', title: 'Commit merge', shortcut: 'Ctrl+Enter', run };
  const far: Command = { id: 'prompt.commit', title: 'Commit', shortcut: 'Ctrl+Enter', run };
  expect(meant(ctrl('Enter'), [near, far])).toBe('merge.finish');
  expect(meant(ctrl('Enter'), [{ ...near, enabled: false }, far])).toBe('prompt.commit');
  expect(meant(ctrl('Enter'), [{ ...near, local: true }, far])).toBe('prompt.commit');
});

test('keys that are shown for one command are never taken by another of which they are only an alternate', () => {
  const search: Command = { id: 'find', title: 'Search', shortcut: 'Ctrl+P', alternate: 'Ctrl+F', run };
  const find: Command = { id: 'message.find', title: 'Find in the prompt', shortcut: 'Ctrl+F', run };
  expect(meant(ctrl('f'), [search, find])).toBe('message.find');
  expect(meant(ctrl('f'), [search])).toBe('find');
});

test('a bare letter or sign is left to a field being typed in, as shortcut and as alternate', () => {
  const sheet: Command = { id: 'shortcuts', title: 'Shortcuts', shortcut: '?', alternate: 'Ctrl+/', run };
  expect(meant(bare('?'), [sheet])).toBe('shortcuts');
  expect(meant(bare('?'), [sheet], true)).toBeUndefined();
  expect(meant(bare('?'), [{ ...sheet, shortcut: 'Ctrl+/', alternate: '?' }], true)).toBeUndefined();
});
