import type { ImportFormat } from '../../../shared/interchange.ts';
import { runImport } from '../../interchange/run-import.ts';
import { sourcesIn } from '../../interchange/source-file.ts';
import { print, printJson, progressLine } from '../output.ts';
import type { Session } from '../session.ts';
import { noteWarnings, warningsOf } from '../warnings.ts';
import { counted } from '../words.ts';

type Options = { format?: ImportFormat; strict?: boolean; folder?: string };

export function importPrompts(session: Session, [paths]: [string[]], options: Options): void {
  const registry = session.open();
  const files = paths.flatMap((path) => [...sourcesIn(path)]);
  const progress = progressLine((prompts) => `Importing: ${counted(prompts, 'prompt')}…`);
  const folder = (options.folder ?? '').replace(/\/$/, '');
  try {
    const settings = { strict: options.strict ?? false, folder, mapping: null };
    const report = runImport(registry, files, options.format ?? null, settings, progress.step);
    progress.end();
    const { prompts, versions, unchanged } = report;
    if (session.json) return printJson({ prompts, versions, unchanged, warnings: warningsOf(report) });
    const same = unchanged === 0 ? '' : `; ${counted(unchanged, 'was', 'were')} here already`;
    print(`Added ${counted(prompts, 'prompt')} and ${counted(versions, 'version')}${same}.`);
    noteWarnings(report);
  } finally {
    progress.end();
  }
}
