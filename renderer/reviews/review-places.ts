import type { ContentDiff, DiffLine } from '../../shared/diff/content-diff.ts';
import { numberChanges } from '../diff/diff-items.ts';
import type { RemarkPlace } from '../diff/remarks.tsx';

/** Where each change of a comparison can be spoken of: its first line, on the side after where there is one. Null for
 *  changes that are no lines of a message, such as settings. */
export function changePlaces(diff: ContentDiff): (RemarkPlace | null)[] {
  const { messages, count } = numberChanges(diff);
  const places: (RemarkPlace | null)[] = Array.from({ length: count }, () => null);
  for (const { message, changes } of messages) {
    const { leftIndex, rightIndex } = message;
    const firsts = firstLines(message.lines);
    let hunk = 0;
    for (const { number, change } of changes) {
      const row = change.kind === 'hunk' ? firsts[hunk++] : message.lines[0];
      if (rightIndex !== null && row?.right)
        places[number] = { message: rightIndex, line: row.right.number, side: 'after' };
      else if (leftIndex !== null && row?.left)
        places[number] = { message: leftIndex, line: row.left.number, side: 'before' };
    }
  }
  return places;
}

export function samePlace(a: RemarkPlace | null, b: RemarkPlace | null): boolean {
  return a === b || (a !== null && b !== null && a.message === b.message && a.line === b.line && a.side === b.side);
}

/** `message 2, line 12`, with the side where it is the one before. */
export function placeText({ message, line, side }: RemarkPlace): string {
  return `message ${message + 1}, line ${line}${side === 'before' ? ', before' : ''}`;
}

/** The first row of every changed stretch. */
function firstLines(rows: readonly DiffLine[]): DiffLine[] {
  return rows.filter((row, at) => row.kind !== 'same' && (at === 0 || rows[at - 1]!.kind === 'same'));
}
