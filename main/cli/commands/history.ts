import type { VersionRow } from '../../../shared/contract.ts';
import { promptSeq } from '../../registry/prompt-queries.ts';
import { versionRows } from '../../registry/version-queries.ts';
import { findPrompt } from '../find-prompt.ts';
import { columns, note, oneLine, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { dateTime, firstLine, labelChips, versionMark } from '../words.ts';

export function history(session: Session, [name]: [string]): void {
  const registry = session.open();
  const prompt = findPrompt(registry, name);
  const versions = versionRows(registry, promptSeq(registry, prompt.id));
  if (session.json) return printJson(versions);
  if (versions.length === 0) return note(`“${prompt.name}” has no version yet, only a draft.`);
  print(columns(versions.map(line)));
}

function line(version: VersionRow): string[] {
  const labels = version.labels.map((label) => ({ label, number: version.number }));
  const said = [labelChips(labels, version.number), firstLine(version.message)].filter((part) => part !== '').join(' ');
  return [versionMark(version.number), dateTime(version.committedAt), oneLine(version.author), said];
}
