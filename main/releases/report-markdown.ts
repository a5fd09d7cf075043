import type { Release } from '../../shared/contract.ts';
import type { Report, ReportedPrompt } from '../../shared/contract/label-calls.ts';
import { KINDS, reportSummary } from '../../shared/release/report-words.ts';
import type { BlockLine, DiffBlock } from './diff-blocks.ts';
import type { ReportWriter } from './report-file.ts';
import { endOf, moment, periodOf, titleOf, wayOf } from './report-words.ts';

/** A report as Markdown (GitHub's). What people wrote never turns into markup: names and reasons are escaped, and texts
 *  stand in fences longer than any run of backticks in them. */
export const markdownReport: ReportWriter = {
  ending: '.md',
  head: (report) =>
    [
      `# ${escape(titleOf(report))}`,
      `${escape(report.workspace)}, ${periodOf(report)}`,
      escape(reportSummary(report)),
      ...overview(report),
      '',
    ].join('\n\n'),
  prompt: (prompt, blocks) =>
    [
      `## ${escape(prompt.name)}: ${wayOf(prompt)}`,
      prompt.releases.map(releaseLine).join('\n'),
      ...(blocks ?? []).flatMap(blockText),
      '',
    ].join('\n\n'),
  foot: () => '',
};

function overview({ prompts }: Report): string[] {
  return KINDS.flatMap(({ kind, title }) => {
    const own = prompts.filter((prompt) => prompt.kind === kind);
    if (own.length === 0) return [];
    return [
      `**${title}**`,
      own.map((prompt) => `- ${escape(prompt.name)}: ${wayOf(prompt)}${archived(prompt)}`).join('\n'),
    ];
  });
}

function archived(prompt: ReportedPrompt): string {
  return prompt.archived ? ' (archived since)' : '';
}

function releaseLine({ from, to, at, author, reason, rollback }: Release): string {
  const said = reason.trim() === '' ? 'no reason given' : escape(reason);
  const mark = rollback ? ', rolled back' : '';
  return `- ${moment(at)}, ${escape(author)}: ${endOf(from)} → ${endOf(to)}${mark}. ${said}`;
}

function blockText({ heading, lines }: DiffBlock): string[] {
  const text = lines.map(lineText).join('\n');
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [escape(heading), `${fence}diff\n${text}\n${fence}`];
}

function lineText({ sign, spans }: BlockLine): string {
  if (sign === 'gap') return ' ⋯';
  // A bare carriage return ends a line for some readers, which could close a fence.
  return (
    sign +
    spans
      .map((span) => span.text)
      .join('')
      .replaceAll(/[\r\u2028\u2029]/g, '␍')
  );
}

/** One line of plain text. Every sign that CommonMark gives a meaning is written with a backslash before it. */
function escape(text: string): string {
  return (
    text
      .trim()
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/[\\`*_{}[\]()#+!|~<>&$@]/g, (sign) => `\\${sign}`)
      // GitHub makes links of what merely looks like an address.
      .replaceAll('://', ':\\/\\/')
      .replaceAll(/www\./gi, (host) => `${host.slice(0, -1)}\\.`)
      .replace(/^(\d+)\./, '$1\\.')
      .replace(/^-/, '\\-')
  );
}
