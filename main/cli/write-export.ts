import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { Refused } from '../../shared/reply.ts';
import type { WrittenFile } from '../interchange/format.ts';
import { FORMATS } from '../interchange/formats.ts';

/**
 * Writes an export where `target` says: into a `.zip`, to stdout for `-`, as the one file of that name, or into the
 * folder of that name, beside what is there. A file of the same name is replaced, in one step. Gives the paths written.
 * Throws `Refused('several-files')` where one file was named and there are more.
 */
export async function writeExport(target: string, files: WrittenFile[]): Promise<string[]> {
  const [only, ...others] = files;
  if (target === '-') {
    if (!only || others.length > 0) throw severalFiles('stdout', files.length);
    process.stdout.write(only.bytes);
    return [];
  }
  const path = resolve(target);
  const isFolder = /[/\\]$/.test(target) || statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder) return writeInto(path, files);
  if (target.toLowerCase().endsWith('.zip')) return [replaceFile(path, await zipped(files))];
  if (only && others.length === 0 && extname(target) !== '') return [replaceFile(path, only.bytes)];
  if (FORMATS.some(({ endings }) => endings.some((ending) => target.toLowerCase().endsWith(ending))))
    throw severalFiles(target, files.length);
  return writeInto(path, files);
}

function severalFiles(target: string, count: number): Refused {
  const files = count.toLocaleString('en');
  return new Refused(
    'several-files',
    `This export has ${files} files, too many for ${target}: name a folder or a .zip.`,
  );
}

async function zipped(files: WrittenFile[]): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  return zipSync(Object.fromEntries(files.map((file) => [file.path, file.bytes])), { level: 6 });
}

function writeInto(folder: string, files: WrittenFile[]): string[] {
  return files.map((file) => {
    const path = join(folder, file.path);
    if (relative(folder, path).split(sep)[0] === '..') throw new Error(`${file.path} leads out of the folder`);
    return replaceFile(path, file.bytes);
  });
}

/** The old file or the new one is there at any moment, never half of it. */
function replaceFile(path: string, bytes: Uint8Array): string {
  const partial = `${path}.${process.pid}.partial`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(partial, bytes);
    renameSync(partial, path);
    return path;
  } catch (error) {
    if (existsSync(partial)) rmSync(partial);
    throw new Refused('cannot-write', `${path} cannot be written: ${(error as Error).message}.`);
  }
}
