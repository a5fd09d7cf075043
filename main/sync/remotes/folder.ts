import type { Stats } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { InitReport, RemoteAdapter, RemoteKind } from './adapter.ts';
import { folderError, codeOf } from './folder-failures.ts';
import { folderPath } from './folder-path.ts';
import { FolderPresence } from './folder-presence.ts';
import { watchFolder } from './folder-watch.ts';
import { flushDirectory, putFile, sharedLike, sweepTemporary } from './put-file.ts';
import { checkKey, checkRange, isKey, RemoteError } from './remote.ts';
import { refuseSyncedFolder } from './synced-folders.ts';
import { abortedAs, checkAborted, untilAborted } from './until-aborted.ts';

/** A folder on a drive of this device or of the network: a key is a file. */
export const folderKind: RemoteKind = {
  id: 'folder',
  name: 'folder',
  schemes: ['file:'],
  example: 'file:///srv/team/galley',
  secrets: [],
  placeName: (url) => basename(folderPath(url)) || folderPath(url),
  open: (url) => new FolderRemote(url),
  init: initFolder,
};

class FolderRemote implements RemoteAdapter {
  readonly url: string;
  private readonly folder: string;
  private readonly presence: FolderPresence;
  private readonly swept = new Set<string>();
  private allowed: Promise<void> | null = null;

  constructor(url: URL) {
    this.url = url.href;
    this.folder = folderPath(url);
    this.presence = new FolderPresence(this.folder);
  }

  async putIfAbsent(key: string, bytes: Uint8Array, signal?: AbortSignal): Promise<'created' | 'exists'> {
    checkKey(key);
    checkAborted(signal);
    let isReached = false;
    const work = this.put(key, bytes, () => {
      // Stopped while it was writing aside: then nothing may land after the caller was told so.
      if (signal?.aborted) throw abortedAs(signal, 'read');
      isReached = true;
    });
    return untilAborted(work, signal, () => (isReached ? 'put' : 'read'));
  }

  async get(key: string, signal?: AbortSignal): Promise<Uint8Array | null> {
    checkKey(key);
    checkAborted(signal);
    return untilAborted(this.read(key), signal, () => 'read');
  }

  async *list(prefix: string, after: string | null, signal?: AbortSignal): AsyncIterable<string> {
    checkRange(prefix, after);
    checkAborted(signal);
    const [kind] = prefix.split('/') as [string];
    const names = await untilAborted(this.names(kind), signal, () => 'read');
    const keys = names.map((name) => `${kind}/${name}`);
    yield* keys
      .filter((key) => isKey(key) && key.startsWith(prefix) && (after === null || key > after))
      .toSorted(byBytes);
  }

  watch(hear: () => void): () => void {
    return watchFolder(this.folder, hear);
  }

  async server(signal?: AbortSignal): Promise<null> {
    checkAborted(signal);
    await untilAborted(this.ready(), signal, () => 'read');
    return null;
  }

  async close(): Promise<void> {
    // Every call opens and closes its own files.
  }

  private async put(key: string, bytes: Uint8Array, reached: () => void): Promise<'created' | 'exists'> {
    const { mode } = await this.ready();
    const path = join(this.folder, key);
    if (await this.isThere(path)) return 'exists';
    const directory = dirname(path);
    await this.makeDirectory(directory, mode);
    return putFile(directory, key.slice(key.indexOf('/') + 1), bytes, { folder: this.folder, mode, reached });
  }

  private async read(key: string): Promise<Uint8Array | null> {
    await this.ready();
    try {
      return await readFile(join(this.folder, key));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw folderError(error, this.folder, 'read');
      await this.presence.check(); // the drive may have gone between the two
      return null;
    }
  }

  private async names(kind: string): Promise<string[]> {
    await this.ready();
    try {
      return await readdir(join(this.folder, kind));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw folderError(error, this.folder, 'read');
      await this.presence.check();
      return [];
    }
  }

  /** Throws where the folder is not there, or is one that a program synchronises behind our back. */
  private async ready(): Promise<Stats> {
    const found = await this.presence.check();
    this.allowed ??= refuseSyncedFolder(this.folder).catch((error: unknown) => {
      this.allowed = null; // asked again: it may be another folder by then
      throw error;
    });
    await this.allowed;
    return found;
  }

  private async isThere(path: string): Promise<boolean> {
    try {
      await stat(path);
      return true;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false;
      throw folderError(error, this.folder, 'read');
    }
  }

  private async makeDirectory(directory: string, mode: number): Promise<void> {
    try {
      await mkdir(directory);
      await chmod(directory, sharedLike(mode, 0o7777)).catch(() => undefined); // drives without modes have none to give
      await flushDirectory(this.folder);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw folderError(error, this.folder, 'write');
    }
    if (this.swept.has(directory)) return;
    this.swept.add(directory);
    await sweepTemporary(directory).catch(() => undefined); // tidying up must never stop a put
  }
}

/** Makes the folder, in one that is there: whatever lies above it may be a drive that is not mounted. */
async function initFolder(url: URL): Promise<InitReport> {
  const folder = folderPath(url);
  await refuseSyncedFolder(folder);
  if (await isDirectory(folder))
    return { steps: [{ done: false, what: `the folder ${folder}` }], forAdministrator: [], next: [] };
  const parent = dirname(folder);
  await new FolderPresence(parent).check();
  await mkdir(folder)
    .then(() => flushDirectory(parent))
    .catch((error: unknown) => {
      throw codeOf(error) === 'EEXIST'
        ? new RemoteError('bad-url', `${folder} is not a folder.`)
        : folderError(error, folder, 'write');
    });
  return { steps: [{ done: true, what: `the folder ${folder}` }], forAdministrator: [], next: [] };
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : 1;
}
