import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  closeSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../shared/ids.ts';
import { Refused } from '../../shared/reply.ts';
import { MAX_SOURCE, openSource, type OpenedSource } from './source-file.ts';

/** Bytes given back by one `read`. */
const CHUNK = 1024 * 1024;

/** Files on their way between a window and the workspace, in a folder of their own that is removed at the end. A window
 *  names them by id only: it never sees or chooses a path. */
export class StagedFiles {
  private folder: string | null = null;
  private readonly names = new Map<string, string>();

  begin(name: string): string {
    const fileId = newId();
    this.names.set(fileId, name);
    writeFileSync(this.pathOf(fileId), '', { mode: 0o600 });
    return fileId;
  }

  append(fileId: string, bytes: Uint8Array): void {
    const path = this.pathOf(fileId);
    if (statSync(path).size + bytes.length > MAX_SOURCE) {
      const name = this.names.get(fileId)!;
      this.drop(fileId);
      throw new Refused(
        'file-too-large',
        `${name} is larger than ${MAX_SOURCE / 1_000_000} MB, the most that Galley imports.`,
      );
    }
    appendFileSync(path, bytes);
  }

  /** Takes the empty file away and keeps its place, for a writer that makes its own. */
  clear(fileId: string): void {
    rmSync(this.pathOf(fileId), { force: true });
  }

  read(fileId: string, offset: number): { bytes: Uint8Array; end: boolean } {
    const path = this.pathOf(fileId);
    const handle = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(CHUNK);
      const count = readSync(handle, bytes, 0, CHUNK, offset);
      return { bytes: bytes.subarray(0, count), end: offset + count >= statSync(path).size };
    } finally {
      closeSync(handle);
    }
  }

  source(fileId: string): OpenedSource {
    return openSource(this.pathOf(fileId), this.names.get(fileId)!);
  }

  /** Where the bytes of `fileId` lie. Throws `Refused('no-file')`. */
  pathOf(fileId: string): string {
    if (!this.names.has(fileId)) throw new Refused('no-file', 'That file is not here any more; choose it again.');
    this.folder ??= mkdtempSync(join(tmpdir(), 'galley-'));
    return join(this.folder, fileId);
  }

  nameOf(fileId: string): string {
    this.pathOf(fileId);
    return this.names.get(fileId)!;
  }

  drop(fileId: string): void {
    if (!this.names.delete(fileId) || this.folder === null) return;
    rmSync(join(this.folder, fileId), { force: true });
  }

  close(): void {
    if (this.folder !== null && existsSync(this.folder)) rmSync(this.folder, { recursive: true, force: true });
    this.folder = null;
    this.names.clear();
  }
}
