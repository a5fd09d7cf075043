import type { PromptRow } from '../../shared/contract.ts';
import { baseName, folderOf } from '../../shared/names.ts';

/** A folder is what prompts' names share up to a slash; it is nowhere stored. */
export type Folder = {
  /** Slash path; '' for the top. */
  path: string;
  name: string;
  /** Sorted by name. */
  folders: Folder[];
  /** In no order: see `sortedPrompts`. */
  prompts: PromptRow[];
  /** Prompts in it and below it. */
  count: number;
};

/** One line of the tree. `position` and `siblings` count the lines of the same folder from 1, for screen readers. */
export type TreeRow = { key: string; depth: number; position: number; siblings: number } & (
  { kind: 'folder'; folder: Folder; open: boolean } | { kind: 'prompt'; prompt: PromptRow; name: string }
);

export function promptKey(promptId: string): string {
  return `p:${promptId}`;
}

export function folderKey(path: string): string {
  return `f:${path}`;
}

/** The folders that `rows` make, with their counts. */
export function buildTree(rows: Iterable<PromptRow>): Folder {
  const top: Folder = { path: '', name: '', folders: [], prompts: [], count: 0 };
  const byPath = new Map<string, Folder>([['', top]]);
  for (const row of rows) folderAt(byPath, folderOf(row.name)).prompts.push(row);
  countAndSort(top);
  return top;
}

/** The lines in sight, from top to bottom: a folder's folders stand before its prompts. */
export function visibleRows(tree: Folder, isOpen: (path: string) => boolean): TreeRow[] {
  const rows: TreeRow[] = [];
  addRows(rows, tree, 0, isOpen);
  return rows;
}

/** A folder's own prompts by name. Sorted when first asked for: closed folders cost nothing. */
function sortedPrompts(folder: Folder): PromptRow[] {
  const known = sorted.get(folder);
  if (known !== undefined) return known;
  const prompts = folder.prompts.toSorted((a, b) => compareNames(a.name, b.name));
  sorted.set(folder, prompts);
  return prompts;
}

const sorted = new WeakMap<Folder, PromptRow[]>();

/** Every folder's path, in the order of the tree. */
export function folderPaths(tree: Folder): string[] {
  return tree.folders.flatMap((folder) => [folder.path, ...folderPaths(folder)]);
}

/** The folders that must be open for a line of this folder to be in sight: `a/b` needs `a` and `a/b`. */
export function pathsTo(folder: string): string[] {
  if (folder === '') return [];
  const parts = folder.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Every prompt in a folder and below it. */
export function promptsBelow(folder: Folder): PromptRow[] {
  return [...folder.prompts, ...folder.folders.flatMap(promptsBelow)];
}

export function findFolder(tree: Folder, path: string): Folder | undefined {
  if (path === '') return tree;
  let found: Folder | undefined = tree;
  for (const step of pathsTo(path)) {
    found = found?.folders.find((folder) => folder.path === step);
  }
  return found;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** As people file things: case aside, `v2` before `v10`. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

function folderAt(byPath: Map<string, Folder>, path: string): Folder {
  const known = byPath.get(path);
  if (known !== undefined) return known;
  const folder: Folder = { path, name: baseName(path), folders: [], prompts: [], count: 0 };
  byPath.set(path, folder);
  folderAt(byPath, folderOf(path)).folders.push(folder);
  return folder;
}

function countAndSort(folder: Folder): number {
  folder.count = folder.prompts.length;
  for (const each of folder.folders) folder.count += countAndSort(each);
  folder.folders.sort((a, b) => compareNames(a.name, b.name));
  return folder.count;
}

function addRows(rows: TreeRow[], folder: Folder, depth: number, isOpen: (path: string) => boolean): void {
  const siblings = folder.folders.length + folder.prompts.length;
  let position = 0;
  for (const each of folder.folders) {
    const open = isOpen(each.path);
    rows.push({ kind: 'folder', key: folderKey(each.path), folder: each, open, depth, position: ++position, siblings });
    if (open) addRows(rows, each, depth + 1, isOpen);
  }
  for (const prompt of sortedPrompts(folder)) {
    const name = baseName(prompt.name);
    rows.push({ kind: 'prompt', key: promptKey(prompt.id), prompt, name, depth, position: ++position, siblings });
  }
}
