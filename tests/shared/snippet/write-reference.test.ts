import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameProblem } from '../../../shared/names.ts';
import { retarget, withoutArgument, writeReference } from '../../../shared/snippet/write-reference.ts';
import { languages } from '../../../shared/template/languages.ts';
import type { Place, TemplateReference } from '../../../shared/template/template-language.ts';

const FORMATS = ['liquid', 'mustache', 'handlebars'] as const;
const AWKWARD = [
  "it's",
  'say "hi"',
  'a b',
  '1st',
  'true',
  'a.b',
  '..a',
  'a/this/b',
  'x=y',
  'é/ü',
  '{a',
  '-',
  'a}b',
  '(a)',
  'A.0',
  'a/true',
];
// A name with both kinds of quotes, a brace that closes the tag, or an escape cannot be written in a tag.
const name = fc
  .oneof(fc.constantFrom(...AWKWARD), fc.string({ minLength: 1, maxLength: 12 }))
  .filter((text) => nameProblem(text) === null)
  .filter((text) => !(text.includes('"') && text.includes("'")) && !/[{}%\n\r]/.test(text));
const argument = fc.constantFrom('product', 'tone', 'a_b');

function referenceIn(format: (typeof FORMATS)[number], text: string): TemplateReference {
  const { references, problems } = languages[format].check(text);
  expect({ text, problems, count: references.length }).toEqual({ text, problems: [], count: 1 });
  return references[0]!;
}

function edited(text: string, { from, to, insert }: Place & { insert: string }): string {
  return text.slice(0, from) + insert + text.slice(to);
}

test.each(FORMATS)('in %s, a reference that is written is read as the same', (format) => {
  fc.assert(
    fc.property(name, fc.uniqueArray(argument), fc.constantFrom('', '@v3', '@staging'), (asked, given, version) => {
      const found = referenceIn(format, `x ${writeReference(format, asked + version, given)} y`);
      expect([found.target, found.arguments.map((one) => one.name)]).toEqual([asked + version, given]);
    }),
  );
});

test.each(FORMATS)('in %s, a reference can be made to ask for anything else, and loses any argument', (format) => {
  fc.assert(
    fc.property(name, name, fc.uniqueArray(argument, { minLength: 1 }), (before, after, given) => {
      const text = `x ${writeReference(format, `${before}@v1`, given)} y`;
      const reference = referenceIn(format, text);
      const changed = referenceIn(format, edited(text, retarget(format, text, reference, `${after}@v2`)));
      expect([changed.target, changed.arguments.length]).toEqual([`${after}@v2`, given.length]);
      const index = given.length - 1;
      const less = referenceIn(format, edited(text, withoutArgument(text, reference, index)));
      expect(less.arguments.map((one) => one.name)).toEqual(given.slice(0, index));
    }),
  );
});

test('formats without snippets have no tag for them', () => {
  expect((['jinja2', 'f-string', 'text'] as const).map((format) => writeReference(format, 'a'))).toEqual([
    null,
    null,
    null,
  ]);
});
