import type { Message, Role } from '../content.ts';
import { alignMessages } from '../diff/align-messages.ts';
import { likeness, wordBag } from '../diff/likeness.ts';
import { mergeText } from './merge-text.ts';
import { placeKeys, type Run } from './place-keys.ts';
import type { TextPart } from './text-parts.ts';
import { type Merged, mergeValue, type Side, type Whose } from './three-way.ts';
import type { WordBudget } from './weave-words.ts';

/** What stands at a place of the merged prompt: a message (`by` tells who put it there), or a question. */
export type MessageSlot =
  | { kind: 'message'; by: Whose; role: Merged<Role>; text: TextPart[] }
  /** One side took the message out, `keeper` changed it. */
  | { kind: 'removed'; id: string; keeper: Side; base: Message; kept: Message }
  /** Both sides put messages in at one place. */
  | { kind: 'added'; id: string; mine: Message[]; theirs: Message[] };

export type MergedMessages = {
  /** The keys of what both sides have. */
  order: Merged<string[]>;
  items: Record<string, MessageSlot>;
  /** What one side alone has, by the key it follows; `''` for the beginning. */
  runs: Record<string, MessageSlot[]>;
  /** What is not there any more, and who took it out. */
  removed: { by: Exclude<Whose, 'same'>; message: Message }[];
};

type Messages = readonly Message[];
/** One side beside the base: a key per message, the same as that of the message of the base it was. */
type Keyed = { keys: string[]; at: Map<string, Message> };

/** Merges messages one by one: which became which is told by role and likeness (see `alignMessages`). */
export function mergeMessages(base: Messages, mine: Messages, theirs: Messages, budget: WordBudget): MergedMessages {
  const sides = { mine: keyed(base, mine, 'm'), theirs: keyed(base, theirs, 't') };
  const baseKeys = base.map((_, index) => `b${index}`);
  const removed: MergedMessages['removed'] = [];
  const kept = new Map<string, MessageSlot>();
  for (const [index, key] of baseKeys.entries()) {
    const [own, other] = [sides.mine.at.get(key), sides.theirs.at.get(key)];
    if (own && other) continue;
    const message = base[index]!;
    const keeper = own ? 'mine' : 'theirs';
    const rest = own ?? other;
    if (rest && !sameMessage(rest, message))
      kept.set(key, { kind: 'removed', id: `message ${key} removed`, keeper, base: message, kept: rest });
    else {
      removed.push({ by: !rest ? 'both' : keeper === 'mine' ? 'theirs' : 'mine', message });
      drop(sides.mine, key);
      drop(sides.theirs, key);
    }
  }
  const placed = placeKeys('messages order', baseKeys, sides.mine.keys, sides.theirs.keys);
  const common = placed.order.kind === 'conflict' ? placed.order.mine : placed.order.value;
  const items: MergedMessages['items'] = {};
  for (const key of common) {
    const before = base[Number(key.slice(1))]!;
    items[key] = mergeOne(key, 'same', before, sides.mine.at.get(key)!, sides.theirs.at.get(key)!, budget);
  }
  const runs: MergedMessages['runs'] = {};
  for (const [after, run] of placed.runs) runs[after] = mergeRun(after, run, sides, kept, budget);
  return { order: placed.order, items, runs, removed };
}

function keyed(base: Messages, side: Messages, mark: string): Keyed {
  const before = new Map<number, number>();
  for (const { left, right } of alignMessages(base, side)) if (left !== null && right !== null) before.set(right, left);
  const keys = side.map((_, index) => (before.has(index) ? `b${before.get(index)}` : `${mark}${index}`));
  return { keys, at: new Map(keys.map((key, index) => [key, side[index]!])) };
}

function drop(side: Keyed, key: string): void {
  if (side.at.delete(key)) side.keys.splice(side.keys.indexOf(key), 1);
}

function mergeOne(
  key: string,
  by: Whose,
  base: Message | null,
  mine: Message,
  theirs: Message,
  budget: WordBudget,
): MessageSlot {
  return {
    kind: 'message',
    by,
    role: mergeValue<Role | null>(`message ${key} role`, base?.role ?? null, mine.role, theirs.role) as Merged<Role>,
    text: mergeText(`message ${key} text`, base?.text ?? null, mine.text, theirs.text, budget),
  };
}

