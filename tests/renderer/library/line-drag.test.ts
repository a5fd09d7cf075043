import { expect, test } from 'vitest';
import { draggedWith, dropFolder, mayDrop } from '../../../renderer/library/line-drag.ts';
import { buildTree, folderKey, visibleRows, type TreeRow } from '../../../renderer/library/tree.ts';
import { row as rowNamed } from './rows.ts';

const names = ['sales/first', 'support/deep/one', 'support/reply', 'support/triage', 'zebra'];
const prompts = names.map((name) => rowNamed(name));
const rows = visibleRows(buildTree(prompts), () => true);
const folder = (path: string): TreeRow => rows.find((row) => row.key === folderKey(path))!;
const prompt = (name: string): TreeRow => rows.find((row) => row.kind === 'prompt' && row.prompt.name === name)!;
const taken = (row: TreeRow, ...chosen: TreeRow[]) => {
  const dragged = draggedWith(row, new Set(chosen.map(({ key }) => key)), rows);
  return { folders: dragged.folders, prompts: dragged.prompts.map(({ name }) => name) };
};

const dragged = (row: TreeRow) => draggedWith(row, new Set(), rows);

test('a line that is not chosen is dragged alone, a chosen one with all the others', () => {
  expect(taken(prompt('zebra'), prompt('support/reply'))).toEqual({ folders: [], prompts: ['zebra'] });
  expect(taken(prompt('zebra'), prompt('support/reply'), prompt('zebra'))).toEqual({
    folders: [],
    prompts: ['support/reply', 'zebra'],
  });
});

test('what lies in a dragged folder goes with it, and is not moved a second time', () => {
  const chosen = [folder('support'), folder('support/deep'), prompt('support/reply'), prompt('zebra')];
  expect(taken(folder('support'), ...chosen)).toEqual({ folders: ['support'], prompts: ['zebra'] });
});

test('a drop on a prompt goes to its folder', () => {
  expect(dropFolder(prompt('support/reply'))).toBe('support');
  expect(dropFolder(folder('support/deep'))).toBe('support/deep');
  expect(dropFolder(prompt('zebra'))).toBe('');
});

test('nothing is dropped where it is already, and no folder into itself', () => {
  expect(mayDrop(dragged(prompt('support/reply')), 'support')).toBe(false);
  expect(mayDrop(dragged(prompt('support/reply')), 'sales')).toBe(true);
  expect(mayDrop(dragged(folder('support')), 'support')).toBe(false);
  expect(mayDrop(dragged(folder('support')), 'support/deep')).toBe(false);
  expect(mayDrop(dragged(folder('support')), '')).toBe(false);
  expect(mayDrop(dragged(folder('support')), 'sales')).toBe(true);
  expect(mayDrop(dragged(folder('support/deep')), '')).toBe(true);
});
