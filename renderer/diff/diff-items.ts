import { type Change, listChanges } from '../../shared/diff/changes.ts';
import type { ContentDiff, DiffLine, MessageDiff } from '../../shared/diff/content-diff.ts';

/** A change with its number in the whole comparison, from 0. */
export type Numbered = { number: number; change: Change };
/** A message with the changes in it. */
export type NumberedMessage = { message: MessageDiff; changes: Numbered[] };

/** What the view of one text's rows shows: rows of a hunk (`number` is its change; a long one comes in several pieces, and
 *  only the `first` can be gone to), unchanged rows, or a stretch of them folded away. `at` is
 *  the place of the first row, with a fraction where a row was parted. */
export type DiffItem =
  | { kind: 'hunk'; at: number; rows: DiffLine[]; number: number; first: boolean }
  | { kind: 'same'; at: number; rows: DiffLine[] }
  | { kind: 'fold'; at: number; lines: number };

/** Unchanged rows shown around a change. */
const CONTEXT = 3;
/** Folding fewer lines than this hides more than it saves. */
const SMALLEST_FOLD = 4;
/** Rows that are drawn in one go. */
const ROWS_IN_PIECE = 30;
const LINES_IN_ROW = 20;

export function numberChanges(diff: ContentDiff): { messages: NumberedMessage[]; count: number } {
  const changes = listChanges(diff);
  const messages = diff.messages.map((message): NumberedMessage => ({ message, changes: [] }));
  changes.forEach((change, number) => {
    if (change.kind !== 'fact') messages[change.message]!.changes.push({ number, change });
  });
  return { messages, count: changes.length };
}

/** The rows of a text, unchanged stretches folded but for those in `open` (by the row they begin at). `hunks` are the
 *  numbers of its changes in order; where it is one change as a whole, that number alone. Unchanged lines come at most
 *  `linesInRow` to a row. */
export function foldRows(
  rows: readonly DiffLine[],
  hunks: readonly number[],
  open: ReadonlySet<number>,
  linesInRow: number = LINES_IN_ROW,
): DiffItem[] {
  const items: DiffItem[] = [];
  let hunk = 0;
  for (let at = 0; at < rows.length;) {
    const changed = rows[at]!.kind !== 'same';
    let end = at;
    while (end < rows.length && (rows[end]!.kind !== 'same') === changed) end++;
    if (changed) items.push(...pieces(besideEachOther(rows.slice(at, end)), at, hunks[hunk++] ?? hunks.at(-1) ?? 0));
    else items.push(...foldStretch(rows, at, end, open, linesInRow));
    at = end;
  }
  return items;
}

function pieces(rows: readonly DiffLine[], at: number, number: number): DiffItem[] {
  const items: DiffItem[] = [];
  for (let from = 0; from < rows.length; from += ROWS_IN_PIECE)
    items.push({
      kind: 'hunk',
      at: at + from,
      rows: rows.slice(from, from + ROWS_IN_PIECE),
      number,
      first: from === 0,
    });
  return items;
}

function foldStretch(
  rows: readonly DiffLine[],
  at: number,
  end: number,
  open: ReadonlySet<number>,
  linesInRow: number,
): DiffItem[] {
  const from = at === 0 ? at : Math.min(end, at + CONTEXT);
  const to = end === rows.length ? end : Math.max(from, end - CONTEXT);
  const lines = rows.slice(from, to).reduce((sum, row) => sum + linesIn(row), 0);
  const isWhole = at === 0 && end === rows.length;
  const same = (first: number, last: number): DiffItem[] => {
    const shown = rows.slice(first, last).flatMap((row) => spreadRow(row, linesInRow));
    return Array.from({ length: Math.ceil(shown.length / ROWS_IN_PIECE) }, (_, piece) => ({
      kind: 'same',
      at: first + (piece * ROWS_IN_PIECE) / shown.length,
      rows: shown.slice(piece * ROWS_IN_PIECE, (piece + 1) * ROWS_IN_PIECE),
    }));
  };
  if (lines < SMALLEST_FOLD || isWhole || open.has(from)) return same(at, end);
  return [...same(at, from), { kind: 'fold', at: from, lines }, ...same(to, end)];
}

/** How many lines a row holds. */
export function linesIn(row: DiffLine): number {
  let lines = 1;
  for (const { text } of (row.left ?? row.right)?.spans ?? [])
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** A row of very many unchanged lines as several, so that no single one has to be drawn in one go. */
function spreadRow(row: DiffLine, linesInRow: number): DiffLine[] {
  if (row.kind !== 'same' || !row.left || !row.right) return [row];
  const [left, right] = [row.left, row.right].map((side) =>
    side.spans
      .map((span) => span.text)
      .join('')
      .split('\n'),
  );
  if (left!.length <= linesInRow) return [row];
  return Array.from({ length: Math.ceil(left!.length / linesInRow) }, (_, index): DiffLine => {
    const from = index * linesInRow;
    const part = (lines: readonly string[], first: number): DiffLine['left'] => ({
      number: first + from,
      spans: [{ kind: 'same', text: lines.slice(from, from + linesInRow).join('\n') }],
    });
    return { kind: 'same', left: part(left!, row.left!.number), right: part(right!, row.right!.number) };
  });
}

/** Puts a removed line beside the added one that follows it: side by side, they take one row. */
function besideEachOther(rows: readonly DiffLine[]): DiffLine[] {
  const result: DiffLine[] = [];
  for (let at = 0; at < rows.length;) {
    if (rows[at]!.kind !== 'removed' && rows[at]!.kind !== 'added') {
      result.push(rows[at++]!);
      continue;
    }
    const removed: DiffLine[] = [];
    const added: DiffLine[] = [];
    for (; at < rows.length && (rows[at]!.kind === 'removed' || rows[at]!.kind === 'added'); at++)
      (rows[at]!.kind === 'removed' ? removed : added).push(rows[at]!);
    for (let index = 0; index < Math.max(removed.length, added.length); index++) {
      const left = removed[index]?.left ?? null;
      const right = added[index]?.right ?? null;
      result.push({ kind: left && right ? 'changed' : left ? 'removed' : 'added', left, right });
    }
  }
  return result;
}
