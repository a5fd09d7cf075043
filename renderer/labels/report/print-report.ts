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
  const text = await file.value.text();
  // Taken out before it is parsed: the policy holds in a document that is only read, too.
  const [whole = '', look = ''] = /<style>([^<]*)<\/style>/.exec(text) ?? [];
  const page = new DOMParser().parseFromString(text.replace(whole, ''), 'text/html');
  printPage(page.title, document.adoptNode(page.body).childNodes, look);
  return exported;
}
