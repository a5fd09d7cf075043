import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FoundVariable, Problem, PromptDetail } from '../../shared/contract.ts';
import { type Content, emptyContent, type Message, type Role } from '../../shared/content.ts';
import type { Reply } from '../../shared/reply.ts';
import type { EditorSettings } from '../editor/message-editor-state.ts';
import type { call as Call } from '../state/client.ts';
import { DraftSaver, type SaveState } from './draft-saver.ts';
import { MessageDocuments, messageHint, messageText } from './message-documents.ts';

/** A message on the screen; its text is in the documents, under its key. */
export type MessageItem = { key: string; role: Role; collapsed: boolean };
/** Everything a content says besides its messages. */
export type Rest = Omit<Content, 'messages'>;
/** `pauses` tells which text it is about. */
export type Check = { variables: FoundVariable[]; problems: Problem[]; pauses: number };

export type OpenPromptState = {
  /** Why the prompt could not be read; null while all is well. */
  failure: string | null;
  /** What the host last said; null until it has answered. */
  detail: PromptDetail | null;
  items: readonly MessageItem[];
  rest: Rest;
  /** Counts pauses in typing: what follows the text (checks, previews, counts) follows this. */
  pauses: number;
  check: Check;
  save: SaveState;
  /** Counts the draft's saves; 0 while there is no draft. */
  revision: number;
  base: { versionId: string; number: number } | null;
};

/** Typing pauses after which the draft is saved, and after which the text is checked and rendered, in milliseconds. */
const SAVE_PAUSE = 150;
const SAVE_AT_LATEST = 1_000;
const CHECK_PAUSE = 200;

/** One prompt that is open in this window: its draft as it is being written, and its way to the host. It lives as long as
 *  its tab, so text, cursors and undo outlast every switch. */
export class OpenPrompt {
  readonly promptId: string;
  readonly store: StoreApi<OpenPromptState>;
  readonly documents: MessageDocuments;
  readonly saver: DraftSaver;
  #call: typeof Call;
  #edits = 0;
  #adopting = false;
  #wrap = true;
  #content: { edits: number; content: Content } | null = null;
  #pauseTimer: ReturnType<typeof setTimeout> | undefined;
  #refreshWanted = false;
  #keys = 0;
  #lastFocused: string | null = null;

  constructor(promptId: string, call: typeof Call) {
    this.promptId = promptId;
    this.#call = call;
    this.documents = new MessageDocuments(() => this.#edited());
    this.saver = new DraftSaver({
      save: () => this.#save(),
      onState: (save) => this.#saved(save),
      pause: SAVE_PAUSE,
      longest: SAVE_AT_LATEST,
    });
    const { messages: _, ...rest } = emptyContent();
    this.store = createStore<OpenPromptState>(() => ({
      failure: null,
      detail: null,
      items: [],
      rest,
      pauses: 0,
      check: { variables: [], problems: [], pauses: 0 },
      save: { kind: 'settled' },
      revision: 0,
      base: null,
    }));
  }

  // — what the host has —

  /** Reads the prompt, and shows the host's text unless something here is not saved yet. */
  async refresh(): Promise<void> {
    if (!this.saver.idle) {
      this.#refreshWanted = true;
      return;
    }
    const before = { edits: this.#edits, revision: this.store.getState().revision };
    const reply = await this.#call('prompt.get', { promptId: this.promptId });
    if (!reply.ok) {
      if (this.store.getState().detail === null || reply.error.code !== 'host-gone')
        this.store.setState({ failure: reply.error.message });
      return;
    }
    // An answer from before an edit or a save of ours says nothing about what is here now.
    if (!this.saver.idle || this.#edits !== before.edits || this.store.getState().revision !== before.revision) {
      await this.refresh();
      return;
    }
    this.#meet(reply.value);
  }

  #meet(detail: PromptDetail): void {
    const { detail: known, revision, base } = this.store.getState();
    const next = baseOf(detail);
    const theirs = detail.draft?.revision ?? 0;
    const first = known === null;
    this.store.setState({ detail, failure: null });
    if (first || theirs !== revision || (next?.versionId ?? null) !== (base?.versionId ?? null)) this.adopt(detail);
  }

  /** Puts the host's text in place of what is here. */
  adopt(detail: PromptDetail): void {
    this.saver.forget();
    this.store.setState({ detail, failure: null, revision: detail.draft?.revision ?? 0, base: baseOf(detail) });
    this.#adopting = true;
    this.#show(detail.draft?.content ?? detail.headVersion?.content ?? emptyContent());
    this.#adopting = false;
    this.#edits++;
    this.#pausedNow();
  }

  #show(content: Content): void {
    const { messages, ...rest } = content;
    const { items: shown } = this.store.getState();
    this.store.setState({ rest });
    const items = messages.map((message, index): MessageItem => {
      const item = shown[index];
      if (!item) return this.#newItem(message);
      this.documents.replace(item.key, message.text);
      return { ...item, role: message.role };
    });
    this.store.setState({ items });
    for (const gone of shown.slice(messages.length)) this.documents.drop(gone.key);
    this.#followAll();
  }

