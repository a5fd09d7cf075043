import { type EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { Fix } from '../../shared/contract.ts';

/** A place that is wrong, in the editor's positions, why, and what would put it right. */
export type MarkedProblem = {
  from: number;
  to: number;
  severity: 'error' | 'warning';
  text: string;
  fixes?: readonly Fix[] | undefined;
};

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

/** The problems that touch `from` to `to`, where they stand now, in the order of the text. */
export function problemsIn(state: EditorState, from = 0, to = state.doc.length): MarkedProblem[] {
  const found: MarkedProblem[] = [];
  state.field(problemMarks, false)?.between(from, to, (start, end, { spec }) => {
    const { problem } = spec as { problem: MarkedProblem };
    found.push({ ...problem, from: start, to: end });
  });
  return found;
}

function decorate(problems: readonly MarkedProblem[], length: number): DecorationSet {
  const ranges = problems.flatMap((problem) => {
    const { from, to, severity } = problem;
    // A place without width (an end that is missing) is shown on the character before it.
    const end = Math.min(length, Math.max(to, from + 1));
    const start = Math.max(0, Math.min(from, end - 1));
    if (end <= start) return [];
    const attributes = { 'data-severity': severity };
    return [Decoration.mark({ class: 'cm-problem', attributes, problem }).range(start, end)];
  });
  return Decoration.set(ranges, true);
}
