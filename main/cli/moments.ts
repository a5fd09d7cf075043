import { InvalidArgumentError } from 'commander';

const UNITS = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }; // milliseconds
const WRONG = 'It is a day such as 2026-11-16, a time such as 2026-11-16T09:30, or an age such as 7d, 12h or 2w.';

/** The moment that `text` names as a beginning, in milliseconds since 1970: an age, a day (from its first moment, in this
 *  machine's time), or a time. */
export function beginning(text: string): number {
  return ageOf(text) ?? dayOf(text)?.getTime() ?? timeOf(text);
}

/** The same as an end that is not counted itself: a day is counted whole. */
export function ending(text: string): number {
  const day = dayOf(text);
  if (day === null) return ageOf(text) ?? timeOf(text);
  day.setDate(day.getDate() + 1); // by the calendar: not every day has 24 hours
  return day.getTime();
}

function ageOf(text: string): number | null {
  const match = /^(\d{1,5})([hdw])$/.exec(text);
  return match ? Date.now() - Number(match[1]) * UNITS[match[2] as keyof typeof UNITS] : null;
}

function dayOf(text: string): Date | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return null;
  const day = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (day.getMonth() !== Number(match[2]) - 1) throw new InvalidArgumentError(WRONG);
  return day;
}

function timeOf(text: string): number {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError(WRONG);
  return at;
}
