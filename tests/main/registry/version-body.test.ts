import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentIn, packBody, packFrame, unpackBody, unpackFrame } from '../../../main/registry/version-body.ts';
import { text } from '../../shared/arbitraries.ts';

const line = text.filter((text) => !text.includes('\n'));

describe('a packed body', () => {
  test('unpacks to the same text, alone and with its parent', () => {
    fc.assert(
      fc.property(text, fc.option(text), (content, parent) => {
        expect(unpackBody(packBody(content, parent), parent)).toBe(content);
      }),
    );
  });

  test.each([0, 1, 7, 127 * 1024, 129 * 1024, 1_100_000])('of %i characters keeps them all', (length) => {
    const content = 'Grüße 🙂 '
      .repeat(Math.ceil(length / 9))
      .slice(0, length)
      .toWellFormed();
    const edited = `${content.slice(0, length / 2)} edited ${content.slice(length / 2)}`.toWellFormed();
    expect(unpackBody(packBody(content, null), null)).toBe(content);
    expect(unpackBody(packBody(edited, content), content)).toBe(edited);
  });

  test('of an edited long text is as small as the edit', () => {
    const words = fc.sample(fc.string({ minLength: 5 }), { numRuns: 40_000, seed: 3 });
    const parent = words.join(' ');
    const edited = [...words.slice(0, 100), 'a new thought', ...words.slice(100)].join(' ');
    expect(packBody(edited, parent).length).toBeLessThan(packBody(edited, null).length / 100);
  });

  test('with any one byte changed gives an error or the same text, never other words', () => {
    const parent = '{"format":"liquid","messages":[{"role":"user","text":"Write a haiku about the sea."}]}';
    const content = parent.replace('sea', 'harbour at night').replace('haiku', 'sonnet');
    for (const [packed, dictionary] of [
      [packBody(content, parent), parent],
      [packBody(content, null), null],
    ] as const) {
      for (let at = 0; at < packed.length; at += 1) {
        for (let bit = 0; bit < 8; bit += 1) {
          const damaged = Buffer.from(packed);
          damaged[at]! ^= 1 << bit;
          expect([content, 'error']).toContain(attempt(() => unpackBody(damaged, dictionary)));
        }
      }
    }
  });

  test('that was cut off, or is read with another parent, is an error', () => {
    const content = 'some words '.repeat(50);
    const packed = packBody(content, 'some other words '.repeat(20));
    for (let length = 0; length < packed.length; length += 1)
      expect(attempt(() => unpackBody(packed.subarray(0, length), 'some other words '.repeat(20)))).toBe('error');
    expect(attempt(() => unpackBody(packed, 'different words '.repeat(21)))).toBe('error');
  });
});

describe('a keyframe', () => {
  test('unpacks to the texts that were packed together', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 10 }), (contents) => {
        const frame = unpackFrame(packFrame(contents));
        expect(contents.map((_, place) => contentIn(frame, place))).toEqual(contents);
        expect(contentIn(frame, contents.length)).toBeNull();
      }),
    );
  });

  test('of one text is that text packed alone', () => {
    expect(contentIn(unpackFrame(packBody('{"a":1}', null)), 0)).toBe('{"a":1}');
  });
});

function attempt(unpack: () => string): string {
  try {
    return unpack();
  } catch {
    return 'error';
  }
}
