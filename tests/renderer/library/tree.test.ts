import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  buildTree,
  compareNames,
  findFolder,
  folderPaths,
  pathsTo,
  promptsBelow,
  visibleRows,
} from '../../../renderer/library/tree.ts';
import { row } from './rows.ts';

const everyOpen = () => true;
const noneOpen = () => false;

const segment = fc.constantFrom('a', 'b', 'B', 'v2', 'v10', 'ü');
const names = fc.uniqueArray(fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')));

test('folders stand before prompts, both by name, with how many prompts are below', () => {
  const tree = buildTree(['triage', 'support/reply', 'support/tone/formal', 'archive/x'].map((name) => row(name)));
  const lines = visibleRows(tree, everyOpen).map((each) =>
    each.kind === 'folder' ? `${each.depth} ${each.folder.name}/ ${each.folder.count}` : `${each.depth} ${each.name}`,
  );
  expect(lines).toEqual(['0 archive/ 1', '1 x', '0 support/ 2', '1 tone/ 1', '2 formal', '1 reply', '0 triage']);
});

test('a closed folder hides what is in it and nothing else', () => {
  const tree = buildTree(['a/one', 'b/two', 'three'].map((name) => row(name)));
  expect(visibleRows(tree, (path) => path === 'b').map(({ key }) => key)).toEqual(['f:a', 'f:b', 'p:b/two', 'p:three']);
});

test('v2 comes before v10, and case does not matter', () => {
  expect(['v10', 'B', 'v2', 'a'].toSorted(compareNames)).toEqual(['a', 'B', 'v2', 'v10']);
});

test('a prompt and a folder may share a name', () => {
  const tree = buildTree([row('support'), row('support/reply')]);
  expect(visibleRows(tree, everyOpen).map(({ key }) => key)).toEqual(['f:support', 'p:support/reply', 'p:support']);
});

test('whatever the names, every prompt stands in the open tree once, and below the top', () => {
  fc.assert(
    fc.property(names, (all) => {
      const tree = buildTree(all.map((name) => row(name)));
      const shown = visibleRows(tree, everyOpen).flatMap((each) => (each.kind === 'prompt' ? [each.prompt.name] : []));
      expect(shown.toSorted()).toEqual(all.toSorted());
      expect(tree.count).toBe(all.length);
      expect(promptsBelow(tree)).toHaveLength(all.length);
    }),
  );
});

test('whatever the names, a line knows its place among its siblings', () => {
  fc.assert(
    fc.property(names, (all) => {
      const tree = buildTree(all.map((name) => row(name)));
      const top = visibleRows(tree, noneOpen);
      expect(top.map(({ position }) => position)).toEqual(top.map((_, index) => index + 1));
      expect(top.every(({ siblings }) => siblings === top.length)).toBe(true);
    }),
  );
});

test('whatever the names, each folder is found by its path', () => {
  fc.assert(
    fc.property(names, (all) => {
      const tree = buildTree(all.map((name) => row(name)));
      for (const path of folderPaths(tree)) expect(findFolder(tree, path)?.path).toBe(path);
    }),
  );
});

test('a line of a/b/c needs a, a/b and a/b/c open', () => {
  expect(pathsTo('a/b/c')).toEqual(['a', 'a/b', 'a/b/c']);
  expect(pathsTo('')).toEqual([]);
});
