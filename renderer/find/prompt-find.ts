import { isolateHistory } from '@codemirror/commands';
import { EditorView } from '@codemirror/view';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { positionOf } from '../editor/text-offsets.ts';
import { focusMessage } from '../prompt/message-actions.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { call } from '../state/client.ts';
import { matchesIn, setCurrentMatch, setMatches } from './find-marks.ts';

export type FindState = {
  open: boolean;
  text: string;
  matchCase: boolean;
  wholeWord: boolean;
  regex: boolean;
  replacement: string;
  /** How many there are, and which of them is gone to, from 0; null before the first step. */
  count: number;
  current: number | null;
  more: boolean;
  refusal: string | null;
  /** Counts the times the bar was asked for: the field takes the focus each time. */
  asked: number;
};

type Match = { key: string; from: number; to: number; insert: string };

const CLOSED: FindState = {
  open: false,
  text: '',
  matchCase: false,
  wholeWord: false,
  regex: false,
  replacement: '',
  count: 0,
  current: null,
  more: false,
  refusal: null,
  asked: 0,
};

const finds = new WeakMap<OpenPrompt, PromptFind>();

/** The one find bar of a prompt; what was looked for is there again when it is opened again. */
export function promptFind(prompt: OpenPrompt): PromptFind {
  let find = finds.get(prompt);
  if (!find) finds.set(prompt, (find = new PromptFind(prompt)));
  return find;
}

/** Find and replace over all messages of a prompt. Places are found in the host, where an expression that takes too long is
 *  stopped; in between, edits move them along. */
class PromptFind {
  readonly store: StoreApi<FindState> = createStore(() => CLOSED);
  readonly #prompt: OpenPrompt;
  #questions = 0;

  constructor(prompt: OpenPrompt) {
    this.#prompt = prompt;
  }

  /** Shows the bar, with what is selected to look for. */
  show(): void {
    const selected = this.#selectedText();
    const { asked, text } = this.store.getState();
    this.store.setState({ open: true, asked: asked + 1, text: selected === '' ? text : selected });
    void this.look();
  }

