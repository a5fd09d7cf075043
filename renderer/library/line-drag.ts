import { folderOf } from '../../shared/names.ts';
import type { TreeRow } from './tree.ts';

/** What is being dragged: folders keep what is in them together; prompts of a dragged folder go with it. */
export type Dragged = { folders: string[]; prompts: { id: string; name: string }[] };

/** What goes along when `row` is taken: everything chosen where it is one of the chosen, else itself alone. */
export function draggedWith(row: TreeRow, selected: ReadonlySet<string>, rows: readonly TreeRow[]): Dragged {
  const taken = selected.has(row.key) ? rows.filter((each) => selected.has(each.key)) : [row];
  const paths = taken.flatMap((each) => (each.kind === 'folder' ? [each.folder.path] : []));
  const folders = paths.filter((path) => !paths.some((other) => isBelow(path, other)));
  const prompts = taken.flatMap((each) => (each.kind === 'prompt' ? [each.prompt] : []));
  return {
    folders,
    prompts: prompts.filter(({ name }) => !folders.some((path) => isBelow(name, path))),
  };
}

/** The folder that a drop on this line goes to; '' is the top. */
export function dropFolder(row: TreeRow): string {
  return row.kind === 'folder' ? row.folder.path : folderOf(row.prompt.name);
}

/** False where nothing would move, or a folder would go into itself. */
export function mayDrop({ folders, prompts }: Dragged, folder: string): boolean {
  if (folders.some((path) => path === folder || isBelow(folder, path))) return false;
  return folders.some((path) => folderOf(path) !== folder) || prompts.some(({ name }) => folderOf(name) !== folder);
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
