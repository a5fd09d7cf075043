import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../../shared/ids.ts';
import { Refused } from '../../../shared/reply.ts';
import { syncFolder } from '../../registry/durable.ts';
import { sha256 } from '../../registry/sha256.ts';

/** Secrets in files of mode 0600 in a folder of mode 0700. On Windows the user's profile keeps others out. */
export class FileSecrets {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  get(name: string): string | null {
    const file = this.fileOf(name);
    if (!existsSync(file)) return null;
    closeToOthers(file, 0o600);
    return readFileSync(file, 'utf8');
  }

  /** On disk when it returns. Throws `Refused('secret-not-kept')`. */
  set(name: string, secret: string): void {
    const file = this.fileOf(name);
    const partial = `${file}.${newId()}.partial`;
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      closeToOthers(this.folder, 0o700);
      const handle = openSync(partial, 'wx', 0o600);
      try {
        writeSync(handle, secret);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(partial, file);
      syncFolder(this.folder);
    } catch (error) {
      if (existsSync(partial)) rmSync(partial);
      const { code } = error as NodeJS.ErrnoException;
      throw new Refused(
        'secret-not-kept',
        `A key could not be kept in ${this.folder} (${code ?? 'unknown'}). Make room there, or allow yourself to write to it, and try again.`,
      );
    }
  }

  remove(name: string): void {
    rmSync(this.fileOf(name), { force: true });
  }

  // A hash: an address holds letters that names of files cannot.
  private fileOf(name: string): string {
    return join(this.folder, `${sha256(name).slice(0, 32)}.secret`);
  }
}

/** A copy or a restored backup may have opened it to others. */
function closeToOthers(path: string, mode: number): void {
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) chmodSync(path, mode);
}
