import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { usualPort } from '../../../main/browser/usual-port.ts';

test('a workspace has one usual port, which needs no rights and is not handed out to others', () => {
  assert(
    property(string({ unit: 'grapheme' }), (path) => {
      expect(usualPort(path)).toBe(usualPort(path));
      expect(usualPort(path)).toBeGreaterThan(1_023);
      expect(usualPort(path)).toBeLessThan(32_768);
    }),
  );
});

test('different workspaces are seldom served at the same port', () => {
  const ports = Array.from({ length: 100 }, (_, at) => usualPort(`/home/ada/${at}.galley`));
  expect(new Set(ports).size).toBeGreaterThan(95);
});
