import { isolateHistory, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import type { EditorState, Extension, Transaction, TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { FoundReference } from '../../shared/contract.ts';
import type { Message, TemplateFormat } from '../../shared/content.ts';
import type { EditorHost } from '../editor/message-editor.tsx';
import { createEditorState, type EditorSettings, followSettings } from '../editor/message-editor-state.ts';
import { type MarkedProblem, setProblems } from '../editor/problem-marks.ts';
import { setReferences } from '../editor/reference-marks.ts';
import { changeTo, positionOf, textOf } from '../editor/text-offsets.ts';

/** The texts of one prompt's messages, each with its undo history and cursor, whether a view shows it or not. */
export class MessageDocuments implements EditorHost {
  #states = new Map<string, EditorState>();
  #views = new Map<string, EditorView>();
  /** The settings each state was last brought to; one that was put back may have older ones. */
  #followed = new Map<string, EditorSettings>();
  /** Texts in the order of their last change; those that were dropped may come back. */
  #changed = new Set<string>();
  #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  create(key: string, text: string, settings: EditorSettings, behaviour?: Extension): void {
    this.#states.set(key, createEditorState(text, settings, behaviour));
    this.#followed.set(key, settings);
  }

  drop(key: string): void {
    this.#states.delete(key);
    this.#followed.delete(key);
  }

  /** The texts in the order they were changed, the latest first. */
  recent(): string[] {
    return [...this.#changed].toReversed();
  }

  /** Puts back a state that was kept. */
  put(key: string, state: EditorState): void {
    this.#states.set(key, state);
    this.#followed.delete(key);
    this.#views.get(key)?.setState(state);
  }

  stateOf = (key: string): EditorState => {
    const state = this.#states.get(key);
    if (!state) throw new Error(`no document ${key}`);
    // What is on the screen is what is true: a change can only be made to that.
    return this.#views.get(key)?.state ?? state;
  };

  attach = (key: string, view: EditorView): (() => void) => {
    this.#views.set(key, view);
    return () => {
      if (this.#views.get(key) === view) this.#views.delete(key);
    };
  };

  keep = (key: string, state: EditorState, textChanged: boolean): void => {
    if (!this.#states.has(key)) return;
    this.#states.set(key, state);
    if (!textChanged) return;
    this.#changed.delete(key);
    this.#changed.add(key);
    this.#onChange();
  };

  text(key: string): string {
    return textOf(this.stateOf(key));
  }

  /** Replaces what differs; it can be undone like typing. */
  replace(key: string, text: string): void {
    const state = this.stateOf(key);
    const changes = changeTo(state.doc, state.toText(text));
    if (changes) this.#dispatch(key, { changes });
  }

  /** Edits by their offsets in the text as it stands: one step of undo, by itself. */
  change(key: string, edits: readonly { from: number; to: number; insert: string }[]): void {
    const state = this.stateOf(key);
    const changes = edits.map(({ from, to, insert }) => ({
      from: positionOf(state, from),
      to: positionOf(state, to),
      insert: state.toText(insert),
    }));
    this.#dispatch(key, { changes, annotations: isolateHistory.of('full'), userEvent: 'input.fix' });
  }

  /** Puts `text` in place of what stands between two positions of the editor, and the cursor after it: one step of undo. */
  write(key: string, from: number, to: number, text: string): void {
    const insert = this.stateOf(key).toText(text);
    this.#dispatch(key, {
      changes: { from, to, insert },
      selection: { anchor: from + insert.length },
      annotations: isolateHistory.of('full'),
      userEvent: 'input.paste',
    });
  }

  follow(key: string, settings: EditorSettings): void {
    const effects = followSettings(settings, this.#followed.get(key));
    this.#followed.set(key, settings);
    if (effects.length > 0) this.#dispatch(key, { effects });
  }

  /** Ends the group of changes that undo takes back together. */
  isolate(key: string): void {
    this.#dispatch(key, { annotations: isolateHistory.of('full') });
  }

  /** How many changes of this text can be taken back, or made again. */
  depth(key: string, way: 'undo' | 'redo'): number {
    return (way === 'undo' ? undoDepth : redoDepth)(this.stateOf(key));
  }

  /** Takes a change of this text back, or makes it again; false where there is none. */
  stepText(key: string, way: 'undo' | 'redo'): boolean {
    const dispatch = (transaction: Transaction) => this.#apply(key, transaction);
    return (way === 'undo' ? undo : redo)({ state: this.stateOf(key), dispatch });
  }

  putCursor(key: string, anchor: number): void {
    this.#dispatch(key, { selection: { anchor } });
  }

  /** Problems by their offsets in the text that was checked. */
  mark(key: string, problems: readonly MarkedProblem[]): void {
    const state = this.stateOf(key);
    const placed = problems.map((problem) => ({
      ...problem,
      from: positionOf(state, problem.from),
      to: positionOf(state, problem.to),
    }));
    this.#dispatch(key, { effects: setProblems.of(placed) });
  }

  /** References by their offsets in the text that was checked. */
  refer(key: string, references: readonly FoundReference[]): void {
    const state = this.stateOf(key);
    const placed = references.map((reference) => ({
      ...reference,
      from: positionOf(state, reference.from),
      to: positionOf(state, reference.to),
    }));
    this.#dispatch(key, { effects: setReferences.of(placed) });
  }

  /** Puts the cursor there and brings it into sight. False while no view shows this message. */
  select(key: string, from: number, to: number): boolean {
    const state = this.stateOf(key);
    return this.reveal(key, positionOf(state, from), positionOf(state, to));
  }

  /** The same by positions in the editor. */
  reveal(key: string, anchor: number, head = anchor): boolean {
    const view = this.#views.get(key);
    if (!view) return false;
    view.focus();
    view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    return true;
  }

  view(key: string): EditorView | undefined {
    return this.#views.get(key);
  }

  /** Keeps the cursor in sight when the room for the text changed. */
  revealCursor(): void {
    for (const view of this.#views.values())
      if (view.hasFocus) view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head) });
  }

  /** A change to what an editor shows of a text, or to the text, in the editor's positions. */
  apply(key: string, spec: TransactionSpec): void {
    this.#dispatch(key, spec);
  }

  #dispatch(key: string, spec: TransactionSpec): void {
    this.#apply(key, this.stateOf(key).update(spec));
  }

  #apply(key: string, transaction: Transaction): void {
    const view = this.#views.get(key);
    if (view) view.dispatch(transaction);
    else this.keep(key, transaction.state, transaction.docChanged);
  }
}

export function messageText(role: Message['role'], index: number): string {
  return role === 'placeholder'
    ? `Name of the chat history, message ${index + 1}`
    : `Text of ${role} message ${index + 1}`;
}

const VARIABLE_HINTS = {
  liquid: '{{ name }} asks for a variable.',
  jinja2: '{{ name }} asks for a variable.',
  mustache: '{{name}} asks for a variable.',
  handlebars: '{{name}} asks for a variable.',
  'f-string': '{name} asks for a variable.',
  text: 'It is sent as it stands.',
};

const ROLE_HINTS: Partial<Record<Message['role'], string>> = {
  system: 'Who the model is and how it should answer.',
  user: 'What is asked of it.',
  assistant: 'An answer it gave, or should give.',
};

/** What stands in an empty message. */
export function messageHint(role: Message['role'], format: TemplateFormat): string {
  if (role === 'placeholder') return 'history';
  return [ROLE_HINTS[role], VARIABLE_HINTS[format]].filter(Boolean).join(' ');
}
