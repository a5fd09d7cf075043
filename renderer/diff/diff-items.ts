import type { ContentDiff, DiffLine, MessageDiff } from '../../shared/diff/content-diff.ts';

/** What the view of one message's rows shows: a row, or a stretch of unchanged ones folded away. `stop` counts the
 *  changes of the whole comparison from 0; only the first row of a change carries it. */
export type DiffItem =
  { kind: 'row'; row: DiffLine; stop: number | null } | { kind: 'fold'; from: number; count: number };

/** A message with the number of its first change. */
export type NumberedMessage = { message: MessageDiff; firstStop: number; stops: number };

/** Unchanged rows shown around a change. */
const CONTEXT = 3;
/** Folding fewer rows than this hides more than it saves. */
const SMALLEST_FOLD = 4;

/** Numbers the changes of a comparison: first each fact, then each stretch of changed rows. A message that only moved, or
 *  only changed its role, is one change. */
export function numberChanges(diff: ContentDiff): { messages: NumberedMessage[]; count: number } {
  let count = diff.facts.length;
  const messages = diff.messages.map((message) => {
    const stretches = message.lines.filter(
      (row, index) => row.kind !== 'same' && (index === 0 || message.lines[index - 1]!.kind === 'same'),
    ).length;
    const stops = message.kind === 'same' ? 0 : Math.max(1, stretches);
    const numbered = { message, firstStop: count, stops };
    count += stops;
    return numbered;
  });
  return { messages, count };
}

/** The rows of one message, unchanged stretches folded but for those in `open` (by the row they begin at). */
export function foldRows({ message, firstStop }: NumberedMessage, open: ReadonlySet<number>): DiffItem[] {
  const items: DiffItem[] = [];
  const rows = message.lines;
  let stop = firstStop;
  for (let at = 0; at < rows.length;) {
    const changed = rows[at]!.kind !== 'same';
    let end = at;
    while (end < rows.length && (rows[end]!.kind !== 'same') === changed) end++;
    if (changed) {
      for (const [index, row] of besideEachOther(rows.slice(at, end)).entries())
        items.push({ kind: 'row', row, stop: index === 0 ? stop : null });
      stop++;
    } else {
      const from = at === 0 ? at : at + CONTEXT;
      const to = end === rows.length ? end : end - CONTEXT;
      const fold = to - from >= SMALLEST_FOLD && !open.has(from) && rows.length > end - at ? { from, to } : null;
      for (let index = at; index < end; index++) {
        if (fold && index === fold.from) items.push({ kind: 'fold', from: fold.from, count: fold.to - fold.from });
        if (fold && index >= fold.from && index < fold.to) continue;
        items.push({ kind: 'row', row: rows[index]!, stop: null });
      }
    }
    at = end;
  }
  return items;
}

/** Puts a removed line beside the added one that follows it: side by side, they take one row. */
export function besideEachOther(rows: readonly DiffLine[]): DiffLine[] {
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
