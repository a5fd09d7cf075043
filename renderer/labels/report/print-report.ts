import type { Reply } from '../../../shared/reply.ts';
import { takeFile } from '../../interchange/save-file.ts';
import { call } from '../../state/client.ts';
import { printPage } from '../../ui/print-page.ts';
import type { ReportedPeriod } from './report-page.tsx';

/** Prints a report: the page that an export would write. It holds no script. */
export async function printReport(period: ReportedPeriod): Promise<Reply<unknown>> {
  const exported = await call('report.export', { ...period, format: 'html' });
  if (!exported.ok) return exported;
  const file = await takeFile(exported.value.fileId);
  if (!file.ok) return file;
  const page = new DOMParser().parseFromString(await file.value.text(), 'text/html');
  const css = page.querySelector('style')?.textContent ?? '';
  printPage(page.title, document.adoptNode(page.body).childNodes, css);
  return exported;
}
