export type PeriodName = 'week' | '7' | '30' | 'custom';

/** Milliseconds since 1970; `until` is not in it. */
export type Span = { since: number; until: number };

const DAY = 86_400_000; // milliseconds

/** A period that ends now: since Monday 0:00 by this device's clock, or so many days back. */
export function periodOf(name: Exclude<PeriodName, 'custom'>, now: number): Span {
  if (name !== 'week') return { since: now - Number(name) * DAY, until: now };
  const monday = new Date(now);
  monday.setHours(0, 0, 0, 0);
  monday.setDate(monday.getDate() - ((monday.getDay() + 6) % 7));
  return { since: monday.getTime(), until: now };
}

/** When this week began. */
export function thisWeek(): number {
  return periodOf('week', Date.now()).since;
}

/** The whole days from `first` to `last` (`2026-11-23`), both included; null where either is no date or they are in the wrong
 *  order. */
export function daysFrom(first: string, last: string): Span | null {
  const since = startOf(first);
  const end = startOf(last);
  if (since === null || end === null) return null;
  // By the calendar and not by 24 hours: two days of the year are longer or shorter.
  const until = new Date(end);
  until.setDate(until.getDate() + 1);
  return until.getTime() > since ? { since, until: until.getTime() } : null;
}

function startOf(day: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!match) return null;
  const at = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return at.getMonth() === Number(match[2]) - 1 ? at.getTime() : null;
}

/** The day of a moment as `2026-11-23`, as a date field takes it. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
