import type { Message, Role } from '../../shared/content.ts';
import type { MessageList } from './message-list.ts';
import type { Step } from './structure-history.ts';

/** Adds messages before the place `at`, and answers their keys. */
export function insertMessages(list: MessageList, messages: readonly Message[], at: number): string[] {
  const added = messages.map((message) => list.make(message));
  list.step(() => list.setItems(list.items.toSpliced(at, 0, ...added)));
  return added.map((item) => item.key);
}

/** Adds a message after `after`, or at the end, and answers its key. */
export function addMessage(list: MessageList, message: Message, after?: string): string {
  const at = after === undefined ? list.items.length : list.indexOf(after) + 1;
  return insertMessages(list, [message], at)[0]!;
}

/** Puts copies of messages that stand together after the last of them; answers their keys. */
export function duplicateMessages(list: MessageList, keys: readonly string[]): string[] {
  const copies = keys.map((key) => ({ role: list.item(key).role, text: list.documents.text(key) }));
  return insertMessages(list, copies, list.indexOf(keys.at(-1)!) + 1);
}

/** Takes out messages that stand together. The returned function puts them back with their undo histories, whatever was
 *  done since. */
export function removeMessages(list: MessageList, keys: readonly string[]): () => void {
  const at = list.indexOf(keys[0]!);
  const items = keys.map((key) => list.item(key));
  const states = keys.map((key) => list.documents.stateOf(key));
  const step = list.step(() => list.setItems(list.items.filter((item) => !keys.includes(item.key))));
  return () => {
    if (step !== null && list.history.takeBack(step)) return;
    if (keys.some((key) => list.indexOf(key) >= 0)) return;
    list.step(() => {
      keys.forEach((key, index) => list.documents.put(key, states[index]!));
      list.setItems(list.items.toSpliced(Math.min(at, list.items.length), 0, ...items));
    });
  };
}

/** Moves messages that stand together to `to`, an index in the list without them. */
export function moveMessages(list: MessageList, keys: readonly string[], to: number): void {
  const moved = keys.map((key) => list.item(key));
  const rest = list.items.filter((item) => !moved.includes(item));
  const next = rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, ...moved);
  if (next.some((item, index) => item !== list.items[index])) list.step(() => list.setItems(next));
}

export function setRole(list: MessageList, key: string, role: Role): void {
  if (list.item(key).role === role) return;
  list.step(() => list.setItems(list.items.map((item) => (item.key === key ? { ...item, role } : item))));
}

/** Cuts a message in two at its cursor; the line breaks around the cut go. Answers the key of the second half. */
export function splitMessage(list: MessageList, key: string): string {
  const { doc, selection, lineBreak } = list.documents.stateOf(key);
  const text = doc.toString();
  const before = text.slice(0, selection.main.head).replace(/\n+$/, '');
  const after = text.slice(selection.main.head).replace(/^\n+/, '');
  const second = list.make({ role: list.item(key).role, text: after.replaceAll('\n', lineBreak) });
  list.step(() => {
    list.documents.replace(key, before.replaceAll('\n', lineBreak));
    list.setItems(list.items.toSpliced(list.indexOf(key) + 1, 0, second));
  });
  return second.key;
}

/** Puts the text of the next message at the end of this one, an empty line between, and the cursor where they meet. */
export function joinWithNext(list: MessageList, key: string): void {
  const next = list.items[list.indexOf(key) + 1];
  if (next === undefined) return;
  const { doc, lineBreak } = list.documents.stateOf(key);
  const first = list.documents.text(key);
  const second = list.documents.text(next.key);
  const between = first === '' || second === '' ? '' : lineBreak + lineBreak;
  const seam = doc.length + (between === '' ? 0 : 2);
  list.step(() => {
    list.documents.replace(key, first + between + second);
    list.documents.putCursor(key, seam);
    list.setItems(list.items.filter((item) => item !== next));
  });
}

/** Puts `messages`, at least one, in place of one: its text becomes the first of them. */
export function replaceMessage(
  list: MessageList,
  key: string,
  messages: readonly Message[],
): { keys: string[]; step: Step | null } {
  const [first, ...others] = messages;
  if (first === undefined) return { keys: [key], step: null };
  const added = others.map((message) => list.make(message));
  const step = list.step(() => {
    list.documents.replace(key, first.text);
    const item = { ...list.item(key), role: first.role };
    list.setItems(list.items.toSpliced(list.indexOf(key), 1, item, ...added));
  });
  return { keys: [key, ...added.map((item) => item.key)], step };
}
