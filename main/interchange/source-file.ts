import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { Refused } from '../../shared/reply.ts';
import type { SourceFile } from './format.ts';
import { decodeStart, decodeText } from './text-encoding.ts';

/** Bytes one imported file may have: what the engine can hold as one text. */
export const MAX_SOURCE = 500_000_000;
const START = 65_536;

/** A source that also shows its beginning without being read whole. */
export interface OpenedSource extends SourceFile {
  /** Where it lies; null where its bytes are only in memory. */
  readonly disk: string | null;
  /** The first 64 KiB, decoded leniently: for telling what the file is. */
  start(): string;
}

/** The file at `disk`, called `path` in sentences and names. Nothing of it stays in memory: each `text()` reads it again.
 *  Throws `Refused('file-missing' | 'file-unreadable' | 'file-kind' | 'file-too-large')`. */
export function openSource(disk: string, path: string): OpenedSource {
  const size = asking(path, () => {
    const stat = statSync(disk);
    // A pipe or a device may never end.
    if (!stat.isFile()) throw new Refused('file-kind', `${path} is not a file.`);
    return stat.size;
  });
  refuseOversize(size, path);
  return {
    disk,
    path,
    size,
    text: () =>
      decodeText(
        asking(path, () => readFileSync(disk)),
        path,
      ),
    start: () => decodeStart(asking(path, () => readStart(disk))),
  };
}

/** A source whose bytes are already in memory. */
export function sourceFrom(path: string, bytes: Uint8Array): OpenedSource {
  refuseOversize(bytes.length, path);
  return {
    disk: null,
    path,
    size: bytes.length,
    text: () => decodeText(bytes, path),
    start: () => decodeStart(bytes.subarray(0, START)),
  };
}

/** The file at `disk`, or every file in that folder and the folders in it, in the order of their paths. Dotfiles are
 *  passed over, and so are links to folders and links that lead out of `disk`. */
export function* sourcesIn(disk: string): Generator<OpenedSource> {
  const name = basename(disk);
  if (!asking(name, () => statSync(disk)).isDirectory()) yield openSource(disk, name);
  else
    yield* walk(
      disk,
      '',
      asking(name, () => realpathSync(disk)),
    );
}

function* walk(root: string, folder: string, realRoot: string): Generator<OpenedSource> {
  const entries = asking(folder, () => readdirSync(join(root, folder), { withFileTypes: true }));
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(root, path, realRoot);
    else if (entry.isFile() || (entry.isSymbolicLink() && isFileWithin(join(root, path), realRoot)))
      yield openSource(join(root, path), path);
  }
}

function isFileWithin(link: string, realRoot: string): boolean {
  try {
    return realpathSync(link).startsWith(realRoot + sep) && statSync(link).isFile();
  } catch {
    return false; // a link to nothing
  }
}

function readStart(disk: string): Uint8Array {
  const file = openSync(disk, 'r');
  try {
    const bytes = new Uint8Array(START);
    return bytes.subarray(0, readSync(file, bytes, 0, START, 0));
  } finally {
    closeSync(file);
  }
}

function refuseOversize(size: number, path: string): void {
  if (size <= MAX_SOURCE) return;
  const megabytes = Math.ceil(size / 1_000_000).toLocaleString('en');
  throw new Refused(
    'file-too-large',
    `${path} has ${megabytes} MB; Galley imports files of up to ${MAX_SOURCE / 1_000_000} MB.`,
  );
}

/** What `read` gives; what the disk refuses becomes a sentence about `path`. */
function asking<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new Refused('file-missing', `${path} is not there.`);
    if (code === 'EACCES' || code === 'EPERM')
      throw new Refused('file-unreadable', `${path} may not be read by this user.`);
    if (typeof code === 'string' && code.startsWith('E'))
      throw new Refused('file-unreadable', `${path} cannot be read (${code}).`);
    throw error;
  }
}
