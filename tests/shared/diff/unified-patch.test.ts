import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { unifiedPatch } from '../../../shared/diff/unified-patch.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-patch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// Outside a repository, `git apply` works on the files of the folder it is called in.
const git = (args: string[]) => execFileSync('git', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

function applied(path: string, left: string | null, patch: string): string | null {
  const file = join(folder, path);
  rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  if (left !== null) writeFileSync(file, left);
  writeFileSync(join(folder, 'the.patch'), patch);
  git(['apply', '--whitespace=nowarn', 'the.patch']);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

const text = fc
  .array(fc.constantFrom('a', 'b', 'c d', '', '-x', '+y', '\\ No newline', ' ', '@@ -1 +1 @@', 'é\r', '--- a/x'), {
    maxLength: 24,
  })
  .chain((lines) => fc.constantFrom(lines.join('\n'), lines.map((line) => `${line}\n`).join('')));

test('git applies every patch, and the file is the other text then', { timeout: 180_000 }, () => {
  fc.assert(
    fc.property(text, text, (left, right) => {
      const patch = unifiedPatch('some folder/a prompt.prompt', left, right);
      if (left === right) expect(patch).toBe('');
      else expect(applied('some folder/a prompt.prompt', left, patch)).toBe(right);
    }),
    { numRuns: 120 },
  );
});

test('files that come and go', () => {
  expect(applied('new.prompt', null, unifiedPatch('new.prompt', null, 'one\ntwo'))).toBe('one\ntwo');
  expect(applied('new.prompt', null, unifiedPatch('new.prompt', null, ''))).toBe('');
  expect(applied('old.prompt', 'one\n', unifiedPatch('old.prompt', 'one\n', null))).toBeNull();
});

test('names with quotes and letters of every script are found again', () => {
  const path = 'größe/„a“ "b".prompt';
  expect(applied(path, 'one\n', unifiedPatch(path, 'one\n', 'two\n'))).toBe('two\n');
});

test('it reads as diff -u writes it', () => {
  const left = Array.from({ length: 12 }, (_, index) => `line ${index + 1}\n`);
  expect(unifiedPatch('p.prompt', left.join(''), left.with(1, 'second\n').with(11, 'last').join(''))).toBe(
    [
      'diff --git a/p.prompt b/p.prompt',
      '--- a/p.prompt',
      '+++ b/p.prompt',
      '@@ -1,5 +1,5 @@',
      ' line 1',
      '-line 2',
      '+second',
      ' line 3',
      ' line 4',
      ' line 5',
      '@@ -9,4 +9,4 @@',
      ' line 9',
      ' line 10',
      ' line 11',
      '-line 12',
      '+last',
      '\\ No newline at end of file',
      '',
    ].join('\n'),
  );
});