/** What stands between two messages that both sides have: what each kept although the other took it out, in its place,
 *  and around what they added. */
function mergeRun(
  after: string,
  run: Run,
  sides: Record<Side, Keyed>,
  kept: ReadonlyMap<string, MessageSlot>,
  budget: WordBudget,
): MessageSlot[] {
  const isAdded = (key: string) => !kept.has(key);
  const added = { mine: run.mine.filter(isAdded), theirs: run.theirs.filter(isAdded) };
  const messages = (side: Side, keys: string[]) => keys.map((key) => sides[side].at.get(key)!);
  const [mine, theirs] = [messages('mine', run.mine), messages('theirs', run.theirs)];
  // Who comes first is told by the texts: the merge is to be the same from either side.
  const inOrder: Side[] = textOf(mine) <= textOf(theirs) ? ['mine', 'theirs'] : ['theirs', 'mine'];
  const slots = (side: Side, keys: string[]) =>
    keys.map((key) => kept.get(key) ?? newMessage(side, sides[side].at.get(key)!));
  if (added.mine.length === 0 || added.theirs.length === 0) return inOrder.flatMap((side) => slots(side, run[side]));
  const before = (side: Side) => run[side].slice(0, run[side].findIndex(isAdded));
  const behind = (side: Side) => run[side].slice(before(side).length).filter((key) => !isAdded(key));
  return [
    ...inOrder.flatMap((side) => slots(side, before(side))),
    ...mergeAdded(after, messages('mine', added.mine), messages('theirs', added.theirs), budget),
    ...inOrder.flatMap((side) => slots(side, behind(side))),
  ];
}

/** Messages that both sides added at one place: those that are alike are one message. */
function mergeAdded(after: string, mine: Message[], theirs: Message[], budget: WordBudget): MessageSlot[] {
  const pairs = pairAlike(mine, theirs);
  if (!pairs) return [{ kind: 'added', id: `messages added after ${after}`, mine, theirs }];
  const slots: MessageSlot[] = [];
  let [atMine, atTheirs] = [0, 0];
  for (const [toMine, toTheirs] of [...pairs, [mine.length, theirs.length] as const]) {
    const gap = { mine: mine.slice(atMine, toMine), theirs: theirs.slice(atTheirs, toTheirs) };
    const place = `${after}+${atMine}`;
    if (gap.mine.length > 0 && gap.theirs.length > 0)
      slots.push({ kind: 'added', id: `messages added after ${place}`, ...gap });
    else
      slots.push(
        ...gap.mine.map((one) => newMessage('mine', one)),
        ...gap.theirs.map((one) => newMessage('theirs', one)),
      );
    if (toMine < mine.length) slots.push(mergeOne(place, 'both', null, mine[toMine]!, theirs[toTheirs]!, budget));
    [atMine, atTheirs] = [toMine + 1, toTheirs + 1];
  }
  return slots;
}

/** Likeness from which two added messages are one; less than that, and both were meant. */
const ALIKE = 0.6;

/** `[mine, theirs]` of messages that are alike, in order; null where they stand in another order on either side. */
function pairAlike(mine: Message[], theirs: Message[]): [number, number][] | null {
  // Which of several pairings is found depends on the side that comes first: one order makes it the same from either.
  const isSwapped = textOf(mine) > textOf(theirs);
  const pairs = isSwapped ? alignMessages(theirs, mine) : alignMessages(mine, theirs);
  if (pairs.some((pair) => pair.moved)) return null;
  return pairs.flatMap(({ left, right }): [number, number][] => {
    if (left === null || right === null) return [];
    const [own, other] = isSwapped ? [right, left] : [left, right];
    return areAlike(mine[own]!, theirs[other]!) ? [[own, other]] : [];
  });
}

function areAlike(a: Message, b: Message): boolean {
  return sameMessage(a, b) || (a.role === b.role && likeness(wordBag(a.text), wordBag(b.text)) >= ALIKE);
}

function newMessage(side: Side, message: Message): MessageSlot {
  return {
    kind: 'message',
    by: side,
    role: { kind: side, value: message.role },
    text: [{ kind: side, base: [], lines: message.text.split('\n') }],
  };
}

function textOf(messages: Messages): string {
  return messages.map(({ role, text }) => `${role} ${text}`).join('\n');
}

function sameMessage(a: Message, b: Message): boolean {
  return a.role === b.role && a.text === b.text;
}
