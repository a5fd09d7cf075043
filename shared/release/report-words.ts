import type { Report, ReportedPrompt } from '../contract/label-calls.ts';

/** What can have happened to a prompt in a report, in the order in which it is told. */
export const KINDS: { kind: ReportedPrompt['kind']; title: string; one: string }[] = [
  { kind: 'moved', title: 'Changed', one: 'changed' },
  { kind: 'released', title: 'Newly released', one: 'newly released' },
  { kind: 'taken-off', title: 'Taken off', one: 'taken off' },
  { kind: 'returned', title: 'Moved and back where they were', one: 'moved and back where it was' },
];

/** `3 prompts in 2 releases: 2 changed, 1 newly released.`; a sentence where there are none. */
export function reportSummary(report: Report): string {
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
