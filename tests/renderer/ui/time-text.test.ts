import { expect, test } from 'vitest';
import { relativeTime } from '../../../renderer/ui/time-text.ts';

const now = new Date(2026, 10, 18, 14, 30).getTime();
const at = (...parts: [number, number, number, number, number]) => relativeTime(new Date(...parts).getTime(), now);

test('a moment is said as people say it: the nearer, the closer', () => {
  expect(at(2026, 10, 18, 14, 29)).toBe('1 min ago');
  expect(relativeTime(now - 20_000, now)).toBe('now');
  expect(at(2026, 10, 18, 9, 5)).toBe('09:05');
  expect(at(2026, 10, 17, 23, 59)).toBe('Tue 23:59');
  expect(at(2026, 10, 2, 8, 0)).toBe('2 Nov');
  expect(at(2024, 1, 29, 8, 0)).toBe('29 Feb 2024');
});
