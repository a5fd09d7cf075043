import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type SecondStart = { argv: string[]; folder: string; additionalData: unknown };

/** One process per data folder. The first gets a function that gives the lock up; a later one leaves word of itself, which
 *  the first hears, and gets null. */
export function takeInstanceLock(
  folder: string,
  additionalData: unknown,
  onSecond: (other: SecondStart) => void,
): (() => void) | null {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'standin-lock');
  if (!create(lock) && isRunning(Number(readFileSync(lock, 'utf8')))) {
    const word = join(folder, `second-${process.pid}.json`);
    writeFileSync(`${word}.new`, JSON.stringify({ argv: process.argv, folder: process.cwd(), additionalData }));
    renameSync(`${word}.new`, word);
    return null;
  }
  writeFileSync(lock, String(process.pid));
  const watcher = watch(folder, () => {
    for (const name of readdirSync(folder).filter((each) => /^second-\d+\.json$/.test(each))) {
      const other = JSON.parse(readFileSync(join(folder, name), 'utf8')) as SecondStart;
      rmSync(join(folder, name));
      onSecond(other);
    }
  });
  watcher.unref();
  return () => rmSync(lock, { force: true });
}

function create(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
