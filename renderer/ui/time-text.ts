const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment seen from `now`, both in milliseconds since 1970: `now`, `5 min ago`, `14:02` today, `Tue 14:02` within a week,
 *  `12 Nov` within a year, then with the year. */
export function relativeTime(at: number, now: number): string {
  const age = now - at;
  if (age < MINUTE) return 'now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  const date = new Date(at);
  const today = new Date(now);
  if (age < DAY && date.getDate() === today.getDate()) return clock.format(date);
  if (age < 6 * DAY) return `${weekday.format(date)} ${clock.format(date)}`;
  if (date.getFullYear() === today.getFullYear()) return day.format(date);
  return dayAndYear.format(date);
}

/** The whole moment, in this device's time zone. */
export function exactTime(at: number): string {
  return exact.format(new Date(at));
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });
