import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMATS, type TemplateFormat } from '../../../../shared/content.ts';
import { convertText, read } from '../../../../shared/template/convert/convert-text.ts';
import { lower } from '../../../../shared/template/convert/lower.ts';
import { Losses } from '../../../../shared/template/convert/losses.ts';
import { print } from '../../../../shared/template/convert/print.ts';
import { firstDifference } from '../../../../shared/template/convert/same-tree.ts';
import type { Node } from '../../../../shared/template/convert/tree.ts';
import { rendered } from '../reading.ts';
import { anyTree, anyValues, TYPES } from './arbitrary-tree.ts';

type Treed = Exclude<TemplateFormat, 'text'>;
const TREED = FORMATS.filter((format) => format !== 'text');
const PAIRS = TREED.flatMap((from) => FORMATS.filter((to) => to !== from).map((to) => [from, to] as const));
const NAMES = {
  isList: (name: string) => ['items', 'words', 'nobody'].includes(name),
  isGiven: (root: string) => TYPES.has(root),
  isBoolean: (name: string) => TYPES.get(name) === 'boolean',
};

function truthOf(format: TemplateFormat): 'liquid' | 'plain' {
  return format === 'liquid' ? 'liquid' : 'plain';
}

function lowered(tree: readonly Node[], format: Treed): Node[] {
  const from = format === 'liquid' ? 'liquid' : 'jinja2';
  return lower(tree, { source: '', from, to: format, types: TYPES, rename: (name) => name, losses: new Losses() });
}

function convert(from: TemplateFormat, to: TemplateFormat, text: string) {
  return convertText(text, { from, to, types: TYPES, rename: (name) => name });
}

describe('a text that is converted without a loss becomes the same with the same values', () => {
  test.each(PAIRS)('from %s to %s', (from, to) => {
    let exact = 0;
    fc.assert(
      fc.property(anyTree(truthOf(from)), anyValues, (tree, values) => {
        const source = print(lowered(tree, from), from, TYPES);
        const before = rendered(from, source, values);
        const { text, losses } = convert(from, to, source);
        if (losses.length > 0) return;
        exact++;
        expect(rendered(to, text, values), `${JSON.stringify(source)} → ${JSON.stringify(text)}`).toBe(before);
      }),
      { numRuns: 200 },
    );
    expect(exact).toBeGreaterThan(10);
  });
});

describe('what is printed reads back as it was meant', () => {
  test.each(TREED.filter((format) => format !== 'mustache'))('%s', (format) => {
    fc.assert(
      fc.property(anyTree(truthOf(format)), (tree) => {
        const meant = lowered(tree, format);
        const text = print(meant, format, TYPES);
        const found = read(format, text, NAMES, new Losses());
        expect(firstDifference(meant, found), text).toBeNull();
        expect(print(found, format, TYPES)).toBe(text);
      }),
    );
  });
});

// A line of mustache that holds only tags says nothing itself, and a section does not tell what it is over: such texts
// mean something else when they are read, and the converter reports that.
test('what is printed in mustache and reads back as it was meant is printed as the same, byte for byte', () => {
  let exact = 0;
  fc.assert(
    fc.property(anyTree(truthOf('mustache')), (tree) => {
      const meant = lowered(tree, 'mustache');
      const text = print(meant, 'mustache', TYPES);
      const found = read('mustache', text, NAMES, new Losses());
      if (firstDifference(meant, found) !== null) return;
      exact++;
      expect(print(found, 'mustache', TYPES)).toBe(text);
    }),
    { numRuns: 300 },
  );
  expect(exact).toBeGreaterThan(50);
});

test.each(FORMATS)('converting %s to itself changes no byte', (format) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(convert(format, format, text)).toEqual({ text, losses: [] });
    }),
  );
});

test.each(FORMATS.filter((format) => format !== 'text'))('plain text in %s is sent as it was', (format) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const converted = convert('text', format, text);
      expect(converted.losses).toEqual([]);
      expect(rendered(format, converted.text)).toBe(text);
    }),
  );
});
