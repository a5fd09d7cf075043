import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSource, sourceFrom, sourcesIn } from '../../../main/interchange/source-file.ts';
import { refusalOf } from './refusal-of.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'galley-source-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, bytes: string | Uint8Array): string {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), bytes);
  return join(folder, path);
}

describe('reading a file', () => {
  test('gives its text, its size and its beginning', () => {
    const source = openSource(put('a.md', 'żółć\n'), 'in/a.md');
    expect([source.path, source.size, source.text(), source.start()]).toEqual(['in/a.md', 9, 'żółć\n', 'żółć\n']);
  });

  test('a byte order mark is left out, and UTF-16 is read where its mark says so', () => {
    expect(openSource(put('8.md', '\ufeffé'), '8').text()).toBe('é');
    expect(openSource(put('le.md', Buffer.from('\ufeffé😀', 'utf16le')), 'le').text()).toBe('é😀');
    expect(openSource(put('be.md', Buffer.from('\ufeffé😀', 'utf16le').swap16()), 'be').text()).toBe('é😀');
  });

  test('bytes that are not UTF-8 are refused with the file and the byte', () => {
    const bytes = Buffer.concat([Buffer.from('né'), Buffer.from([0xff]), Buffer.from('x')]);
    expect(refusalOf(() => openSource(put('bad.csv', bytes), 'bad.csv').text())).toEqual({
      code: 'invalid-utf8',
      message: 'bad.csv is not valid UTF-8 at byte 3; save it as UTF-8 and import it again.',
    });
  });

  test('the byte is right wherever it lies, also across the pieces the search works in', () => {
    const size = 3 * (1 << 20);
    fc.assert(
      fc.property(fc.constantFrom('a', 'é', '€', '😀'), fc.nat({ max: size - 1 }), (letter, wanted) => {
        const width = Buffer.byteLength(letter);
        const bytes = Buffer.alloc(size - (size % width), letter);
        const fault = wanted - (wanted % width);
        bytes[fault] = 0xff;
        expect(refusalOf(() => sourceFrom('f', bytes).text())?.message).toContain(
          `at byte ${fault.toLocaleString('en')};`,
        );
      }),
      { numRuns: 12 },
    );
  });

  test('a file that ends within a character, and half a surrogate pair in UTF-16, are refused', () => {
    expect(refusalOf(() => sourceFrom('cut', Buffer.from('a€').subarray(0, 3)).text())?.message).toContain(
      'at byte 3;',
    );
    expect(refusalOf(() => sourceFrom('half', Buffer.from([0xff, 0xfe, 0x3d, 0xd8, 0x41, 0])).text())?.code).toBe(
      'invalid-utf16',
    );
  });

  test('a file over 500 MB is refused before it is read', () => {
    const disk = put('huge.csv', '');
    truncateSync(disk, 500_000_001);
    expect(refusalOf(() => openSource(disk, 'huge.csv'))).toEqual({
      code: 'file-too-large',
      message: 'huge.csv has 501 MB; Galley imports files of up to 500 MB.',
    });
  });

  test('a missing file and a folder are refused with a sentence', () => {
    expect(refusalOf(() => openSource(join(folder, 'no.csv'), 'no.csv'))?.message).toBe('no.csv is not there.');
    expect(refusalOf(() => openSource(folder, 'here'))?.message).toBe('here is not a file.');
  });
});

describe('walking a folder', () => {
  test('gives every file by its path, without dotfiles', () => {
    for (const path of ['b.md', 'a/z.md', 'a/deep/x.txt', '.hidden', '.git/config']) put(path, 'x');
    expect([...sourcesIn(folder)].map((source) => source.path)).toEqual(['a/deep/x.txt', 'a/z.md', 'b.md']);
  });

  test('links out of the folder, links to folders and broken links are passed over', () => {
    const outside = put('outside.md', 'secret');
    put('in/a.md', 'a');
    put('in/sub/b.md', 'b');
    symlinkSync(outside, join(folder, 'in/out.md'));
    symlinkSync(join(folder, 'in'), join(folder, 'in/sub/loop'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'in/broken.md'));
    symlinkSync(join(folder, 'in/a.md'), join(folder, 'in/within.md'));
    expect([...sourcesIn(join(folder, 'in'))].map((source) => source.path)).toEqual(['a.md', 'sub/b.md', 'within.md']);
  });

  test('a single file is called by its own name', () => {
    expect([...sourcesIn(put('deep/one.csv', 'x'))].map((source) => source.path)).toEqual(['one.csv']);
  });
});
