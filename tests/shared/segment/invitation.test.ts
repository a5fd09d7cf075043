import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../shared/team/roles.ts';
import { fromBase64url, toBase64url } from '../../../shared/segment/base64url.ts';
import { readInvitation, writeInvitation } from '../../../shared/segment/invitation.ts';

const invitation = {
  workspace: 'a'.repeat(64),
  name: 'Acme – prompts 🖋',
  head: { number: 12, hash: 'b'.repeat(64) },
  remote: 's3://bucket/prefix?endpoint=https://s3.example.com',
  role: 'editor' as const,
  from: 'Ana',
};
const written = writeInvitation(invitation);

describe('an invitation', () => {
  test('says what it was made of', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        word,
        word,
        word,
        fc.constantFrom(...ROLES),
        fc.integer({ min: 1 }),
        (name, remote, from, role, number) => {
          const made = { ...invitation, name, remote, from, role, head: { number, hash: 'c'.repeat(64) } };
          const text = writeInvitation(made);
          expect(text).toMatch(/^galley-[\w-]+\.[\w-]{4}$/);
          expect(readInvitation(text)).toEqual({ ok: true, value: { v: 1, ...made } });
        },
      ),
    );
  });

  test.each([
    ['with a sentence around it', `Hi Ben! Here it is: ${written} – see you`],
    ['in quotes', `“${written}”`],
    ['in code marks', `\`\`\`\n${written}\n\`\`\``],
    ['broken into lines', written.replaceAll(/.{60}/g, '$&\r\n')],
    ['quoted in a reply', written.replaceAll(/.{60}/g, '$&\n> ')],
    ['with marks nobody sees', `\ufeff${written.slice(0, 50)}\u200b${written.slice(50)}`],
    ['at the end of a sentence', `${written}.`],
  ])('is understood %s', (_, pasted) => {
    expect(readInvitation(pasted)).toEqual({ ok: true, value: { v: 1, ...invitation } });
  });

  test('that was cut off is refused wherever it was cut', () => {
    for (let length = 7; length < written.length; length += 1) expect(codeOf(written.slice(0, length))).toBe('cut-off');
  });

  test('with any letter changed is refused', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 7, max: written.length - 1 }),
        fc.constantFrom('A', 'z', '0', '-', '.', '*'),
        (at, letter) => {
          fc.pre(written[at] !== letter);
          expect(codeOf(written.slice(0, at) + letter + written.slice(at + 1))).toMatch(/^(cut-off|changed)$/);
        },
      ),
    );
  });

  test('of a newer Galley asks for an update; what is none is told so', () => {
    const newer = { ...invitation, v: 2, surprise: true };
    expect(codeOf(writeInvitation(newer))).toBe('update-galley');
    expect(codeOf(writeInvitation({ ...invitation, role: 'king' as never }))).toBe('bad-invitation');
    expect(codeOf('hello')).toBe('no-invitation');
    expect(codeOf(' \n')).toBe('no-invitation');
  });
});

test('base64url gives back any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fromBase64url(toBase64url(text))).toBe(text);
    }),
  );
  for (const none of ['*', 'A', '_w']) expect(fromBase64url(none)).toBeNull();
});

function codeOf(pasted: string): string {
  const read = readInvitation(pasted);
  if (read.ok) return '';
  expect(read.error.message).toMatch(/\.$/);
  return read.error.code;
}
