import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf, folderError } from './folder-failures.ts';
import { RemoteError } from './remote.ts';
import { synchroniserOf, type Surroundings } from './synchronisers.ts';

/** Throws `not-capable` where `folder`, or what it leads to through links, is copied between devices by a program. Two devices would each
 *  make “the next” segment in their own copy, and the program would keep one of them. */
export async function refuseSyncedFolder(folder: string, around: Surroundings = here()): Promise<void> {
  for (const path of new Set([resolve(folder), await realPath(resolve(folder))])) {
    const name = await synchroniserOf(path, around);
    if (name !== null)
      throw new RemoteError(
        'not-capable',
        `${folder} is kept in step by ${name}, which copies files later and on its own: two people writing at once would each believe they came first, and work would be lost. Use a folder on a shared drive, PostgreSQL or S3.`,
      );
  }
}

function here(): Surroundings {
  return { home: homedir(), platform: process.platform, env: process.env };
}

/** Where `path` leads through links; the nearest folder above decides for what is not there yet. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw folderError(error, path, 'read');
    return join(await realPath(dirname(path)), basename(path));
  }
}
