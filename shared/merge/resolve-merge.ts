import type { Json } from '../canonical-json.ts';
import type { Content, Message } from '../content.ts';
import type { ContentMerge } from './merge-content.ts';
import { type JsonConflict, settledJson } from './merge-json.ts';
import type { MessageSlot } from './merge-messages.ts';
import { settledNamed } from './merge-named.ts';
import { inPlace } from './place-keys.ts';
import { settledLines, type TextConflict } from './text-parts.ts';
import type { Merged, Unsettled } from './three-way.ts';

/** What a person decided about one conflict: one side, mine and then theirs, or what they typed. */
export type Choice = { take: 'mine' | 'theirs' | 'both' } | { take: 'typed'; text: string };
export type Choices = Readonly<Record<string, Choice | undefined>>;

/** The text that stands where nothing is decided yet. */
export type Undecided = (conflict: TextConflict) => string[];

/** The content that comes of a merge. Throws where a conflict is not decided, or not in a way it can be (`optionsOf`
 *  tells); with `undecided`, what is open takes the text it gives, and elsewhere what mine says. */
export function resolved(merge: ContentMerge, choices: Choices, undecided?: Undecided): Content {
  const decide = <T>(conflict: Unsettled<T>): T => conflict[sideOf(choices, conflict.id, undecided !== undefined)];
  const value = <T>(merged: Merged<T>): T => (merged.kind === 'conflict' ? decide(merged) : merged.value);
  const json = (conflict: JsonConflict): Json | undefined => decide(conflict);
  const { messages } = merge;
  const slots = inPlace(
    value(messages.order),
    (key) => [messages.items[key]!],
    (key) => [messages.runs[key] ?? []],
  ).flat();
  return {
    format: value(merge.format),
    messages: slots.flatMap((slot) => slotMessages(slot, choices, value, undecided)),
    settings: settledJson(merge.settings, json) as Content['settings'],
    variables: settledNamed(merge.variables, json, value) as Content['variables'],
    tools: settledNamed(merge.tools, json, value) as Content['tools'],
    responseSchema: (settledJson(merge.responseSchema, json) ?? null) as Content['responseSchema'],
    extra: settledJson(merge.extra, json) as Content['extra'],
  };
}

/** The messages that stand at a place once it is decided. */
function slotMessages(
  slot: MessageSlot,
  choices: Choices,
  value: <T>(merged: Merged<T>) => T,
  undecided?: Undecided,
): Message[] {
  if (slot.kind === 'removed')
    return sideOf(choices, slot.id, undecided !== undefined) === slot.keeper ? [slot.kept] : [];
  if (slot.kind === 'added') {
    if (choices[slot.id]?.take === 'both') return [...slot.mine, ...slot.theirs];
    return slot[sideOf(choices, slot.id, undecided !== undefined)];
  }
  const lines = slot.text.flatMap((part) =>
    part.kind === 'conflict' ? decidedLines(part, choices[part.id], undecided) : settledLines(part),
  );
  return [{ role: value(slot.role), text: lines.join('\n') }];
}

function decidedLines(conflict: TextConflict, choice: Choice | undefined, undecided?: Undecided): string[] {
  switch (choice?.take) {
    case 'mine':
    case 'theirs':
      return conflict[choice.take];
    case 'both':
      return [...conflict.mine, ...conflict.theirs];
    case 'typed':
      return choice.text === '' ? [] : choice.text.split('\n');
    default:
      if (undecided) return undecided(conflict);
      throw new Error(`conflict ${conflict.id} is not decided`);
  }
}

function sideOf(choices: Choices, id: string, isOpen: boolean): 'mine' | 'theirs' {
  const take = choices[id]?.take;
  if (take === 'mine' || take === 'theirs') return take;
  if (take === undefined && isOpen) return 'mine';
  throw new Error(`conflict ${id} is not decided by a side`);
}
