import type { ImportFormat } from '../../../shared/interchange.ts';
import { sentence } from '../../interchange/loss-list.ts';
import { runImport } from '../../interchange/run-import.ts';
import { sourcesIn } from '../../interchange/source-file.ts';
import { note, print, printJson, progressLine } from '../output.ts';
import type { Session } from '../session.ts';
import { counted } from '../words.ts';

/** Warnings shown to a person; a program gets them all. */
const SHOWN = 20;

type Options = { format?: ImportFormat; strict?: boolean; folder?: string };

export function importPrompts(session: Session, [paths]: [string[]], options: Options): void {
  const registry = session.open();
  const files = paths.flatMap((path) => [...sourcesIn(path)]);
  const progress = progressLine((prompts) => `Importing: ${counted(prompts, 'prompt')}…`);
  const folder = (options.folder ?? '').replace(/\/$/, '');
  try {
    const settings = { strict: options.strict ?? false, folder, mapping: null };
    const { prompts, versions, unchanged, losses, lossCount } = runImport(
      registry,
      files,
      options.format ?? null,
      settings,
      progress.step,
    );
    progress.end();
    const warnings = losses.map(sentence);
    if (session.json) return printJson({ prompts, versions, unchanged, warnings });
    const same = unchanged === 0 ? '' : `; ${counted(unchanged, 'was', 'were')} here already`;
    print(`Added ${counted(prompts, 'prompt')} and ${counted(versions, 'version')}${same}.`);
    noteWarnings(warnings, lossCount);
  } finally {
    progress.end();
  }
}

export function noteWarnings(warnings: string[], count: number): void {
  for (const warning of warnings.slice(0, SHOWN)) note(warning);
  if (count > SHOWN) note(`… and ${counted(count - SHOWN, 'more warning')}; --json lists them.`);
}
