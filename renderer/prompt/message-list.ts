import type { StoreApi } from 'zustand/vanilla';
import type { FoundReference, Problem } from '../../shared/contract.ts';
import type { Message, Role } from '../../shared/content.ts';
import type { EditorDesk } from '../editor/editor-desk.ts';
import type { EditorSettings } from '../editor/message-editor-state.ts';
import { MessageDocuments, messageHint, messageText } from './message-documents.ts';
import type { MessageItem, OpenPromptState } from './open-prompt-state.ts';

/** The messages of an open prompt: their order and roles in its store, their texts in `documents`. */
export class MessageList {
  readonly documents: MessageDocuments;
  #store: StoreApi<OpenPromptState>;
  #onEdit: () => void;
  #desk: EditorDesk | null;
  #wrap = true;
  #keys = 0;
  #lastFocused: string | null = null;

  constructor(store: StoreApi<OpenPromptState>, onEdit: () => void, desk: EditorDesk | null) {
    this.#store = store;
    this.#desk = desk;
    this.#onEdit = onEdit;
    this.documents = new MessageDocuments(onEdit);
  }

  /** The messages as they stand. Costs the length of the text. */
  get now(): Message[] {
    return this.items.map((item) => ({ role: item.role, text: this.documents.text(item.key) }));
  }

  get items(): readonly MessageItem[] {
    return this.#store.getState().items;
  }

  /** Puts `messages` in place of what is here, each in the document that stood in its place. */
  show(messages: readonly Message[]): void {
    const shown = this.items;
    const items = messages.map((message, index): MessageItem => {
      const item = shown[index];
      if (!item) return this.#newItem(message);
      this.documents.replace(item.key, message.text);
      return { ...item, role: message.role };
    });
    this.#store.setState({ items });
    for (const gone of shown.slice(messages.length)) this.documents.drop(gone.key);
    this.followSettings();
  }

  /** Adds a message after `after`, or at the end, and answers its key. */
  add(message: Message, after?: string): string {
    const at = after === undefined ? this.items.length : this.items.findIndex((item) => item.key === after) + 1;
    const item = this.#newItem(message);
    this.#setItems(this.items.toSpliced(at, 0, item));
    return item.key;
  }

  duplicate(key: string): string {
    return this.add({ role: this.#item(key).role, text: this.documents.text(key) }, key);
  }

  /** Takes a message out; the returned function puts it back with its undo history. */
  remove(key: string): () => void {
    const at = this.items.findIndex((item) => item.key === key);
    const item = this.#item(key);
    const state = this.documents.stateOf(key);
    this.#setItems(this.items.toSpliced(at, 1));
    this.documents.drop(key);
    return () => {
      this.documents.put(key, state);
      this.#setItems(this.items.toSpliced(Math.min(at, this.items.length), 0, item));
    };
  }

  /** Moves a message to `to`, an index in the list without it. */
  move(key: string, to: number): void {
    const item = this.#item(key);
    const rest = this.items.filter((each) => each !== item);
    const at = Math.max(0, Math.min(to, rest.length));
    if (this.items.indexOf(item) !== at) this.#setItems(rest.toSpliced(at, 0, item));
  }

  setRole(key: string, role: Role): void {
    this.#setItems(this.items.map((item) => (item.key === key ? { ...item, role } : item)));
  }

  setCollapsed(key: string, collapsed: boolean): void {
    this.#store.setState(({ items }) => ({
      items: items.map((item) => (item.key === key ? { ...item, collapsed } : item)),
    }));
  }

  setWrap(wrap: boolean): void {
    if (wrap === this.#wrap) return;
    this.#wrap = wrap;
    this.followSettings();
  }

  /** The message that was written in last, for commands about "this message". */
  get focused(): string | null {
    return this.items.some((item) => item.key === this.#lastFocused) ? this.#lastFocused : (this.items[0]?.key ?? null);
  }

  noteFocus(key: string): void {
    this.#lastFocused = key;
  }

  /** Underlines these problems of the text as it stands. */
  mark(problems: readonly Problem[]): void {
    this.items.forEach((item, index) => {
      this.documents.mark(
        item.key,
        problems.filter((problem) => problem.message === index),
      );
    });
  }

  /** Makes links of these references in the text as it stands. */
  refer(references: readonly FoundReference[]): void {
    this.items.forEach((item, index) => {
      this.documents.refer(
        item.key,
        references.filter((reference) => reference.message === index),
      );
    });
  }

  /** Brings every editor to the format, the order and the roles as they are now. */
  followSettings(): void {
    this.items.forEach((item, index) => this.documents.follow(item.key, this.#settingsOf(item, index)));
  }

  #item(key: string): MessageItem {
    const item = this.items.find((each) => each.key === key);
    if (!item) throw new Error(`no message ${key}`);
    return item;
  }

  #newItem(message: Message): MessageItem {
    const item: MessageItem = { key: `m${++this.#keys}`, role: message.role, collapsed: false };
    this.documents.create(item.key, message.text, this.#settingsOf(item, 0));
    return item;
  }

  #setItems(items: readonly MessageItem[]): void {
    this.#store.setState({ items });
    this.followSettings();
    this.#onEdit();
  }

  #settingsOf(item: MessageItem, index: number): EditorSettings {
    return {
      format: item.role === 'placeholder' ? 'text' : this.#store.getState().rest.format,
      wrap: this.#wrap,
      label: messageText(item.role, index),
      hint: messageHint(item.role, this.#store.getState().rest.format),
      names: () => this.#variableNames(),
      desk: this.#desk,
    };
  }

  #variableNames(): string[] {
    const { check, rest } = this.#store.getState();
    return [
      ...new Set([
        ...rest.variables.map((variable) => variable.name),
        ...check.variables.map((variable) => variable.name),
      ]),
    ];
  }
}
