import type { PickedFile } from '../state/dialogs.ts';

/** The files someone chose with a file or folder button. The chosen folder's own name is left out of the paths: what is in
 *  it was chosen, not where it lay. */
export function pickedFiles(list: FileList | null): PickedFile[] {
  return [...(list ?? [])]
    .map((file) => ({ path: withoutFirst(file.webkitRelativePath) || file.name, file }))
    .filter(({ path }) => isWanted(path));
}

/** The files someone dropped, folders walked. */
export async function droppedFiles(data: DataTransfer): Promise<PickedFile[]> {
  // Entries must be taken before the first await: the browser empties the list after the event.
  const items = [...data.items].filter((item) => item.kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  // What is not on a disk (a picture dragged from a page) has no entry, and is a file all the same.
  if (entries.length === 0) return pickedFiles(data.files);
  const found = await Promise.all(
    entries.map((entry) => walk(entry, entry.isDirectory && entries.length === 1 ? null : '')),
  );
  return found.flat().filter(({ path }) => isWanted(path));
}

/** Hidden files (`.git`, `.DS_Store`) are nobody's prompts. */
function isWanted(path: string): boolean {
  return !path.split('/').some((part) => part.startsWith('.'));
}

function withoutFirst(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}

/** `above` is the path that stands before the entry's name; null leaves the name of this folder out. */
async function walk(entry: FileSystemEntry, above: string | null): Promise<PickedFile[]> {
  const path = above === null ? '' : above === '' ? entry.name : `${above}/${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: path === '' ? entry.name : path, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: PickedFile[] = [];
  for (;;) {
    // A folder is read a hundred entries at a time, until an empty answer.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return files;
    for (const each of some) files.push(...(await walk(each, path)));
  }
}
