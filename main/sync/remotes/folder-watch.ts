import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

/** Hears of new segments in `folder`. Network drives tell nothing of what others write, and a watch may end at any time: a hint. */
export function watchFolder(folder: string, hear: () => void): () => void {
  let root: FSWatcher | null = null;
  let log: FSWatcher | null = null;
  const watchLog = () => (log ??= watchQuietly(join(folder, 'log'), hear, () => (log = null)));
  root = watchQuietly(
    folder,
    () => {
      watchLog(); // it may just have been made
      hear();
    },
    () => (root = null),
  );
  watchLog();
  return () => {
    root?.close();
    log?.close();
  };
}

function watchQuietly(path: string, hear: () => void, ended: () => void): FSWatcher | null {
  try {
    const watcher = watch(path, { persistent: false }, (_, name) => {
      if (!name?.startsWith('.')) hear(); // nobody can use what is still written aside
    });
    watcher.on('error', () => {
      watcher.close();
      ended();
    });
    return watcher;
  } catch {
    return null; // not there yet, or a drive that cannot tell
  }
}
