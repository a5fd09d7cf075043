import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { hasJournal } from './inspect-database.ts';

/** A copy of a workspace and of its journal in a folder of its own, for reading one that lies on a read-only disk. */
export function copyAside(file: string): { file: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'galley-reading-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    if (hasJournal(file)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    return { file: copy, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