  close(): void {
    this.#questions++;
    const current = this.#currentMatch();
    this.store.setState({ open: false, current: null, count: 0, refusal: null });
    for (const { key } of this.#prompt.messages.items)
      this.#prompt.documents.apply(key, { effects: setMatches.of([]) });
    const key = current?.key ?? this.#prompt.messages.focused;
    if (key !== null) focusMessage(this.#prompt, key);
  }

  change(part: Partial<Pick<FindState, 'text' | 'matchCase' | 'wholeWord' | 'regex' | 'replacement'>>): void {
    this.store.setState({ ...part, current: null });
    void this.look();
  }

  /** Looks again: the query changed, or the text. An answer that was overtaken is let go. */
  async look(): Promise<boolean> {
    const question = ++this.#questions;
    const { open, text, matchCase, wholeWord, regex, replacement } = this.store.getState();
    if (!open) return false;
    const { items } = this.#prompt.messages;
    const states = items.map(({ key }) => this.#prompt.documents.stateOf(key));
    if (text === '') {
      items.forEach(({ key }) => this.#prompt.documents.apply(key, { effects: setMatches.of([]) }));
      this.store.setState({ count: 0, current: null, more: false, refusal: null });
      return false;
    }
    const texts = items.map(({ key, role }) => (role === 'placeholder' ? '' : this.#prompt.documents.text(key)));
    const reply = await call('text.match', { query: { text, matchCase, wholeWord, regex }, texts, replacement });
    const isCurrent =
      question === this.#questions &&
      items.every(({ key }, index) => this.#has(key) && this.#prompt.documents.stateOf(key).doc === states[index]!.doc);
    if (!isCurrent) return false;
    const at = this.#currentMatch();
    items.forEach(({ key }, index) => {
      const state = states[index]!;
      const found = (reply.ok ? (reply.value.matches[index] ?? []) : []).map(({ from, to, insert }) => ({
        from: positionOf(state, from),
        to: positionOf(state, to),
        ...(insert === undefined ? {} : { insert }),
      }));
      this.#prompt.documents.apply(key, { effects: setMatches.of(found) });
    });
    const all = this.#matches();
    const current = at ? all.findIndex(({ key, from }) => key === at.key && from === at.from) : -1;
    this.store.setState({
      count: all.length,
      current: current < 0 ? null : current,
      more: reply.ok && reply.value.more,
      refusal: reply.ok ? null : reply.error.message,
    });
    if (current >= 0) this.#mark(all[current]!);
    return true;
  }

  /** Goes to the next match (`1`) or the one before (`-1`), from the cursor at first, round the ends. */
  step(by: 1 | -1): void {
    const all = this.#matches();
    if (all.length === 0) return;
    const { current } = this.store.getState();
    this.#goTo(all, current === null ? this.#nearest(all, by) : (current + by + all.length) % all.length);
  }

  /** Replaces the match that is gone to and goes to the next one; goes to the first where none is. */
  replaceOne(): void {
    const match = this.#currentMatch();
    if (!match) return this.step(1);
    this.#replace(match.key, [match]);
    const all = this.#matches();
    const { current } = this.store.getState();
    this.store.setState({ count: all.length });
    if (all.length === 0) this.store.setState({ current: null });
    else this.#goTo(all, (current ?? 0) % all.length);
  }

  /** Replaces every match; each message takes it back in one step of its own. Answers how many there were. */
  replaceAll(): number {
    const all = this.#matches();
    for (const [key, own] of Map.groupBy(all, (match) => match.key)) this.#replace(key, own);
    this.store.setState({ count: 0, current: null });
    return all.length;
  }

  /** What is put in is no match any more, even where it reads like one, until it is looked for again. */
  #replace(key: string, matches: readonly Match[]): void {
    const { documents } = this.#prompt;
    const state = documents.stateOf(key);
    documents.apply(key, {
      changes: matches.map(({ from, to, insert }) => ({ from, to, insert: state.toText(insert) })),
      annotations: isolateHistory.of('full'),
      userEvent: 'input.replace',
    });
  }

  #goTo(all: readonly Match[], index: number): void {
    const match = all[index]!;
    this.store.setState({ current: index });
    const item = this.#prompt.messages.items.find(({ key }) => key === match.key);
    if (item?.collapsed) this.#prompt.messages.setCollapsed([match.key], false);
    this.#mark(match);
  }

  #mark(match: Match): void {
    for (const { key } of this.#prompt.messages.items) {
      const isHere = key === match.key;
      const scroll = isHere ? [EditorView.scrollIntoView(match.from, { y: 'center' })] : [];
      this.#prompt.documents.apply(key, {
        effects: [setCurrentMatch.of(isHere ? match.from : null), ...scroll],
        ...(isHere ? { selection: { anchor: match.from, head: match.to } } : {}),
      });
    }
  }

  #currentMatch(): Match | undefined {
    const { current } = this.store.getState();
    return current === null ? undefined : this.#matches()[current];
  }

  #matches(): Match[] {
    return this.#prompt.messages.items.flatMap(({ key }) =>
      matchesIn(this.#prompt.documents.stateOf(key)).map((match) => ({ key, ...match })),
    );
  }

  /** The first match behind the cursor of the message that was written in last, or the last one before it. */
  #nearest(all: readonly Match[], by: 1 | -1): number {
    const { focused, items } = this.#prompt.messages;
    const order = new Map(items.map(({ key }, index) => [key, index]));
    const at = order.get(focused ?? '') ?? 0;
    const cursor = focused === null ? 0 : this.#prompt.documents.stateOf(focused).selection.main.from;
    const isBehind = ({ key, from }: Match) => order.get(key)! > at || (order.get(key) === at && from >= cursor);
    const next = all.findIndex(isBehind);
    if (by === 1) return next < 0 ? 0 : next;
    return ((next < 0 ? all.length : next) - 1 + all.length) % all.length;
  }

  #selectedText(): string {
    const { focused } = this.#prompt.messages;
    if (focused === null) return '';
    const { doc, selection } = this.#prompt.documents.stateOf(focused);
    const text = doc.sliceString(selection.main.from, selection.main.to);
    return text.includes('\n') || text.length > 200 ? '' : text;
  }

  #has(key: string): boolean {
    return this.#prompt.messages.items.some((item) => item.key === key);
  }
}
