import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  insertCompletionText,
  pickedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import { EditorSelection, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { TemplateFormat } from '../../shared/content.ts';
import { type EditorDesk, editorDesk } from './editor-desk.ts';
import { placeInTemplate, type TemplatePlace } from './template-place.ts';
import { type TemplateWord, wordsOf } from './template-words.ts';

/** Characters read before the cursor: no tag that is worth completing is longer. */
const LOOK_BEHIND = 2_000;

/** Proposes what can go on where the cursor is in a template of `format`: variables, the words of the language, and
 *  snippets with their versions and arguments. */
export function templateCompletion(format: TemplateFormat, names: () => readonly string[]): Extension {
  if (format === 'text') return [];
  const complete = (context: CompletionContext): CompletionResult | null | Promise<CompletionResult | null> => {
    const start = Math.max(0, context.pos - LOOK_BEHIND);
    const place = placeInTemplate(format, context.state.sliceDoc(start, context.pos));
    if (!place) return null;
    const from = start + place.from;
    const typed = context.state.sliceDoc(from, context.pos);
    const desk = context.state.facet(editorDesk);
    return proposals(format, place, typed, from, names, desk);
  };
  return [
    autocompletion({ override: [complete], icons: false, closeOnBlur: true }),
    format === 'liquid' || format === 'jinja2' ? closePercent : [],
  ];
}

function proposals(
  format: TemplateFormat,
  place: TemplatePlace,
  typed: string,
  from: number,
  names: () => readonly string[],
  desk: EditorDesk | null,
): CompletionResult | null | Promise<CompletionResult | null> {
  switch (place.kind) {
    case 'variable':
      return result(from, variables(names, typed), /^[\w.]*$/);
    case 'tag': {
      // A Handlebars brace holds a helper or a variable; what is a tag in Liquid and Jinja2 is nothing else.
      const own = format === 'handlebars' ? variables(names, typed) : [];
      return result(from, [...own, ...wordsOf(format).tags.map(wordOption)], /^[\w.]*$/);
    }
    case 'filter':
      return result(from, wordsOf(format).filters.map(wordOption), /^\w*$/);
    case 'snippet': {
      return desk && snippetProposals(desk, typed, from);
    }
    case 'version': {
      const options = desk?.versionsOf(place.name).map(versionOption) ?? [];
      return result(from, options, /^[\w.-]*$/);
    }
    case 'argument':
      return desk && argumentProposals(format, place, from, desk);
  }
}

/** They come ranked, and are asked for again with every letter, in the same turn: Enter must not meet an old list. */
function snippetProposals(desk: EditorDesk, typed: string, from: number): CompletionResult | null {
  const options = desk.snippetsLike(typed).map(({ name, about }) => snippetOption(name, about));
  if (options.length === 0) return null;
  return {
    from,
    options,
    filter: false,
    update: (_current, start, to, { state }) => {
      const now = state.sliceDoc(start, to);
      return /[@'"\s}]/.test(now) ? null : snippetProposals(desk, now, start);
    },
  };
}

async function argumentProposals(
  format: TemplateFormat,
  { target, given, separator }: Extract<TemplatePlace, { kind: 'argument' }>,
  from: number,
  desk: EditorDesk,
): Promise<CompletionResult | null> {
  const wanted = (await desk.argumentsOf(target)).filter((name) => !given.includes(name));
  const assign = format === 'liquid' ? ': ' : '=';
  const options = wanted.map((name, index): Completion => ({
    label: name,
    detail: 'argument',
    type: 'property',
    boost: -index,
    apply: (view, completion, start, end) => {
      const comma = separator === '' ? '' : ', ';
      // The separator takes the place of the space that stands before the word.
      const at = comma === '' ? start : start - (view.state.sliceDoc(start - 1, start) === ' ' ? 1 : 0);
      put(view, completion, `${comma}${name}${assign}`, at, end);
      startCompletion(view);
    },
  }));
  return result(from, options, /^\w*$/);
}

function result(from: number, options: readonly Completion[], validFor: RegExp): CompletionResult | null {
  return options.length === 0 ? null : { from, options, validFor };
}

function variables(names: () => readonly string[], typed: string): Completion[] {
  return names()
    .filter((name) => name !== typed)
    .map((label) => ({ label, type: 'variable', boost: 1 }));
}

function wordOption({ name, about, insert }: TemplateWord): Completion {
  const option: Completion = { label: name, detail: about, type: 'keyword' };
  return insert === undefined ? option : { ...option, apply: wholeTag(insert) };
}

/** Puts in a word with what belongs to it; a second half only where the first is closed already. */
function wholeTag(insert: string): NonNullable<Completion['apply']> {
  return (view, completion, from, to) => {
    const before = view.state.sliceDoc(Math.max(0, from - 1), from);
    const rest = view.state.sliceDoc(to, Math.min(view.state.doc.length, to + 40));
    const isClosed = /^\s*(?:-?%\}|~?\}\})/.test(rest);
    if (before === '/') {
      put(view, completion, completion.label, from, to);
      return;
    }
    const [opening = ''] = insert.split(/ %\}|\}\}/);
    const bare = before === '#' && insert.startsWith('#') ? insert.slice(1) : insert;
    const text =
      (before === '%' ? ' ' : '') +
      (isClosed ? bare : bare.slice(0, opening.length)) +
      (/^-?%\}/.test(rest) ? ' ' : '');
    const cursor = text.indexOf('|');
    put(view, completion, text.replace('|', ''), from, to);
    if (cursor >= 0) view.dispatch({ selection: EditorSelection.cursor(from + cursor) });
    startCompletion(view);
  };
}

function snippetOption(name: string, about: string): Completion {
  return { label: name, detail: about, type: 'text', apply: name };
}

/** A label or a version; the quote that opened is closed. */
function versionOption({ name, about }: { name: string; about: string }, index: number): Completion {
  return {
    label: name,
    detail: about,
    type: 'constant',
    boost: -Math.min(index, 99),
    apply: (view, completion, from, to) => {
      const line = view.state.doc.lineAt(from);
      const quote = /(['"])[^'"]*$/.exec(view.state.sliceDoc(line.from, from))?.[1] ?? '';
      const next = view.state.sliceDoc(to, to + 1);
      put(view, completion, quote !== '' && next !== quote ? name + quote : name, from, to);
    },
  };
}

function put(view: EditorView, completion: Completion, text: string, from: number, to: number): void {
  view.dispatch({
    ...insertCompletionText(view.state, text, from, to),
    annotations: pickedCompletion.of(completion),
  });
}

/** A `%` typed between two braces is the beginning of a tag: its end is put in too, and is typed over by those who type
 *  it themselves. */
const closePercent = EditorView.inputHandler.of((view, from, to, text) => {
  if (text !== '%' || from !== to) return false;
  const { state } = view;
  const isBetweenBraces = state.sliceDoc(from - 1, from + 1) === '{}';
  if (
    !isBetweenBraces &&
    !(state.sliceDoc(from, from + 2) === '%}' && isInTag(state.sliceDoc(Math.max(0, from - LOOK_BEHIND), from)))
  )
    return false;
  view.dispatch({
    ...(isBetweenBraces ? { changes: { from, insert: '%%' } } : {}),
    selection: EditorSelection.cursor(from + 1),
    userEvent: 'input.type',
    scrollIntoView: true,
  });
  return true;
});

/** Whether a tag is open at the end of `before`. */
function isInTag(before: string): boolean {
  return before.lastIndexOf('{%') > before.lastIndexOf('%}');
}
