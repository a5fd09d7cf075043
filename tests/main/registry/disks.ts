import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './workspace-under-test.ts';

/** The same folder in a place where nothing can be written; null where this machine allows no way to it. Permissions do
 *  not bind root, who is given a read-only mount, or files that cannot be changed. */
export function readOnly(folder: string): string | null {
  if (process.getuid?.() !== 0) {
    const all = [...readdirSync(folder).map((name) => join(folder, name)), folder];
    all.forEach((path) => chmodSync(path, path === folder ? 0o555 : 0o444));
    onTestFinished(() => all.forEach((path) => chmodSync(path, path === folder ? 0o755 : 0o644)));
    return folder;
  }
  const place = mkdirIn(temporaryFolder());
  // Unmounted lazily: SQLite lets go of a file only when no one else in the process has it open.
  if (run('mount', '--bind', folder, place)) {
    onTestFinished(() => void run('umount', '-l', place));
    if (run('mount', '-o', 'remount,ro,bind', place)) return place;
  }
  if (!run('chattr', '-R', '+i', folder)) return null;
  onTestFinished(() => void run('chattr', '-R', '-i', folder));
  return folder;
}

/** An empty disk of so many bytes; null where this machine gives none. */
export function smallDisk(bytes: number): string | null {
  const place = mkdirIn(temporaryFolder());
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', place)) return null;
  onTestFinished(() => void run('umount', '-l', place));
  return place;
}

function mkdirIn(folder: string): string {
  const place = join(folder, 'disk');
  mkdirSync(place);
  return place;
}

function run(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
