import { existsSync, statSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MAX_SOURCE } from '../../../main/interchange/source-file.ts';
import { StagedFiles } from '../../../main/interchange/staged-files.ts';
import { newId } from '../../../shared/ids.ts';
import { refusalOf } from './refusal-of.ts';

describe('a file on its way', () => {
  test('holds what was written, in order, and gives it back in parts', () => {
    const files = newFiles();
    const fileId = files.begin('a.md');
    const bytes = Buffer.alloc(2_500_000, 'Grüße ');
    for (let at = 0; at < bytes.length; at += 700_001) files.append(fileId, bytes.subarray(at, at + 700_001));
    const parts: Uint8Array[] = [];
    let offset = 0;
    for (let end = false; !end;) {
      const part = files.read(fileId, offset);
      parts.push(part.bytes);
      offset += part.bytes.length;
      end = part.end;
    }
    expect(parts.length).toBeGreaterThan(1);
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    expect(files.read(fileId, bytes.length + 10)).toMatchObject({ bytes: { length: 0 }, end: true });
    expect(files.source(fileId)).toMatchObject({ path: 'a.md', size: bytes.length });
  });

  test('can be read by its owner alone', () => {
    const files = newFiles();
    const path = files.pathOf(files.begin('a.md'));
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(dirname(path)).mode & 0o077).toBe(0);
  });

  test('is known by its id only: a name never becomes a path', () => {
    const files = newFiles();
    const fileId = files.begin('../../etc/passwd');
    expect(dirname(files.pathOf(fileId))).toBe(dirname(files.pathOf(files.begin('b'))));
    expect(files.nameOf(fileId)).toBe('../../etc/passwd');
    for (const id of ['../x', newId()]) expect(refusalOf(() => files.pathOf(id))?.code).toBe('no-file');
  });

  test('that grows too large is refused and dropped', () => {
    const files = newFiles();
    const fileId = files.begin('huge.csv');
    const path = files.pathOf(fileId);
    truncateSync(path, MAX_SOURCE); // sparse: takes no room
    files.append(fileId, new Uint8Array(0));
    expect(refusalOf(() => files.append(fileId, new Uint8Array(1)))).toMatchObject({
      code: 'file-too-large',
      message: `huge.csv is larger than ${MAX_SOURCE / 1_000_000} MB, the most that Galley imports.`,
    });
    expect(existsSync(path)).toBe(false);
    expect(refusalOf(() => files.read(fileId, 0))?.code).toBe('no-file');
  });

  test('is gone once it is dropped, and all are gone at the end', () => {
    const files = new StagedFiles();
    const [one, two] = [files.begin('a'), files.begin('b')];
    const path = files.pathOf(two);
    files.drop(one);
    files.drop(one);
    expect(refusalOf(() => files.append(one, new Uint8Array(1)))?.code).toBe('no-file');
    files.clear(two);
    expect(existsSync(path)).toBe(false);
    expect(files.pathOf(two)).toBe(path);
    files.close();
    files.close();
    expect(existsSync(dirname(path))).toBe(false);
  });
});

function newFiles(): StagedFiles {
  const files = new StagedFiles();
  onTestFinished(() => files.close());
  return files;
}
