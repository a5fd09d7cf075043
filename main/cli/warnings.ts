import type { LossReport } from '../../shared/interchange.ts';
import { sentence } from '../interchange/loss-list.ts';
import { note } from './output.ts';
import { counted } from './words.ts';

/** Warnings shown to a person; a program gets all that the report holds. */
const SHOWN = 20;

/** A sentence for each thing that was lost, changed or skipped. A report keeps the first of very many; the last sentence
 *  then says how many there were beyond. */
export function warningsOf({ losses, lossCount }: LossReport): string[] {
  const beyond = lossCount - losses.length;
  return [...losses.map(sentence), ...(beyond > 0 ? [`And ${counted(beyond, 'more warning')} like these.`] : [])];
}

export function noteWarnings(report: LossReport): void {
  for (const warning of report.losses.slice(0, SHOWN)) note(sentence(warning));
  const more = report.lossCount - Math.min(SHOWN, report.losses.length);
  if (more > 0) note(`… and ${counted(more, 'more warning')}; --json lists them.`);
}
