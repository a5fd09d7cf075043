import type { VersionRow } from '../../../shared/contract.ts';
import { redactedWords } from '../../../shared/redacted-words.ts';
import { promptSeq } from '../../registry/prompt-queries.ts';
import { versionRows } from '../../registry/version-queries.ts';
import { findPrompt } from '../find-prompt.ts';
import { graphText } from '../graph-text.ts';
import { columns, note, oneLine, paint, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { dateTime, firstLine, labelChips, versionMark } from '../words.ts';

export function history(session: Session, [name]: [string], options: { graph?: boolean }): void {
  const registry = session.open();
  const prompt = findPrompt(registry, name);
  const versions = versionRows(registry, promptSeq(registry, prompt.id));
  if (session.json) return printJson(versions);
  if (versions.length === 0) return note(`“${prompt.name}” has no version yet, only a draft.`);
  const lines = columns(versions.map(line));
  const graph = options.graph ? graphText(versions) : null;
  print(graph ? drawn(lines.split('\n'), graph) : options.graph ? straight(lines) : lines);
}

function line(version: VersionRow): string[] {
  const labels = version.labels.map((label) => ({ label, number: version.number }));
  const diverged = version.diverged ? paint('yellow', '(diverged)') : '';
  const redacted = version.redacted ? paint('red', `(${oneLine(redactedWords(version.redacted))})`) : '';
  const said = [labelChips(labels, version.number), diverged, redacted, firstLine(version.message)]
    .filter((part) => part !== '')
    .join(' ');
  return [versionMark(version.number), dateTime(version.committedAt), oneLine(version.author), said];
}

function straight(lines: string): string {
  return lines.replaceAll(/^/gm, '● ');
}

function drawn(lines: string[], graph: NonNullable<ReturnType<typeof graphText>>): string {
  const width = Math.max(...graph.map(({ node }) => node.length));
  return graph
    .flatMap(({ above, node, below }, index) => [...above, `${node.padEnd(width)}  ${lines[index]}`, ...below])
    .join('\n');
}
