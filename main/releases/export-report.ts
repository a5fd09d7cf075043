import type { StagedFiles } from '../interchange/staged-files.ts';
import type { Registry } from '../registry/registry.ts';
import { readReport, type Period } from './report.ts';
import { reportFileName, reportPieces } from './report-file.ts';
import { htmlReport } from './report-html.ts';
import { markdownReport } from './report-markdown.ts';

/** Writes a report to a staged file. Throws `Refused('bad-period')`. */
export async function exportReport(
  registry: Registry,
  files: StagedFiles,
  { format, ...period }: Period & { format: 'markdown' | 'html' },
): Promise<{ fileId: string; fileName: string }> {
  const writer = format === 'html' ? htmlReport : markdownReport;
  const report = readReport(registry, period);
  const fileName = reportFileName(report, writer);
  const fileId = files.begin(fileName);
  for await (const piece of reportPieces(registry, report, writer)) files.append(fileId, Buffer.from(piece, 'utf8'));
  return { fileId, fileName };
}
