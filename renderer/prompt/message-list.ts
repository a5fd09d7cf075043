import type { Extension } from '@codemirror/state';
import type { StoreApi } from 'zustand/vanilla';
import type { FoundReference, Problem } from '../../shared/contract.ts';
import type { Message } from '../../shared/content.ts';
import type { EditorDesk } from '../editor/editor-desk.ts';
import { type EditorLook, type EditorSettings, USUAL_LOOK } from '../editor/message-editor-state.ts';
import { MessageDocuments, messageHint, messageText } from './message-documents.ts';
import type { MessageItem, OpenPromptState } from './open-prompt-state.ts';
import { type Shape, type Step, type Stepped, StructureHistory } from './structure-history.ts';

type Options = {
  /** Called after every change of a text or of the list. */
  onEdit: () => void;
  /** What the editor of a message does besides writing: its own keys, and what is made of a paste. */
  behaviour?: ((key: string) => Extension) | undefined;
  /** What the editors ask of the window around them. */
  desk?: EditorDesk | null;
};

/** The messages of an open prompt: order and roles in its store, texts in `documents`. What is done to them is in
 *  `message-edits`. */
export class MessageList implements Stepped {
  readonly documents: MessageDocuments;
  readonly history = new StructureHistory(this);
  #store: StoreApi<OpenPromptState>;
  #options: Options;
  #look = USUAL_LOOK;
  #keys = 0;
  #lastFocused: string | null = null;
  #stepping = false;

  constructor(store: StoreApi<OpenPromptState>, options: Options) {
    this.#store = store;
    this.#options = options;
    this.documents = new MessageDocuments(options.onEdit);
  }

  get items(): readonly MessageItem[] {
    return this.#store.getState().items;
  }

  /** The messages as they stand. Costs the length of the text. */
  get now(): Message[] {
    return this.items.map((item) => ({ role: item.role, text: this.documents.text(item.key) }));
  }

  /** Characters in all messages together. */
  get length(): number {
    return this.items.reduce((sum, item) => sum + this.documents.stateOf(item.key).doc.length, 0);
  }

  indexOf(key: string): number {
    return this.items.findIndex((item) => item.key === key);
  }

  item(key: string): MessageItem {
    const item = this.items.find((each) => each.key === key);
    if (!item) throw new Error(`no message ${key}`);
    return item;
  }

  /** A message that is not in the list yet. */
  make(message: Message): MessageItem {
    const item: MessageItem = { key: `m${++this.#keys}`, role: message.role, collapsed: false };
    this.documents.create(item.key, message.text, this.#settingsOf(item, 0), this.#options.behaviour?.(item.key));
    return item;
  }

  /** Puts `messages` in place of what is here, each in the document that stood in its place. */
  show(messages: readonly Message[]): void {
    const shown = this.items;
    const items = messages.map((message, index): MessageItem => {
      const item = shown[index];
      if (!item) return this.make(message);
      this.documents.replace(item.key, message.text);
      return { ...item, role: message.role };
    });
    this.setItems(items);
    if (this.#stepping) return;
    const same = items.length === shown.length && items.every((item, index) => item.role === shown[index]?.role);
    if (!same) this.history.forget();
    this.#dropUnused(shown);
  }

  setItems(items: readonly MessageItem[]): void {
    this.#store.setState({ items });
    this.followSettings();
  }

  setCollapsed(keys: readonly string[], collapsed: boolean): void {
    this.#store.setState(({ items }) => ({
      items: items.map((item) =>
        keys.includes(item.key) && item.collapsed !== collapsed ? { ...item, collapsed } : item,
      ),
    }));
  }

  /** The message that was written in last, for commands about "this message". */
  get focused(): string | null {
    const last = this.#lastFocused;
    return last !== null && this.indexOf(last) >= 0 ? last : (this.items[0]?.key ?? null);
  }

  noteFocus(key: string): void {
    this.#lastFocused = key;
  }

  /** Underlines these problems of the text as it stands. */
  mark(problems: readonly Problem[]): void {
    const byMessage = Map.groupBy(problems, (problem) => problem.message);
    this.items.forEach((item, index) => this.documents.mark(item.key, byMessage.get(index) ?? []));
  }

  // — steps —

  /** Runs `act` as one step that can be taken back. */
  step(act: () => void): Step | null {
    if (this.#stepping) {
      act();
      return null;
    }
    const before = this.shape();
    this.#stepping = true;
    try {
      act();
    } finally {
      this.#stepping = false;
    }
    // What is typed next must not flow into the change of a step.
    for (const { key } of this.items) this.documents.isolate(key);
    const step = this.history.add(before);
    this.#dropUnused(before.items);
    this.#options.onEdit();
    return step;
  }

  shape(): Shape {
    const { items, rest } = this.#store.getState();
    return { items, rest, states: new Map(items.map(({ key }) => [key, this.documents.stateOf(key)])) };
  }

  put(shape: Shape, texts: readonly string[]): void {
    const { items: shown, rest } = this.#store.getState();
    const folded = new Set(shown.filter((item) => item.collapsed).map((item) => item.key));
    for (const key of texts) this.documents.put(key, shape.states.get(key)!);
    if (rest !== shape.rest) this.#store.setState({ rest: shape.rest });
    this.setItems(shape.items.map((item) => ({ ...item, collapsed: folded.has(item.key) })));
    this.#dropUnused(shown);
    this.#options.onEdit();
  }

  recent(): string[] {
    return this.documents.recent().filter((key) => this.indexOf(key) >= 0);
  }

  depth(key: string, way: 'undo' | 'redo'): number {
    return this.documents.depth(key, way);
  }

  stepText(key: string, way: 'undo' | 'redo'): boolean {
    return this.documents.stepText(key, way);
  }

  #dropUnused(shown: readonly MessageItem[]): void {
    for (const { key } of shown) if (this.indexOf(key) < 0) this.documents.drop(key);
  }

  // — how they look —

  setLook(look: EditorLook): void {
    this.#look = look;
    this.followSettings();
  }

  /** Makes links of these references in the text as it stands. */
  refer(references: readonly FoundReference[]): void {
    const byMessage = Map.groupBy(references, (reference) => reference.message);
    this.items.forEach((item, index) => this.documents.refer(item.key, byMessage.get(index) ?? []));
  }

  /** Brings every editor to the format, the order and the roles as they are now. */
  followSettings(): void {
    this.items.forEach((item, index) => this.documents.follow(item.key, this.#settingsOf(item, index)));
  }

  #settingsOf(item: MessageItem, index: number): EditorSettings {
    const { format } = this.#store.getState().rest;
    return {
      ...this.#look,
      format: item.role === 'placeholder' ? 'text' : format,
      label: messageText(item.role, index),
      hint: messageHint(item.role, format),
      names: this.#variableNames,
      desk: this.#options.desk ?? null,
    };
  }

  #variableNames = (): string[] => {
    const { check, rest } = this.#store.getState();
    return [
      ...new Set([
        ...rest.variables.map((variable) => variable.name),
        ...check.variables.map((variable) => variable.name),
      ]),
    ];
  };
}
