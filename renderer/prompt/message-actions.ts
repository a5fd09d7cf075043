import { flushSync } from 'react-dom';
import { type Message, type Role, ROLE_NAMES, ROLES } from '../../shared/content.ts';
import { showCard } from '../editor/hover-cards.ts';
import { showToast } from '../ui/toast.tsx';
import { blocksOf, placeOfNextExample, stepBlock } from './message-blocks.ts';
import {
  addMessage,
  duplicateMessages,
  insertMessages,
  joinWithNext,
  moveMessages,
  removeMessages,
  setRole,
  splitMessage,
} from './message-edits.ts';
import type { OpenPrompt } from './open-prompt.ts';

/** Adds the message that is likely wanted next, and puts the cursor in it. */
export function addAndFocus(prompt: OpenPrompt, role?: Role, after?: string): void {
  const last = prompt.messages.items.findLast((item) => item.role !== 'placeholder')?.role;
  const next = role ?? (last === undefined ? 'system' : last === 'user' ? 'assistant' : 'user');
  const message = { role: next, text: next === 'placeholder' ? 'history' : '' };
  focusMessage(prompt, addMessage(prompt.messages, message, after));
}

/** Adds a question and its answer before what is asked; where nothing is asked yet, a message for it too. */
export function addExamplePair(prompt: OpenPrompt): void {
  const { messages } = prompt;
  const roles = messages.items.map((item) => item.role);
  const at = placeOfNextExample(roles);
  const pair: Message[] = [
    { role: 'user', text: '' },
    { role: 'assistant', text: '' },
  ];
  const isAsked = roles.slice(at).some((role) => role === 'user' || role === 'placeholder');
  const added = insertMessages(messages, isAsked ? pair : [...pair, { role: 'user', text: '' }], at);
  focusMessage(prompt, added[0]!);
}

/** Takes messages out, with a way back. */
export function removeWithUndo(prompt: OpenPrompt, keys: readonly string[]): void {
  const { messages } = prompt;
  const at = messages.indexOf(keys[0]!);
  const { role } = messages.item(keys[0]!);
  const empty = keys.every((key) => prompt.documents.stateOf(key).doc.length === 0);
  const undo = removeMessages(messages, keys);
  const text = keys.length > 1 ? 'Example removed.' : `${ROLE_NAMES[role]} message removed.`;
  if (!empty) showToast({ text, action: { label: 'Undo', run: undo } });
  const neighbour = messages.items[Math.max(0, at - 1)];
  if (neighbour) focusMessage(prompt, neighbour.key);
}

export function duplicateAndFocus(prompt: OpenPrompt, keys: readonly string[]): void {
  focusMessage(prompt, duplicateMessages(prompt.messages, keys)[0]!);
}

/** Moves a message by one place; the cursor stays with it. */
export function moveBy(prompt: OpenPrompt, key: string, by: 1 | -1): void {
  keepFocus(prompt, () => moveMessages(prompt.messages, [key], prompt.messages.indexOf(key) + by));
}

/** Moves an example, known by its first message, past its neighbour. */
export function moveExampleBy(prompt: OpenPrompt, key: string, by: 1 | -1): void {
  const { items } = prompt.messages;
  const blocks = blocksOf(items.map((item) => item.role));
  const block = blocks.find((each) => items[each.from]?.key === key);
  const to = block && stepBlock(blocks, block, by);
  if (block === undefined || to === null || to === undefined) return;
  const keys = items.slice(block.from, block.from + block.count).map((item) => item.key);
  keepFocus(prompt, () => moveMessages(prompt.messages, keys, to));
}

export function splitAtCursor(prompt: OpenPrompt, key: string): void {
  if (prompt.messages.item(key).role === 'placeholder') {
    showToast({ text: 'A chat history holds a name and cannot be split.' });
    return;
  }
  const second = splitMessage(prompt.messages, key);
  prompt.documents.putCursor(second, 0);
  focusMessage(prompt, second);
}

/** Joins a message with its neighbour; the first of the two keeps its role. */
export function joinWith(prompt: OpenPrompt, key: string, by: 1 | -1): void {
  const at = prompt.messages.indexOf(key) + (by < 0 ? -1 : 0);
  const [first, second] = [prompt.messages.items[at], prompt.messages.items[at + 1]];
  if (!first || !second) {
    showToast({ text: by < 0 ? 'There is no message before this one.' : 'There is no message after this one.' });
    return;
  }
  if (first.role === 'placeholder' || second.role === 'placeholder') {
    showToast({ text: 'A chat history holds a name and cannot be joined with a text.' });
    return;
  }
  if (first.collapsed) prompt.messages.setCollapsed([first.key], false);
  joinWithNext(prompt.messages, first.key);
  focusMessage(prompt, first.key);
}

/** Gives a message the next role (1) or the one before (−1), round the ends. */
export function stepRole(prompt: OpenPrompt, key: string, by: 1 | -1): void {
  const at = ROLES.indexOf(prompt.messages.item(key).role);
  giveRole(prompt, key, ROLES[(at + by + ROLES.length) % ROLES.length]!);
}

export function giveRole(prompt: OpenPrompt, key: string, role: Role): void {
  keepFocus(prompt, () => setRole(prompt.messages, key, role));
}

/** Takes the latest change back or makes it again: of the text `key`, or of the messages. False where there was none. */
export function stepHistory(prompt: OpenPrompt, way: 'undo' | 'redo', key: string | null): boolean {
  const seen = prompt.messages.history[way](key);
  if (seen === null) return false;
  if (prompt.messages.item(seen).collapsed) prompt.messages.setCollapsed([seen], false);
  focusMessage(prompt, seen);
  return true;
}

/** Goes to a place in a message, opening it where it is collapsed. */
export function goTo(prompt: OpenPrompt, message: number, from: number, to: number): void {
  const item = prompt.messages.items[message];
  if (!item) return;
  if (item.collapsed) prompt.messages.setCollapsed([item.key], false);
  if (!prompt.documents.select(item.key, from, to)) afterPaint(() => prompt.documents.select(item.key, from, to));
}

/** Goes to a position in a message's editor, and shows what is said of it. */
export function goToPosition(prompt: OpenPrompt, key: string, position: number): void {
  if (prompt.messages.items.find((item) => item.key === key)?.collapsed === true)
    prompt.messages.setCollapsed([key], false);
  const show = () => {
    const there = prompt.documents.reveal(key, position);
    const view = prompt.documents.view(key);
    if (view) showCard(view);
    return there;
  };
  if (!show()) afterPaint(show);
}

/** Puts the cursor in a message, where it was: at once, for what is typed next, and again should a menu that closes take the
 *  focus away. */
export function focusMessage(prompt: OpenPrompt, key: string): void {
  flushSync(() => undefined); // the page shows what the state says
  const focus = () => {
    const view = prompt.documents.view(key);
    if (view && !view.hasFocus) view.focus();
  };
  focus();
  afterPaint(() => {
    if (document.activeElement?.closest('.cm-editor') == null) focus();
  });
}

/** Runs a change that may draw cards anew, and gives the focus back to the text that had it. */
function keepFocus(prompt: OpenPrompt, act: () => void): void {
  const focused = prompt.messages.items.find((item) => prompt.documents.view(item.key)?.hasFocus);
  act();
  if (focused) focusMessage(prompt, focused.key);
}

/** Once the page shows what the state says, and after a menu that closes has handed the focus back. */
function afterPaint(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
