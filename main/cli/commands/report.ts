import { unwrap } from '../../../shared/reply.ts';
import { checkInput } from '../../check-input.ts';
import { readReport } from '../../releases/report.ts';
import { reportPieces } from '../../releases/report-file.ts';
import { htmlReport } from '../../releases/report-html.ts';
import { markdownReport } from '../../releases/report-markdown.ts';
import { beginning } from '../moments.ts';
import { note, print, written } from '../output.ts';
import type { Session } from '../session.ts';
import { counted } from '../words.ts';
import { writeExport } from '../write-export.ts';

type Options = {
  label: string;
  since?: number;
  until?: number;
  format?: 'markdown' | 'html' | 'json';
  output?: string;
};

/** What happened to a label in a time, with the diff of every prompt. */
export async function report(session: Session, _: [], options: Options): Promise<void> {
  const registry = session.open();
  const period = {
    label: options.label,
    since: options.since ?? beginning('7d'),
    until: options.until ?? registry.now() + 1,
  };
  const read = readReport(registry, unwrap(checkInput('report.read', period)));
  const format = options.format ?? (session.json ? 'json' : 'markdown');
  const pieces: string[] = [];
  if (format === 'json') pieces.push(JSON.stringify(read, null, 2), '\n');
  else
    for await (const piece of reportPieces(registry, read, format === 'html' ? htmlReport : markdownReport))
      pieces.push(piece);
  const text = pieces.join('');
  if (options.output === undefined) return print(written(text));
  const [path] = await writeExport(options.output, [{ path: options.output, bytes: Buffer.from(text, 'utf8') }]);
  note(`${counted(read.prompts.length, 'prompt')} in ${path ?? 'stdout'}.`);
}
