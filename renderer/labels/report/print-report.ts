import type { Reply } from '../../../shared/reply.ts';
import { takeFile } from '../../interchange/save-file.ts';
import { call } from '../../state/client.ts';
import type { ReportedPeriod } from './report-page.tsx';

/** Prints a report: the page that an export would write stands in for the app while the print dialog is open. Its look comes
 *  as a style sheet object, since the policy of the app's page takes no inline styles; it holds no script. */
export async function printReport(period: ReportedPeriod): Promise<Reply<unknown>> {
  const exported = await call('report.export', { ...period, format: 'html' });
  if (!exported.ok) return exported;
  const file = await takeFile(exported.value.fileId);
  if (!file.ok) return file;
  const page = new DOMParser().parseFromString(await file.value.text(), 'text/html');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${page.querySelector('style')?.textContent ?? ''}\n${WHILE_PRINTING}`);
  const stand = document.createElement('div');
  stand.className = 'galley-print';
  stand.append(...document.adoptNode(page.body).childNodes);
  const title = document.title;
  document.body.append(stand);
  document.adoptedStyleSheets.push(sheet);
  document.title = page.title; // what the file is called where it is printed to one
  window.addEventListener(
    'afterprint',
    () => {
      stand.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
      document.title = title;
    },
    { once: true },
  );
  window.print();
  return exported;
}

const WHILE_PRINTING = `
@media screen { .galley-print { display: none; } }
@media print {
  body > :not(.galley-print) { display: none !important; }
  html, body { display: block !important; height: auto !important; overflow: visible !important; background: none !important; }
}
`;
