import { StateEffect, StateField, type EditorState } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { TextMatch } from '../../shared/text/text-query.ts';

/** Puts these matches, in the editor's positions, in place of those shown before. */
export const setMatches = StateEffect.define<readonly TextMatch[]>();
/** The position of the match that is gone to; null for none in this text. */
export const setCurrentMatch = StateEffect.define<number | null>();

type Marks = { matches: DecorationSet; current: DecorationSet };

/** Where a message holds what is looked for; edits move the places along until it is looked for again. */
export const findMarks = StateField.define<Marks>({
  create: () => ({ matches: Decoration.none, current: Decoration.none }),
  update({ matches, current }, transaction) {
    let next = { matches: matches.map(transaction.changes), current: current.map(transaction.changes) };
    for (const effect of transaction.effects) {
      if (effect.is(setMatches)) next = { matches: Decoration.set(effect.value.map(mark)), current: Decoration.none };
      if (effect.is(setCurrentMatch)) next = { ...next, current: currentAt(next.matches, effect.value) };
    }
    return next;
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ matches }) => matches),
    EditorView.decorations.from(field, ({ current }) => current),
  ],
});

function mark({ from, to, insert = '' }: TextMatch) {
  return Decoration.mark({ class: 'cm-searchMatch', insert }).range(from, to);
}

function currentAt(matches: DecorationSet, position: number | null): DecorationSet {
  if (position === null) return Decoration.none;
  let found = Decoration.none;
  matches.between(position, position, (from, to) => {
    if (from === position)
      found = Decoration.set(Decoration.mark({ class: 'cm-searchMatch-selected' }).range(from, to));
  });
  return found;
}

/** The matches of a text as they stand now, in order, with what would stand there instead. */
export function matchesIn(state: EditorState): Required<TextMatch>[] {
  const all: Required<TextMatch>[] = [];
  for (const cursor = state.field(findMarks).matches.iter(); cursor.value; cursor.next()) {
    const { insert } = cursor.value.spec as { insert: string };
    if (cursor.to > cursor.from) all.push({ from: cursor.from, to: cursor.to, insert });
  }
  return all;
}
