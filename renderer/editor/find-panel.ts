import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  replaceAll,
  replaceNext,
  SearchQuery,
  setSearchQuery,
} from '@codemirror/search';
import { type EditorView, type Panel, runScopeHandlers, type ViewUpdate } from '@codemirror/view';
import styles from './find-panel.module.css';

/** Find and replace in one message, in Galley's own controls. The editor owns this part of the page, so it is built
 *  from elements and not from components. */
export function findPanel(view: EditorView): Panel {
  const find = field('Find', { 'main-field': 'true' });
  const replace = field('Replace with');
  const sensitive = button('Aa', 'Match case', () => {
    sensitive.setAttribute('aria-pressed', String(sensitive.getAttribute('aria-pressed') !== 'true'));
    submit();
  });
  sensitive.setAttribute('aria-pressed', 'false');
  const count = document.createElement('output');
  count.className = styles.count ?? '';

  const submit = () => {
    const query = new SearchQuery({
      search: find.value,
      replace: replace.value,
      caseSensitive: sensitive.getAttribute('aria-pressed') === 'true',
      literal: true,
    });
    if (!query.eq(getSearchQuery(view.state))) view.dispatch({ effects: setSearchQuery.of(query) });
    count.textContent = countText(view, query);
  };
  find.addEventListener('input', submit);
  replace.addEventListener('input', submit);

  const dom = document.createElement('div');
  dom.className = styles.panel ?? '';
  dom.setAttribute('role', 'search');
  dom.addEventListener('keydown', (event) => {
    if (runScopeHandlers(view, event, 'search-panel')) event.preventDefault();
    else if (event.key === 'Enter' && event.target === find) {
      event.preventDefault();
      (event.shiftKey ? findPrevious : findNext)(view);
    } else if (event.key === 'Enter' && event.target === replace) {
      event.preventDefault();
      replaceNext(view);
    }
  });
  dom.append(
    find,
    sensitive,
    count,
    button('↑', 'Previous match', () => findPrevious(view)),
    button('↓', 'Next match', () => findNext(view)),
    replace,
    button('Replace', 'Replace this match', () => replaceNext(view)),
    button('All', 'Replace every match', () => replaceAll(view)),
    button('×', 'Close', () => {
      closeSearchPanel(view);
      view.focus();
    }),
  );

  const take = (query: SearchQuery) => {
    find.value = query.search;
    replace.value = query.replace;
    sensitive.setAttribute('aria-pressed', String(query.caseSensitive));
    count.textContent = countText(view, query);
  };
  take(getSearchQuery(view.state));
  return {
    dom,
    top: true,
    mount: () => find.select(),
    update: (update: ViewUpdate) => {
      for (const transaction of update.transactions)
        for (const effect of transaction.effects)
          if (effect.is(setSearchQuery) && find.value !== effect.value.search) take(effect.value);
    },
  };
}

const MOST_COUNTED = 1_000;

function countText(view: EditorView, query: SearchQuery): string {
  if (!query.valid) return '';
  let found = 0;
  const cursor = query.getCursor(view.state);
  while (found <= MOST_COUNTED && !cursor.next().done) found++;
  return found === 0
    ? 'none'
    : found > MOST_COUNTED
      ? `over ${MOST_COUNTED.toLocaleString('en')}`
      : found.toLocaleString('en');
}

function field(label: string, attributes: Record<string, string> = {}): HTMLInputElement {
  const input = document.createElement('input');
  input.className = styles.field ?? '';
  input.placeholder = label;
  input.setAttribute('aria-label', label);
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  return input;
}

function button(text: string, title: string, run: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = styles.button ?? '';
  element.textContent = text;
  element.title = title;
  element.setAttribute('aria-label', title);
  element.addEventListener('click', run);
  return element;
}
