import { type Extension, Prec } from '@codemirror/state';
import {
  activateHover,
  closeHoverTooltips,
  EditorView,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
  repositionTooltips,
  type Tooltip,
} from '@codemirror/view';
import { editorDesk } from './editor-desk.ts';
import { buttonElement, element } from './elements.ts';
import { type MarkedProblem, problemsIn } from './problem-marks.ts';
import { referenceAt } from './reference-marks.ts';
import styles from './hover-cards.module.css';

/** What stands under the pointer, in a card: what is wrong there, with its fixes, and what a reference means. */
export const hoverCards: Extension = [
  hoverTooltip(cardAt, { hoverTime: 350, hideOnChange: true }),
  EditorView.domEventHandlers({ blur: (event, view) => closeUnlessInside(event, view) }),
  Prec.high(
    keymap.of([
      { key: 'Mod-i', run: showCard },
      { key: 'Escape', run: closeCard },
    ]),
  ),
];

/** Shows the card of what stands at the cursor, and has it read out. False where nothing is to be said. */
export function showCard(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  const problems = problemsIn(view.state, head, head);
  const reference = referenceAt(view.state, head);
  if (problems.length === 0 && !reference) return true; // the key is taken all the same
  activateHover(view, head, 1, {
    until: (transaction) => transaction.docChanged || transaction.selection !== undefined,
  });
  const said = [...problems.map(({ text }) => text), ...(reference ? [`Snippet ${reference.target}`] : [])];
  view.dispatch({ effects: EditorView.announce.of(said.join(' ')) });
  return true;
}

function closeCard(view: EditorView): boolean {
  if (!hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: closeHoverTooltips });
  view.focus();
  return true;
}

/** A card that was opened by key goes when the work goes on elsewhere; its own buttons can be reached. */
function closeUnlessInside(event: FocusEvent, view: EditorView): void {
  const next = event.relatedTarget;
  if (next instanceof Element && next.closest('.cm-tooltip')) return;
  if (hasHoverTooltips(view.state)) queueMicrotask(() => view.dispatch({ effects: closeHoverTooltips }));
}

function cardAt(view: EditorView, pos: number): Tooltip | null {
  const problems = problemsIn(view.state, pos, pos);
  const reference = referenceAt(view.state, pos);
  const desk = view.state.facet(editorDesk);
  const spans = [...problems, ...(reference ? [reference] : [])];
  if (spans.length === 0) return null;
  return {
    pos: Math.min(...spans.map(({ from }) => from)),
    end: Math.max(...spans.map(({ to }) => to)),
    above: true,
    create: () => {
      const dom = element('div', { class: styles.card });
      dom.append(...problems.map((problem) => problemCard(view, problem)));
      // What names nothing is a problem, and told as one.
      if (reference && desk && (reference.resolved || problems.length === 0))
        dom.append(desk.describe(reference.target, () => repositionTooltips(view)));
      return { dom };
    },
  };
}

function problemCard(view: EditorView, { text, severity, fixes = [] }: MarkedProblem): HTMLElement {
  const dom = element(
    'div',
    { class: styles.problem, attributes: { 'data-severity': severity } },
    element('p', { text }),
  );
  if (fixes.length === 0) return dom;
  const desk = view.state.facet(editorDesk);
  dom.append(
    element(
      'div',
      { class: styles.fixes },
      ...fixes.map((fix) =>
        buttonElement({
          class: styles.fix,
          text: fix.title,
          run: () => {
            view.dispatch({ effects: closeHoverTooltips });
            view.focus();
            desk?.fix(fix);
          },
        }),
      ),
    ),
  );
  return dom;
}
