import { labelProblem } from '../../shared/names.ts';
import type { Report } from './reading.ts';

/** The labels that Galley can set; the rest is reported. `latest` is derived, so leaving it out loses nothing. */
export function readLabels(labels: Iterable<string>, report: Report): string[] {
  const kept: string[] = [];
  for (const label of labels) {
    const problem = labelProblem(label);
    if (problem === null) kept.push(label);
    else if (label === 'latest')
      report.note('The label “latest” was left out: in Galley it always means the newest version.');
    else report.loss(`The label “${label}” was left behind. ${problem}`);
  }
  return kept;
}
