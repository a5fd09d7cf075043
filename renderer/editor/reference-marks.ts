import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin } from '@codemirror/view';
import type { FoundReference } from '../../shared/contract.ts';
import { editorDesk } from './editor-desk.ts';

/** Puts these references, in the editor's positions, in place of those known before. */
export const setReferences = StateEffect.define<readonly FoundReference[]>();

/** The snippets a message asks for, where they are named; edits move them along until the next check. */
const references = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let known = decorations.map(transaction.changes);
    for (const effect of transaction.effects)
      if (effect.is(setReferences)) known = decorate(effect.value, transaction.newDoc.length);
    return known;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** References are links while Ctrl (Cmd on a Mac) is held: a click opens the snippet. */
export const referenceMarks: Extension = [
  references,
  ViewPlugin.fromClass(
    class {
      #view: EditorView;
      constructor(view: EditorView) {
        this.#view = view;
        for (const name of ['keydown', 'keyup', 'mousemove'] as const) window.addEventListener(name, this.#follow);
        window.addEventListener('blur', this.#release);
      }
      #follow = (event: KeyboardEvent | MouseEvent): void => {
        this.#view.dom.classList.toggle('cm-linking', event.ctrlKey || event.metaKey);
      };
      #release = (): void => this.#view.dom.classList.remove('cm-linking');
      destroy(): void {
        for (const name of ['keydown', 'keyup', 'mousemove'] as const) window.removeEventListener(name, this.#follow);
        window.removeEventListener('blur', this.#release);
      }
    },
  ),
  EditorView.domEventHandlers({
    mousedown(event, view) {
      if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) return false;
      const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
      const reference = pos === null ? null : referenceAt(view.state, pos);
      const desk = view.state.facet(editorDesk);
      if (!reference || !desk) return false;
      event.preventDefault();
      desk.open(reference);
      return true;
    },
  }),
];

/** Opens the snippet that is named where the cursor stands; false where none is. */
export function openReference(view: EditorView): boolean {
  const reference = referenceAt(view.state, view.state.selection.main.head);
  const desk = view.state.facet(editorDesk);
  if (!reference || !desk) return false;
  desk.open(reference);
  return true;
}

/** The reference at a position, with where it stands now. */
export function referenceAt(state: EditorState, pos: number): FoundReference | null {
  let found: FoundReference | null = null;
  state.field(references, false)?.between(pos, pos, (from, to, { spec }) => {
    found = { ...(spec as { reference: FoundReference }).reference, from, to };
  });
  return found;
}

function decorate(found: readonly FoundReference[], length: number): DecorationSet {
  const ranges = found
    .filter(({ from, to }) => from < to && to <= length)
    .map((reference) => Decoration.mark({ class: 'cm-reference', reference }).range(reference.from, reference.to));
  return Decoration.set(ranges, true);
}
