import type { PromptRow } from '../../../shared/contract.ts';
import { nameKey } from '../../../shared/names.ts';
import { newestWord } from '../../../shared/version-word.ts';
import { promptRows } from '../../registry/prompt-queries.ts';
import { columns, note, paint, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { dateTime, headMark, labelChips } from '../words.ts';

export function list(
  session: Session,
  [prefix = '']: [string?],
  options: { label?: string; archived?: boolean },
): void {
  const rows = promptRows(session.open()).filter(
    (row) =>
      row.archived === (options.archived ?? false) &&
      nameKey(row.name).startsWith(nameKey(prefix)) &&
      (options.label === undefined || row.labels.some(({ label }) => label === options.label)),
  );
  if (session.json) return printJson(rows);
  if (rows.length === 0) return note('No prompts here.');
  print(columns(rows.map(line)));
}

function line(row: PromptRow): string[] {
  const draft = row.hasDraft && newestWord(row) !== null ? paint('yellow', 'draft') : '';
  const chips = [labelChips(row.labels, row.pending > 0 ? null : row.head), draft]
    .filter((part) => part !== '')
    .join(' ');
  return [row.name, headMark(row), dateTime(row.changedAt), chips];
}
