import type { Report, ReportedPrompt } from '../../shared/contract/label-calls.ts';

/** What a report says in every form it is written in. Text as people wrote it: each form escapes it by its own rules. */

export const KINDS: { kind: ReportedPrompt['kind']; title: string; one: string }[] = [
  { kind: 'moved', title: 'Changed', one: 'changed' },
  { kind: 'released', title: 'Newly released', one: 'newly released' },
  { kind: 'taken-off', title: 'Taken off', one: 'taken off' },
  { kind: 'returned', title: 'Moved and back where they were', one: 'moved and back where it was' },
];

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

/** `3 prompts: 2 changed, 1 newly released.`; a sentence where there are none. */
export function summaryOf(report: Report): string {
  const { prompts, label } = report;
  if (prompts.length === 0) return `No release moved “${label}” in this time.`;
  const parts = KINDS.map(({ kind, one }) => ({ one, count: prompts.filter((each) => each.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ one, count }) => `${count.toLocaleString('en')} ${one}`);
  const moves = new Set(prompts.flatMap((prompt) => prompt.releases.map((release) => release.moveId))).size;
  return `${counted(prompts.length, 'prompt')} in ${counted(moves, 'release')}: ${parts.join(', ')}.`;
}

function counted(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}

export function wayOf({ before, after }: Pick<ReportedPrompt, 'before' | 'after'>): string {
  return `${endOf(before)} → ${endOf(after)}`;
}

export function endOf(end: ReportedPrompt['before']): string {
  return end === null ? 'no version' : `v${end.number}`;
}
