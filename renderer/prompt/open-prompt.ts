import type { Extension } from '@codemirror/state';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem, PromptDetail } from '../../shared/contract.ts';
import { type Content, emptyContent } from '../../shared/content.ts';
import type { Reply } from '../../shared/reply.ts';
import type { EditorDesk } from '../editor/editor-desk.ts';
import type { call as Call } from '../state/client.ts';
import { DraftSaver, type SaveState } from './draft-saver.ts';
import type { MessageDocuments } from './message-documents.ts';
import { MessageList } from './message-list.ts';
import { baseOf, type OpenPromptState, type Rest, unreadPrompt } from './open-prompt-state.ts';

/** Typing pauses after which the draft is saved, and after which the text is checked and rendered, in milliseconds. */
const SAVE_PAUSE = 150;
const SAVE_AT_LATEST = 1_000;
const CHECK_PAUSE = 200;
/** Longer text waits longer: sending 200,000 characters to the host costs a third of a frame each time. */
const LONG = 20_000; // characters
const LONGER_BY = 1 / 400; // milliseconds for each character over that

/** What an open prompt has from the window around it. */
type PromptWindow = {
  /** What its editors ask of the window. */
  desk?: (prompt: OpenPrompt) => EditorDesk;
  /** What the editor of a message does besides writing. */
  behaviour?: (prompt: OpenPrompt, key: string) => Extension;
};

/** One prompt that is open in this window: its draft as it is being written, and its way to the host. It lives as long as
 *  its tab, so text, cursors and undo outlast every switch. */
export class OpenPrompt {
  readonly promptId: string;
  readonly store: StoreApi<OpenPromptState>;
  readonly messages: MessageList;
  readonly saver: DraftSaver;
  #call: typeof Call;
  #edits = 0;
  #pausedAt = 0;
  #adopting = false;
  #content: { edits: number; content: Content } | null = null;
  #pauseTimer: ReturnType<typeof setTimeout> | undefined;
  #refreshWanted = false;
  /** The text that the underlines are about, and what waits for those of the text as it stands. */
  #markedAt = -1;
  #waiting: (() => void)[] = [];

  constructor(promptId: string, call: typeof Call, window: PromptWindow = {}) {
    this.promptId = promptId;
    this.#call = call;
    this.store = createStore<OpenPromptState>(unreadPrompt);
    const { desk, behaviour } = window;
    this.messages = new MessageList(this.store, {
      onEdit: () => this.#edited(),
      desk: desk?.(this) ?? null,
      behaviour: behaviour && ((key) => behaviour(this, key)),
    });
    this.saver = new DraftSaver({
      save: () => this.#save(),
      onState: (save) => this.#saved(save),
      pause: () => this.#pause(SAVE_PAUSE),
      longest: SAVE_AT_LATEST,
    });
  }

  get documents(): MessageDocuments {
    return this.messages.documents;
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
    // A text that an owner took out must not go on standing here.
    const isGone =
      theirs === 0 && (detail.headVersion?.redacted === undefined) !== (known?.headVersion?.redacted === undefined);
    if (first || isGone || theirs !== revision || (next?.versionId ?? null) !== (base?.versionId ?? null))
      this.adopt(detail);
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

  #show({ messages, ...rest }: Content): void {
    this.store.setState({ rest });
    this.messages.show(messages);
  }

  // — what is written here —

  /** The content as it stands on the screen. Costs the length of the text: not for every keystroke. */
  contentNow(): Content {
    if (this.#content?.edits !== this.#edits) {
      const content = { ...this.store.getState().rest, messages: this.messages.now };
      this.#content = { edits: this.#edits, content };
    }
    return this.#content.content;
  }

  /** Puts `content` in place of what is here, as an edit: it will be saved as the draft, and can be taken back in one step. */
  write(content: Content): void {
    this.messages.step(() => this.#show(content));
  }

  changeRest(change: Partial<Rest>): void {
    this.store.setState(({ rest }) => ({ rest: { ...rest, ...change } }));
    if (change.format !== undefined) this.messages.followSettings();
    this.#edited();
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

  /** Whether what is known of the text (its problems, its references) is about the text as it stands. */
  get isAtRest(): boolean {
    const { check, pauses } = this.store.getState();
    return this.#pausedAt === this.#edits && check.pauses === pauses;
  }

  /** Underlines these problems, unless the text they are about was written in meanwhile. */
  markProblems(problems: readonly Problem[]): void {
    if (!this.isAtRest) return;
    this.messages.mark(problems);
    this.#markedAt = this.#edits;
    this.#actOnMarks();
  }

  /** Acts on the underlines of the text as it stands: at once, or as soon as they are there. A change of the text before
   *  that lets go of it. */
  whenMarked(act: () => void): void {
    if (this.#markedAt === this.#edits) {
      act();
      return;
    }
    this.#waiting.push(act);
    if (this.#pausedAt !== this.#edits) this.#pausedNow();
  }

  /** Lets go of what waits for underlines. */
  waitNoMore(): void {
    this.#waiting = [];
  }

  #actOnMarks(): void {
    for (const act of this.#waiting.splice(0)) act();
  }

  /** Reads the text once more: what it refers to may mean something else now. */
  checkAgain(): void {
    if (this.#pausedAt === this.#edits) this.#pausedNow();
  }

  #edited(): void {
    if (this.#adopting) return;
    this.#edits++;
    this.waitNoMore();
    this.saver.changed();
    clearTimeout(this.#pauseTimer);
    this.#pauseTimer = setTimeout(() => this.#pausedNow(), this.#pause(CHECK_PAUSE));
  }

  #pause(usual: number): number {
    return usual + Math.max(0, this.messages.length - LONG) * LONGER_BY;
  }

  #pausedNow(): void {
    clearTimeout(this.#pauseTimer);
    this.#pausedAt = this.#edits;
    this.store.setState(({ pauses }) => ({ pauses: pauses + 1 }));
    void this.#runCheck();
  }

  async #runCheck(): Promise<void> {
    const edits = this.#edits;
    const { format, messages, variables } = this.contentNow();
    const holder = { promptId: this.promptId, versionId: null };
    const reply = await this.#call('template.check', { format, messages, variables, holder });
    // Positions are true of the text that was checked only; a newer check is on its way.
    if (edits !== this.#edits) return;
    if (!reply.ok) {
      this.#actOnMarks(); // those from before are all there is
      return;
    }
    this.store.setState(({ pauses }) => ({ check: { ...reply.value, pauses } }));
    this.messages.refer(reply.value.references);
  }
}
