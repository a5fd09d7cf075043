import { setImmediate as turn } from 'node:timers/promises';
import type { Report, ReportedPrompt } from '../../shared/contract/label-calls.ts';
import { compareContent } from '../../shared/diff/compare-content.ts';
import { redactedWords } from '../../shared/redacted-words.ts';
import { versionWord } from '../../shared/version-word.ts';
import type { Registry } from '../registry/registry.ts';
import { versionById } from '../registry/version-queries.ts';
import { diffBlocks, type DiffBlock } from './diff-blocks.ts';

/** A form that a report is written in, piece by piece. `blocks` is what differs between before and after; null where
 *  nothing does. */
export type ReportWriter = {
  ending: string;
  head: (report: Report) => string;
  prompt: (prompt: ReportedPrompt, blocks: DiffBlock[] | null) => string;
  foot: (report: Report) => string;
};

const AT_ONCE = 16; // milliseconds before other calls get their turn

/** A report with the diff of every prompt, in pieces to be put one after the other. */
export async function* reportPieces(registry: Registry, report: Report, writer: ReportWriter): AsyncIterable<string> {
  yield writer.head(report);
  let since = performance.now();
  for (const prompt of report.prompts) {
    yield writer.prompt(prompt, promptBlocks(registry, prompt));
    if (performance.now() - since < AT_ONCE) continue;
    await turn();
    since = performance.now();
  }
  yield writer.foot(report);
}

/** `production 2026-11-16 to 2026-11-23.html` */
export function reportFileName({ label, since, until }: Report, writer: ReportWriter): string {
  return `${label} ${day(since)} to ${day(until - 1)}${writer.ending}`;
}

function promptBlocks(registry: Registry, { before, after }: ReportedPrompt): DiffBlock[] | null {
  if (before?.versionId === after?.versionId) return null;
  const left = before && versionById(registry, before.versionId);
  const right = after && versionById(registry, after.versionId);
  const gone = left?.redacted ? left : right?.redacted ? right : null;
  if (gone?.redacted)
    return [{ heading: `${versionWord(gone.number)} cannot be compared: ${redactedWords(gone.redacted)}`, lines: [] }];
  return diffBlocks(compareContent(left && left.content, right && right.content, { ignoreWhitespace: false }));
}

function day(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
