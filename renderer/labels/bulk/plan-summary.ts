import type { MoveSource } from '../../../shared/contract/label-calls.ts';
import type { Plan } from './use-plan.ts';

/** What a plan comes to, in a sentence or three. */
export function planSummary({ rows, same, missing }: Plan, label: string, from: MoveSource): string {
  const parts = [rows.length === 0 ? 'Nothing would change.' : `${counted(rows.length)} would change.`];
  if (same > 0) parts.push(`On ${counted(same)} ${label} is there already.`);
  if (missing > 0) parts.push(missingText(missing, label, from));
  return parts.join(' ');
}

function missingText(missing: number, label: string, from: MoveSource): string {
  if (from.kind === 'latest') return `${counted(missing)} ${missing === 1 ? 'has' : 'have'} no version yet.`;
  return `${counted(missing)} ${missing === 1 ? 'has' : 'have'} no ${from.kind === 'off' ? label : from.label}.`;
}

function counted(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'prompt' : 'prompts'}`;
}
