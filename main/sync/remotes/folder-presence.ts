import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { codeOf, folderError } from './folder-failures.ts';
import { RemoteError } from './remote.ts';

/** Tells a folder that is empty from one whose drive is away: an unmounted drive leaves an empty folder where it was. */
export class FolderPresence {
  private readonly folder: string;
  private wasMountPoint = false;

  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  /** What the folder says of itself. Throws `missing` where it is not there, or is only the place where its drive used to be. */
  async check(): Promise<Stats> {
    const found = await statOf(this.folder);
    if (found === null)
      throw missing(`There is no folder ${this.folder}. Make it, or mount the drive it is on; nothing was changed.`);
    if (!found.isDirectory()) throw new RemoteError('bad-url', `${this.folder} is not a folder.`);
    const parent = await statOf(dirname(this.folder));
    const isMountPoint = parent !== null && parent.dev !== found.dev;
    if (isMountPoint) this.wasMountPoint = true;
    else if (this.wasMountPoint || (isWhereDrivesAre(this.folder) && (await isEmpty(this.folder))))
      throw missing(
        `No drive is mounted at ${this.folder}. Mount it, or use a folder further in; nothing was changed.`,
      );
    return found;
  }
}

// Where systems put drives: a folder straight in one of these is a drive, or the place where one was.
const DRIVES = [/^\/mnt$/, /^\/media(\/[^/]+)?$/, /^\/run\/media\/[^/]+$/, /^\/Volumes$/];

function isWhereDrivesAre(folder: string): boolean {
  return DRIVES.some((drives) => drives.test(dirname(folder)));
}

async function isEmpty(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (names) => names.length === 0,
    (error: unknown) => {
      throw folderError(error, folder, 'read');
    },
  );
}

async function statOf(path: string): Promise<Stats | null> {
  return stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw folderError(error, path, 'read');
  });
}

function missing(sentence: string): RemoteError {
  return new RemoteError('missing', sentence);
}
