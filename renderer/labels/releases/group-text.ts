import type { Release } from '../../../shared/contract.ts';
import type { ReleaseGroup } from '../../../shared/contract/label-calls.ts';

/** What a release moved: `support/triage`, or `12 prompts: support/triage, …`. */
export function subjectOf({ count, moves }: ReleaseGroup): string {
  const names = [...new Set(moves.map((move) => move.promptName))];
  if (count === 1) return names[0] ?? '';
  const more = count > moves.length ? ' …' : '';
  return `${count.toLocaleString('en')} labels: ${names.join(', ')}${more}`;
}

/** `v5 → v7`; null where the moves of a release went different ways. */
export function wayOf({ count, moves }: ReleaseGroup): string | null {
  const [only] = moves;
  return count === 1 && only ? stepOf(only) : null;
}

export function stepOf({ from, to }: Pick<Release, 'from' | 'to'>): string {
  return `${from ? `v${from.number}` : 'none'} → ${to ? `v${to.number}` : 'none'}`;
}

export function labelsOf({ moves }: ReleaseGroup): string[] {
  return [...new Set(moves.map((move) => move.label))];
}
