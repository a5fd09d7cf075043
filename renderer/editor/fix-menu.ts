import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { closeHoverTooltips, type EditorView, getTooltip, showTooltip, type Tooltip } from '@codemirror/view';
import type { Fix } from '../../shared/contract.ts';
import { editorDesk } from './editor-desk.ts';
import { buttonElement, element } from './elements.ts';
import { type MarkedProblem, problemsIn } from './problem-marks.ts';
import styles from './fix-menu.module.css';

type Shown = { pos: number; problems: readonly MarkedProblem[] } | null;
const showMenu = StateEffect.define<Shown>();

const menu = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(showMenu)) return effect.value && tooltipOf(effect.value);
    return transaction.docChanged || transaction.selection ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

/** The quick fixes of what is wrong at the cursor, as a menu. */
export const fixMenu: Extension = menu;

/** Opens the menu for the problem at the cursor, or else on its line; false where there is none. */
export function openFixMenu(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  const here = problemsIn(view.state, head, head);
  const problems = here.length > 0 ? here : problemsIn(view.state, line.from, line.to);
  if (problems.length === 0) return false;
  const pos = Math.min(...problems.map(({ from }) => from));
  view.dispatch({ effects: [closeHoverTooltips, showMenu.of({ pos, problems })] });
  const shown = view.state.field(menu);
  const dom = shown && getTooltip(view, shown)?.dom;
  // At once, for the key that comes next; it stands outside of the page until it is placed.
  if (dom) (itemsOf(dom)[0] ?? dom).focus({ preventScroll: true });
  return true;
}

function tooltipOf({ pos, problems }: NonNullable<Shown>): Tooltip {
  return {
    pos,
    create: (view) => {
      const role = problems.some(({ fixes = [] }) => fixes.length > 0) ? 'menu' : 'note';
      const dom = element('div', { class: styles.menu, attributes: { role, 'aria-label': 'Quick fixes' } });
      for (const problem of problems) dom.append(...entriesOf(view, problem));
      dom.addEventListener('keydown', (event) => onKey(event, view, dom));
      dom.addEventListener('focusout', (event) => {
        if (!(event.relatedTarget instanceof Node && dom.contains(event.relatedTarget))) close(view);
      });
      dom.tabIndex = -1;
      return { dom };
    },
  };
}

function entriesOf(view: EditorView, { text, fixes = [] }: MarkedProblem): HTMLElement[] {
  const heading = element('p', { class: styles.heading, text, attributes: { role: 'presentation' } });
  if (fixes.length === 0)
    return [heading, element('p', { class: styles.none, text: 'This one has to be mended by hand.' })];
  return [heading, ...fixes.map((fix) => entry(view, fix))];
}

function entry(view: EditorView, fix: Fix): HTMLElement {
  return buttonElement({
    class: styles.item,
    text: fix.title,
    attributes: { role: 'menuitem', tabindex: '-1' },
    run: () => {
      close(view);
      view.focus();
      view.state.facet(editorDesk)?.fix(fix);
    },
  });
}

function onKey(event: KeyboardEvent, view: EditorView, dom: HTMLElement): void {
  const items = itemsOf(dom);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (next !== undefined && items.length > 0) items[(next + items.length) % items.length]?.focus();
  else if (event.key === 'Escape' || event.key === 'Tab') {
    close(view);
    view.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function itemsOf(dom: HTMLElement): HTMLElement[] {
  return [...dom.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}

function close(view: EditorView): void {
  if (view.state.field(menu)) view.dispatch({ effects: showMenu.of(null) });
}