  // — what is written here —

  /** The content as it stands on the screen. Costs the length of the text: not for every keystroke. */
  contentNow(): Content {
    if (this.#content?.edits !== this.#edits) {
      const { items, rest } = this.store.getState();
      const messages = items.map((item): Message => ({ role: item.role, text: this.documents.text(item.key) }));
      this.#content = { edits: this.#edits, content: { ...rest, messages } };
    }
    return this.#content.content;
  }

  /** Puts `content` in place of what is here, as an edit: it will be saved as the draft. */
  write(content: Content): void {
    this.#show(content);
    this.#edited();
  }

  changeRest(change: Partial<Rest>): void {
    this.store.setState(({ rest }) => ({ rest: { ...rest, ...change } }));
    if (change.format !== undefined) this.#followAll();
    this.#edited();
  }

  setWrap(wrap: boolean): void {
    if (wrap === this.#wrap) return;
    this.#wrap = wrap;
    this.#followAll();
  }

  /** Adds a message after `after`, or at the end, and answers its key. */
  addMessage(message: Message, after?: string): string {
    const { items } = this.store.getState();
    const at = after === undefined ? items.length : items.findIndex((item) => item.key === after) + 1;
    const item = this.#newItem(message);
    this.#setItems(items.toSpliced(at, 0, item));
    return item.key;
  }

  duplicateMessage(key: string): string {
    const item = this.#item(key);
    return this.addMessage({ role: item.role, text: this.documents.text(key) }, key);
  }

  /** Takes a message out; the returned function puts it back with its undo history. */
  removeMessage(key: string): () => void {
    const { items } = this.store.getState();
    const at = items.findIndex((item) => item.key === key);
    const item = this.#item(key);
    const state = this.documents.stateOf(key);
    this.#setItems(items.toSpliced(at, 1));
    this.documents.drop(key);
    return () => {
      this.documents.put(key, state);
      const now = this.store.getState().items;
      this.#setItems(now.toSpliced(Math.min(at, now.length), 0, item));
    };
  }

  /** Moves a message to `to`, an index in the list without it. */
  moveMessage(key: string, to: number): void {
    const { items } = this.store.getState();
    const item = this.#item(key);
    const rest = items.filter((each) => each !== item);
    const at = Math.max(0, Math.min(to, rest.length));
    if (items.indexOf(item) !== at) this.#setItems(rest.toSpliced(at, 0, item));
  }

  setRole(key: string, role: Role): void {
    this.#setItems(this.store.getState().items.map((item) => (item.key === key ? { ...item, role } : item)));
  }

  setCollapsed(key: string, collapsed: boolean): void {
    this.store.setState(({ items }) => ({
      items: items.map((item) => (item.key === key ? { ...item, collapsed } : item)),
    }));
  }

  /** The message that was written in last, for commands about "this message". */
  get focused(): string | null {
    const { items } = this.store.getState();
    return items.some((item) => item.key === this.#lastFocused) ? this.#lastFocused : (items[0]?.key ?? null);
  }

  noteFocus(key: string): void {
    this.#lastFocused = key;
  }

  // — the draft —

  get hasDraft(): boolean {
    return this.store.getState().revision > 0 || !this.saver.idle;
  }

  /** Another window changed this draft: shows theirs and lets go of what was written here since. */
  async takeTheirs(): Promise<Reply<unknown>> {
    const reply = await this.#call('prompt.get', { promptId: this.promptId });
    if (reply.ok) this.adopt(reply.value);
    return reply;
  }

  /** Saves what is here over what another window saved. */
  async keepMine(): Promise<Reply<unknown>> {
    const reply = await this.#call('prompt.get', { promptId: this.promptId });
    if (!reply.ok) return reply;
    this.store.setState({ detail: reply.value, revision: reply.value.draft?.revision ?? 0 });
    await this.saver.flush();
    return reply;
  }

  /** Lets go of the draft. Answers what was in it, to be written again on undo. */
  async discard(): Promise<Reply<Content>> {
    const content = this.contentNow();
    this.saver.forget();
    const reply = await this.#call('draft.discard', { promptId: this.promptId });
    if (!reply.ok) return reply;
    const taken = await this.takeTheirs();
    return taken.ok ? { ok: true, value: content } : taken;
  }

  async #save(): Promise<Reply<unknown>> {
    const { revision, base } = this.store.getState();
    const reply = await this.#call('draft.save', {
      promptId: this.promptId,
      content: this.contentNow(),
      baseVersionId: base?.versionId ?? null,
      expectedRevision: revision,
    });
    // Text that says what the newest version says is no draft: the host answers revision 0.
    if (reply.ok) this.store.setState({ revision: reply.value.revision });
    return reply;
  }

  #saved(save: SaveState): void {
    this.store.setState({ save });
    if (save.kind !== 'settled' || !this.#refreshWanted) return;
    this.#refreshWanted = false;
    // The saver reports from within its run; it is idle after it.
    setTimeout(() => void this.refresh());
  }

  // — following the text —

  #edited(): void {
    if (this.#adopting) return;
    this.#edits++;
    this.saver.changed();
    clearTimeout(this.#pauseTimer);
    this.#pauseTimer = setTimeout(() => this.#pausedNow(), CHECK_PAUSE);
  }

  #pausedNow(): void {
    clearTimeout(this.#pauseTimer);
    this.store.setState(({ pauses }) => ({ pauses: pauses + 1 }));
    void this.#runCheck();
  }

  async #runCheck(): Promise<void> {
    const edits = this.#edits;
    const { format, messages } = this.contentNow();
    const reply = await this.#call('template.check', { format, messages });
    // Positions are true of the text that was checked only; a newer check is on its way.
    if (!reply.ok || edits !== this.#edits) return;
    this.store.setState(({ pauses }) => ({ check: { ...reply.value, pauses } }));
  }

  /** Underlines these problems of the text as it stands. */
  markProblems(problems: readonly Problem[]): void {
    this.store.getState().items.forEach((item, index) => {
      this.documents.mark(
        item.key,
        problems.filter((problem) => problem.message === index),
      );
    });
  }

  // — messages —

  #item(key: string): MessageItem {
    const item = this.store.getState().items.find((each) => each.key === key);
    if (!item) throw new Error(`no message ${key}`);
    return item;
  }

  #newItem(message: Message): MessageItem {
    const item: MessageItem = { key: `m${++this.#keys}`, role: message.role, collapsed: false };
    this.documents.create(item.key, message.text, this.#settingsOf(item, 0));
    return item;
  }

  #setItems(items: readonly MessageItem[]): void {
    this.store.setState({ items });
    this.#followAll();
    this.#edited();
  }

  #followAll(): void {
    this.store
      .getState()
      .items.forEach((item, index) => this.documents.follow(item.key, this.#settingsOf(item, index)));
  }

  #settingsOf(item: MessageItem, index: number): EditorSettings {
    return {
      format: item.role === 'placeholder' ? 'text' : this.store.getState().rest.format,
      wrap: this.#wrap,
      label: messageText(item.role, index),
      hint: messageHint(item.role, this.store.getState().rest.format),
      names: () => this.#variableNames(),
    };
  }

  #variableNames(): string[] {
    const { check, rest } = this.store.getState();
    return [
      ...new Set([
        ...rest.variables.map((variable) => variable.name),
        ...check.variables.map((variable) => variable.name),
      ]),
    ];
  }
}

function baseOf(detail: PromptDetail): OpenPromptState['base'] {
  const { draft, headVersion } = detail;
  if (draft)
    return draft.baseVersionId === null ? null : { versionId: draft.baseVersionId, number: draft.baseNumber ?? 0 };
  return headVersion ? { versionId: headVersion.id, number: headVersion.number } : null;
}
