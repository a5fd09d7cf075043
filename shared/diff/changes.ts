import type { ContentDiff, MessageDiff } from './content-diff.ts';

/** One thing that can be gone to, and taken or left on its own. `message` counts `diff.messages`; a hunk is the rows `from`
 *  to `to` (not included) of its message. */
export type Change =
  | { kind: 'fact'; fact: number }
  | { kind: 'message'; message: number; what: 'added' | 'removed' | 'moved' | 'role' }
  | { kind: 'hunk'; message: number; from: number; to: number };

/** The changes of a comparison in the order in which they are shown: first each fact, then message by message its coming or
 *  going, its move, its role, and each stretch of rows that differ. The number of a change is its place in this list. */
export function listChanges(diff: ContentDiff): Change[] {
  const changes: Change[] = diff.facts.map((_, fact) => ({ kind: 'fact', fact }));
  diff.messages.forEach((message, index) => changes.push(...changesOf(message, index)));
  return changes;
}

function changesOf(diff: MessageDiff, message: number): Change[] {
  if (diff.kind === 'same') return [];
  if (diff.kind === 'added' || diff.kind === 'removed') return [{ kind: 'message', message, what: diff.kind }];
  const changes: Change[] = [];
  if (diff.kind === 'moved') changes.push({ kind: 'message', message, what: 'moved' });
  if (diff.leftRole !== diff.rightRole) changes.push({ kind: 'message', message, what: 'role' });
  const { lines } = diff;
  for (let from = 0; from < lines.length;) {
    let to = from + 1;
    while (to < lines.length && (lines[to]!.kind === 'same') === (lines[from]!.kind === 'same')) to++;
    if (lines[from]!.kind !== 'same') changes.push({ kind: 'hunk', message, from, to });
    from = to;
  }
  return changes;
}
