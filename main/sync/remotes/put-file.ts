import { randomBytes } from 'node:crypto';
import { link, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, folderError } from './folder-failures.ts';
import { RemoteError } from './remote.ts';

const TEMPORARY = '.tmp-';
const OLD_MILLISECONDS = 24 * 3_600_000;

/** Writes `bytes` to a new file `name` in `directory`, whole or not at all, and durable: a temporary file beside it, flushed, then linked
 *  under the name, which fails where the name is taken. (`O_EXCL` alone would show readers a file half written.) `reached` is told when
 *  an abort can no longer be sure that nothing landed. `folder` is how people know the place, `mode` who may read it. */
export async function putFile(
  directory: string,
  name: string,
  bytes: Uint8Array,
  { folder, mode, reached }: { folder: string; mode: number; reached: () => void },
): Promise<'created' | 'exists'> {
  const temporary = join(directory, `${TEMPORARY}${randomBytes(12).toString('hex')}`);
  try {
    await writeDurably(temporary, bytes, sharedLike(mode, 0o666)).catch((error: unknown) => {
      throw folderError(error, folder, 'write');
    });
    reached();
    if ((await linkOnce(temporary, join(directory, name), folder)) === 'exists') return 'exists';
  } finally {
    // What cannot be removed now (a virus scanner may hold it open) is swept another day.
    await unlink(temporary).catch(() => undefined);
  }
  await flushDirectory(directory).catch((error: unknown) => {
    throw folderError(error, folder, 'after-link');
  });
  return 'created';
}

/** The rights that a folder of `mode` means for what is put into it, whatever this process keeps from others by habit (umask): a folder
 *  that a team shares stays one. `within` are the bits that make sense there. */
export function sharedLike(mode: number, within: number): number {
  return (mode & within) | 0o600;
}

/** Removes temporary files that a process left when it died, a day after. Ages are told by the drive's own clock, by a file made now:
 *  a server's may be years from this device's. */
export async function sweepTemporary(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.startsWith(TEMPORARY));
  if (names.length === 0) return;
  const probe = join(directory, `${TEMPORARY}${randomBytes(12).toString('hex')}`);
  await writeDurably(probe, new Uint8Array(), 0o600);
  try {
    const now = (await stat(probe)).mtimeMs;
    for (const name of names) {
      const path = join(directory, name);
      const made = await stat(path).catch(() => null); // its writer has just removed it
      if (made !== null && now - made.mtimeMs > OLD_MILLISECONDS) await unlink(path).catch(() => undefined);
    }
  } finally {
    await unlink(probe).catch(() => undefined);
  }
}

/** Makes names in `directory` survive a power cut. */
export async function flushDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return; // a directory cannot be opened there; NTFS journals names itself
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network drives have nothing to flush in a directory.
    if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error))) throw error;
  } finally {
    await handle.close();
  }
}

async function writeDurably(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.chmod(mode).catch(() => undefined); // drives without modes have none to give
    await handle.sync();
  } finally {
    await handle.close(); // network drives may tell of a full disk only here
  }
}

async function linkOnce(temporary: string, path: string, folder: string): Promise<'created' | 'exists'> {
  try {
    await link(temporary, path);
    return 'created';
  } catch (error) {
    // NFS: a link whose answer was lost is sent again and then fails, though it is there. The count of names tells.
    if ((await namesOf(temporary)) > 1) return 'created';
    if (codeOf(error) === 'EEXIST') return 'exists';
    if (codeOf(error) === 'ENOENT')
      throw new RemoteError('busy', `${folder} changed while it was written to. Try again in a moment.`, {
        cause: error,
      });
    throw folderError(error, folder, 'link');
  }
}

async function namesOf(path: string): Promise<number> {
  return stat(path).then(
    ({ nlink }) => nlink,
    () => 1,
  );
}
