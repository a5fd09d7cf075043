import type { Release } from '../../shared/contract.ts';
import type { Report, ReportedPrompt } from '../../shared/contract/label-calls.ts';
import { KINDS, reportSummary } from '../../shared/release/report-words.ts';
import type { BlockLine, DiffBlock } from './diff-blocks.ts';
import type { ReportWriter } from './report-file.ts';
import { endOf, moment, periodOf, titleOf, wayOf } from './report-words.ts';

/** A report as one page that stands alone: no script, no address it would fetch from, its look inside. Everything that
 *  people wrote is text in it; the policy in its head keeps it so in a browser even if that were not true. */
export const htmlReport: ReportWriter = {
  ending: '.html',
  head: (report) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(titleOf(report))}, ${escape(periodOf(report))}</title>
<style>${STYLE}</style>
</head>
<body>
<main class="galley-report">
<header>
<h1>${escape(titleOf(report))}</h1>
<p class="period">${escape(report.workspace)} · ${escape(periodOf(report))}</p>
<p class="summary">${escape(reportSummary(report))}</p>
</header>
${overview(report)}
`,
  prompt: (prompt, blocks) => `<section>
<h2>${escape(prompt.name)} <span class="way">${wayOf(prompt)}</span></h2>
<ul class="releases">
${prompt.releases.map(releaseLine).join('\n')}
</ul>
${(blocks ?? []).map(blockText).join('\n')}
</section>
`,
  foot: (report) => `<footer>Made by Galley on ${escape(moment(report.madeAt))}.</footer>
</main>
</body>
</html>
`,
};

function overview({ prompts }: Report): string {
  const groups = KINDS.map(({ kind, title }) => ({ title, own: prompts.filter((prompt) => prompt.kind === kind) }));
  return groups
    .filter(({ own }) => own.length > 0)
    .map(
      ({ title, own }) => `<table>
<caption>${title}</caption>
<thead><tr><th scope="col">Prompt</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
<tbody>
${own.map(overviewRow).join('\n')}
</tbody>
</table>`,
    )
    .join('\n');
}

function overviewRow({ name, before, after, archived }: ReportedPrompt): string {
  const mark = archived ? ' <span class="by">archived since</span>' : '';
  return `<tr><th scope="row">${escape(name)}${mark}</th><td>${endOf(before)}</td><td>${endOf(after)}</td></tr>`;
}

function releaseLine({ from, to, at, author, reason, rollback }: Release): string {
  const said = reason.trim() === '' ? '<span class="by">No reason given</span>' : escape(reason);
  const mark = rollback ? ' · rolled back' : '';
  return `<li><b>${endOf(from)} → ${endOf(to)}</b> <span class="reason">${said}</span> <span class="by">${escape(author)} · ${escape(moment(at))}${mark}</span></li>`;
}

function blockText({ heading, lines }: DiffBlock): string {
  return `<figure><figcaption>${escape(heading)}</figcaption><div class="diff">${lines.map(lineText).join('')}</div></figure>`;
}

const TONE = { '-': 'del', '+': 'ins', ' ': 'same', gap: 'gap' };

function lineText({ sign, spans }: BlockLine): string {
  const text = sign === 'gap' ? '⋯' : spans.map(spanText).join('');
  return `<div class="${TONE[sign]}"><span class="sign">${sign === 'gap' ? '' : sign}</span>${text}</div>`;
}

function spanText({ kind, text }: BlockLine['spans'][number]): string {
  if (kind === 'same') return escape(text);
  const tag = kind === 'removed' ? 'del' : 'ins';
  return `<${tag}>${escape(text)}</${tag}>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for an element or a quoted attribute. Control characters cannot be written in HTML at all. */
function escape(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!)
      // oxlint-disable-next-line no-control-regex -- finding control characters is the point
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd')
  );
}

/** Under one class, so that the app can print a report without its look reaching anything else. */
const STYLE = `
.galley-report { color-scheme: light dark; max-width: 860px; margin: 0 auto; padding: 32px 24px; color: light-dark(#1d1c1a, #ece8e0); background: light-dark(#fbfaf7, #191817); font: 14px/1.5 system-ui, sans-serif; }
html:has(> body > .galley-report) { background: light-dark(#fbfaf7, #191817); color-scheme: light dark; }
html:has(> body > .galley-report) body { margin: 0; }
.galley-report h1 { font-size: 24px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
.galley-report h2 { font-size: 16px; margin: 28px 0 6px; padding-top: 12px; border-top: 1px solid light-dark(#cfc9bc, #45413b); overflow-wrap: anywhere; }
.galley-report .way, .galley-report b { font-family: ui-monospace, monospace; font-weight: 600; font-size: 13px; white-space: nowrap; }
.galley-report .way { margin-left: 8px; color: light-dark(#57534b, #b5afa3); }
.galley-report .period, .galley-report .by, .galley-report footer { color: light-dark(#6b665b, #9a9489); }
.galley-report .by { font-size: 12px; }
.galley-report p { margin: 0 0 8px; }
.galley-report table { width: 100%; margin: 16px 0; border-collapse: collapse; table-layout: fixed; }
.galley-report caption { text-align: left; font-weight: 600; padding: 4px 0; }
.galley-report thead th { color: light-dark(#6b665b, #9a9489); font-size: 12px; font-weight: 500; }
.galley-report th, .galley-report td { text-align: left; font-weight: 400; padding: 4px 8px 4px 0; border-bottom: 1px solid light-dark(#e3dfd6, #33302c); overflow-wrap: anywhere; }
.galley-report thead th:first-child { width: 60%; }
.galley-report ul { list-style: none; margin: 0 0 12px; padding: 0; }
.galley-report li { padding: 3px 0; overflow-wrap: anywhere; }
.galley-report .reason { white-space: pre-wrap; }
.galley-report figure { margin: 0 0 12px; border: 1px solid light-dark(#e3dfd6, #33302c); border-radius: 6px; overflow: hidden; }
.galley-report figcaption { padding: 4px 10px; font-size: 12px; color: light-dark(#57534b, #b5afa3); border-bottom: 1px solid light-dark(#e3dfd6, #33302c); }
.galley-report .diff { font: 12.5px/1.55 ui-monospace, monospace; }
.galley-report .diff > div { display: block; position: relative; min-height: 1.55em; padding: 0 10px 0 26px; white-space: pre-wrap; overflow-wrap: anywhere; }
.galley-report .diff .sign { position: absolute; left: 10px; }
.galley-report div.del { background: light-dark(#fbe9e5, #3a211c); color: light-dark(#7d2416, #f3b2a4); }
.galley-report div.ins { background: light-dark(#e6f2e6, #1c2e21); color: light-dark(#1f5230, #a9d6b4); }
.galley-report div.gap { color: light-dark(#6b665b, #9a9489); }
.galley-report del { text-decoration: none; background: light-dark(#f3c9c0, #6b3126); }
.galley-report ins { text-decoration: none; background: light-dark(#bfe0c4, #2f5a3b); }
.galley-report footer { margin-top: 32px; font-size: 12px; }
@media print {
  html:has(> body > .galley-report) { color-scheme: light; background: none; }
  .galley-report { color-scheme: light; max-width: none; padding: 0; background: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .galley-report h2, .galley-report figcaption, .galley-report thead { break-after: avoid; }
  .galley-report li, .galley-report tr, .galley-report .diff > div { break-inside: avoid; }
}
`;
