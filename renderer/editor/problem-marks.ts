import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

/** A place that is wrong, in the editor's positions, and why. */
export type MarkedProblem = { from: number; to: number; severity: 'error' | 'warning'; text: string };

/** Puts these problems in place of those shown before. */
export const setProblems = StateEffect.define<readonly MarkedProblem[]>();

/** Underlines problems where they are; edits move them along until the next check. */
export const problemMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let shown = decorations.map(transaction.changes);
    for (const effect of transaction.effects)
      if (effect.is(setProblems)) shown = decorate(effect.value, transaction.newDoc.length);
    return shown;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(problems: readonly MarkedProblem[], length: number): DecorationSet {
  const ranges = problems.flatMap(({ from, to, severity, text }) => {
    // A place without width (an end that is missing) is shown on the character before it.
    const end = Math.min(length, Math.max(to, from + 1));
    const start = Math.max(0, Math.min(from, end - 1));
    return end > start
      ? [
          Decoration.mark({ class: 'cm-problem', attributes: { title: text, 'data-severity': severity } }).range(
            start,
            end,
          ),
        ]
      : [];
  });
  return Decoration.set(ranges, true);
}
