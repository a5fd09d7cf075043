import type { Loss, LossReport } from '../../shared/interchange.ts';

export type Severity = Loss['severity'];

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'loss', 'note'];

export const SEVERITY_TITLES: Record<Severity, string> = {
  error: 'Skipped',
  loss: 'Left behind',
  note: 'Carried in another form',
};

/** Where a loss was: `prompts.csv, line 12`, or without the file where there is only one. Empty where it is about the whole. */
export function placeOf({ file: from, line }: Loss, onlyFile = false): string {
  const file = onlyFile ? undefined : from;
  if (file === undefined) return line === undefined ? '' : `line ${line.toLocaleString('en')}`;
  return line === undefined ? file : `${file}, line ${line.toLocaleString('en')}`;
}

/** What an import did, as a sentence. */
export function importSummary({ prompts, versions, unchanged, skipped }: LossReport): string {
  const added = `${count(prompts, 'prompt', 'prompts')} and ${count(versions, 'version', 'versions')} added`;
  const rest = [
    unchanged > 0 && `${unchanged.toLocaleString('en')} already here`,
    skipped > 0 && `${skipped.toLocaleString('en')} skipped`,
  ].filter(Boolean);
  if (prompts === 0 && versions === 0) return ['Nothing new', ...rest].join(', ') + '.';
  return `${[added, ...rest].join(', ')}.`;
}

export function exportSummary({ prompts, versions, skipped }: LossReport): string {
  const written = `${count(prompts, 'prompt', 'prompts')} with ${count(versions, 'version', 'versions')} written`;
  return skipped > 0 ? `${written}, ${skipped.toLocaleString('en')} skipped.` : `${written}.`;
}

/** The whole report as plain text, to be copied or saved. */
export function reportText(summary: string, report: LossReport): string {
  const lines = SEVERITIES.flatMap((severity) => {
    const losses = report.losses.filter((loss) => loss.severity === severity);
    if (losses.length === 0) return [];
    return ['', `${SEVERITY_TITLES[severity]} (${losses.length})`, ...losses.map(lossLine)];
  });
  const more = report.lossCount - report.losses.length;
  return [summary, ...lines, ...(more > 0 ? ['', `and ${more.toLocaleString('en')} more`] : []), ''].join('\n');
}

function lossLine(loss: Loss): string {
  const where = [loss.prompt, placeOf(loss)].filter(Boolean).join(' · ');
  return where === '' ? `- ${loss.text}` : `- ${where}: ${loss.text}`;
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
