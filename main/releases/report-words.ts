import type { Report, ReportedPrompt } from '../../shared/contract/label-calls.ts';

/** What a report says in every form it is written in. Text as people wrote it: each form escapes it by its own rules. */

export function titleOf(report: Report): string {
  return `What changed in ${report.label}`;
}

/** `16 Nov 2026, 00:00 to 23 Nov 2026, 18:20`, in this machine's time. */
export function periodOf({ since, until }: Report): string {
  return `${moment(since)} to ${moment(until)}`;
}

const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

export function moment(at: number): string {
  return format.format(new Date(at));
}

export function wayOf({ before, after }: Pick<ReportedPrompt, 'before' | 'after'>): string {
  return `${endOf(before)} → ${endOf(after)}`;
}

export function endOf(end: ReportedPrompt['before']): string {
  return end === null ? 'no version' : `v${end.number}`;
}
