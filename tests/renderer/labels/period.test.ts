import { expect, test } from 'vitest';
import { dayOf, daysFrom, periodOf } from '../../../renderer/labels/report/period.ts';

const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();

test('this week began on Monday at midnight, also seen from a Sunday', () => {
  const monday = at(2026, 10, 16);
  for (const now of [monday, at(2026, 10, 18, 12), at(2026, 10, 22, 23, 59)])
    expect(periodOf('week', now)).toEqual({ since: monday, until: now });
  expect(periodOf('week', at(2026, 10, 23)).since).toBe(at(2026, 10, 23));
});

test('so many days are counted back from now', () => {
  const now = at(2026, 10, 18, 12);
  expect(periodOf('7', now).since).toBe(now - 7 * 86_400_000);
  expect(periodOf('30', now).since).toBe(now - 30 * 86_400_000);
});

test('chosen days are counted whole, both ends included', () => {
  expect(daysFrom('2026-11-16', '2026-11-22')).toEqual({ since: at(2026, 10, 16), until: at(2026, 10, 23) });
  expect(daysFrom('2026-11-16', '2026-11-16')).toEqual({ since: at(2026, 10, 16), until: at(2026, 10, 17) });
  expect(daysFrom('2026-11-17', '2026-11-16')).toBeNull();
  expect(daysFrom('', '2026-11-16')).toBeNull();
  expect(daysFrom('2026-02-31', '2026-11-16')).toBeNull();
  expect(dayOf(at(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});
