import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Content, emptyContent, printContent, readContent, textOf } from '../../shared/content.ts';
import { anyContent } from '../arbitrary-content.ts';

describe('content', () => {
  test('reads back as it was printed', () => {
    fc.assert(
      fc.property(anyContent, (value) => {
        expect(readContent(printContent(value))).toEqual(value);
      }),
    );
  });

  test('prints the same text after it was read and checked', () => {
    fc.assert(
      fc.property(anyContent, (value) => {
        const text = printContent(value);
        expect(printContent(readContent(text))).toBe(text);
      }),
    );
  });

  test('leaves empty members out, so that a later Galley can add one without changing what a version is', () => {
    expect(printContent(emptyContent())).toBe('{"format":"liquid","messages":[{"role":"user","text":""}]}');
    expect(printContent({ ...emptyContent(), settings: { model: undefined } })).toBe(printContent(emptyContent()));
  });

  test('fills in what a caller leaves out', () => {
    expect(Content.parse({})).toEqual({ ...emptyContent(), messages: [] });
  });

  test('refuses members it does not know', () => {
    expect(Content.safeParse({ ...emptyContent(), mesages: [] }).success).toBe(false);
  });
});

test('the words of a prompt are its messages, in order', () => {
  const messages = [
    { role: 'system' as const, text: 'one' },
    { role: 'user' as const, text: 'two' },
  ];
  expect(textOf({ ...emptyContent(), messages })).toBe('one\n\ntwo');
});
