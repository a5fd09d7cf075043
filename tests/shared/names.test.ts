import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LabelName, PromptName, Tag } from '../../shared/name-schemas.ts';
import {
  baseName,
  folderOf,
  labelProblem,
  MAX_NAME_LENGTH,
  nameFrom,
  nameKey,
  nameProblem,
} from '../../shared/names.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 300 });
// What imports trip over: dots, slashes, spaces, controls, replacement characters, halves of surrogate pairs.
const roughText = fc
  .array(
    fc.constantFrom(
      '.',
      '..',
      '/',
      '\\',
      ' ',
      '\u0000',
      '\u200b',
      '\ufffd',
      '\ud83d',
      '\u{1f600}',
      '@',
      'a',
      'é',
      '\u3000',
    ),
    { maxLength: 120 },
  )
  .map((parts) => parts.join(''));
const longText = fc
  .tuple(fc.integer({ min: 180, max: 205 }), roughText)
  .map(([length, tail]) => 'x'.repeat(length) + tail);

describe('the name nearest to a text', () => {
  test('can be a name, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, roughText, longText), fc.boolean(), (text, keepFolders) => {
        expect(nameProblem(nameFrom(text, keepFolders))).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  test('is a name that is one already', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, roughText), (text) => {
        const name = nameFrom(text, true);
        expect(nameFrom(name, true)).toBe(name);
      }),
    );
  });

  test.each([
    ['Linux Terminal', false, 'Linux Terminal'],
    ['a/b\\c', false, 'a-b-c'],
    ['a/b\\c', true, 'a/b/c'],
    ['../../etc/passwd', true, 'etc/passwd'],
    [' / ', true, 'untitled'],
    ['', false, 'untitled'],
    ['tabs\tand\nlines', false, 'tabs and lines'],
    ['ask@work', false, 'ask at work'],
    ['x'.repeat(10_000), false, 'x'.repeat(MAX_NAME_LENGTH)],
  ])('%#: a file’s words become an allowed name', (text, keepFolders, name) => {
    expect(nameFrom(text, keepFolders)).toBe(name);
  });
});

describe('what cannot be a name', () => {
  test.each([
    ['', 'A prompt needs a name.'],
    ['a/../b', 'A prompt name cannot hold “..” as a folder.'],
    ['./a', 'A prompt name cannot hold “.” as a folder.'],
    ['/a', 'A prompt name cannot begin or end with “/” or hold “//”.'],
    ['a//b', 'A prompt name cannot begin or end with “/” or hold “//”.'],
    ['a /b', 'A folder or prompt name cannot begin or end with a space.'],
    ['a@b', 'A prompt name cannot hold “@”.'],
    ['a\\b', 'A prompt name cannot hold a backslash.'],
    ['a\u0007b', 'A prompt name cannot hold control or invisible characters.'],
    ['a\u202eb', 'A prompt name cannot hold control or invisible characters.'],
    ['a\ud800b', 'A prompt name cannot hold control or invisible characters.'],
    ['x'.repeat(10_000), 'A prompt’s name may have 200 characters; this one has 10,000.'.replace('’', "'")],
  ])('%#: is refused in one sentence', (name, sentence) => {
    expect(nameProblem(name)).toBe(sentence);
    expect(PromptName.safeParse(name).error?.issues[0]?.message).toBe(sentence);
  });

  test('ordinary names are allowed', () => {
    for (const name of ['a', 'support/reply-drafter', 'Übersetzer', '翻訳/日本語', 'v2.1 (draft)', '…'])
      expect(nameProblem(name)).toBeNull();
  });
});

describe('the key of a name', () => {
  test('is the same for names that differ in case or composition only', () => {
    expect(nameKey('Support/Réply')).toBe(nameKey('support/réply'));
    expect(nameKey('caf\u00e9')).toBe(nameKey('cafe\u0301'));
    expect(nameKey('J\u030culy')).toBe(nameKey('\u01f0uly'));
  });

  test('is its own key, for every character', () => {
    const differing: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const key = nameKey(String.fromCodePoint(code));
      if (nameKey(key) !== key) differing.push(code.toString(16));
    }
    expect(differing).toEqual([]);
  });

  test('does not tell apart what Unicode counts as the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(nameKey(name.normalize('NFD'))).toBe(nameKey(name.normalize('NFC')));
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
    );
  });
});

test('a name is its folder and what comes after', () => {
  expect([folderOf('a/b/c'), baseName('a/b/c')]).toEqual(['a/b', 'c']);
  expect([folderOf('c'), baseName('c')]).toEqual(['', 'c']);
});

describe('labels', () => {
  test.each(['production', 'staging', 'a', 'v', 'v1a', '2024-06', 'eu_west.1', 'x'.repeat(36)])(
    '%j can be set',
    (label) => {
      expect(labelProblem(label)).toBeNull();
    },
  );

  test.each([
    ['latest', '“latest” always means the newest version; it cannot be set.'],
    ['v7', '“v7” reads as a version number; choose another label.'],
    ['42', '“42” reads as a version number; choose another label.'],
    ['', 'A label is 1 to 36 of a–z, 0–9, “_”, “.” and “-”.'],
    ['Production', 'A label is 1 to 36 of a–z, 0–9, “_”, “.” and “-”.'],
    ['a b', 'A label is 1 to 36 of a–z, 0–9, “_”, “.” and “-”.'],
    ['prod\n', 'A label is 1 to 36 of a–z, 0–9, “_”, “.” and “-”.'],
    ['x'.repeat(37), 'A label is 1 to 36 of a–z, 0–9, “_”, “.” and “-”.'],
  ])('%j cannot', (label, sentence) => {
    expect(labelProblem(label)).toBe(sentence);
    expect(LabelName.safeParse(label).error?.issues[0]?.message).toBe(sentence);
  });
});

test('a tag is trimmed, and holds no comma, no control character and no half character', () => {
  expect(Tag.parse('  for work ')).toBe('for work');
  for (const tag of ['', ' ', 'a,b', 'a\u0000b', 'x'.repeat(41), 'a\ud800'])
    expect(Tag.safeParse(tag).success).toBe(false);
});
