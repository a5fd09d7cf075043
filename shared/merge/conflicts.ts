import { canonicalJson, type Json } from '../canonical-json.ts';
import type { Message } from '../content.ts';
import type { ContentMerge } from './merge-content.ts';
import { type JsonConflict, jsonConflicts, type MergedJson } from './merge-json.ts';
import type { MessageSlot } from './merge-messages.ts';
import { type MergedNamed, namedConflicts } from './merge-named.ts';
import { inPlace } from './place-keys.ts';
import type { Choice, Choices } from './resolve-merge.ts';
import { sideLines } from './text-parts.ts';
import type { Merged } from './three-way.ts';

/** One question of a merge, in words and texts. A null side has nothing there. */
export type Conflict = {
  id: string;
  about:
    'text' | 'role' | 'removed' | 'added' | 'order' | 'format' | 'setting' | 'variable' | 'tool' | 'schema' | 'extra';
  /** Such as `message 2` or `setting temperature`. */
  title: string;
  base: string | null;
  mine: string | null;
  theirs: string | null;
  options: Choice['take'][];
};

const SIDES: Conflict['options'] = ['mine', 'theirs'];

/** Everything that has to be decided, in the order in which a prompt is read: settings and the like, then messages. */
export function conflictsOf(merge: ContentMerge): Conflict[] {
  return [
    ...valueConflict('format', 'template format', merge.format, (format) => format),
    ...factConflicts('setting', 'setting', merge.settings),
    ...listConflicts('variable', merge.variables),
    ...listConflicts('tool', merge.tools),
    ...factConflicts('schema', 'response schema', merge.responseSchema),
    ...factConflicts('extra', 'imported fact', merge.extra),
    ...valueConflict('order', 'order of the messages', merge.messages.order, (keys) =>
      keys.map((key) => headOf(merge, key)).join('\n'),
    ),
    ...slotsOf(merge).flatMap((slot, index) => slotConflicts(slot, index)),
  ];
}

/** What stands at each place of the merged prompt; where the order is a question, in that of `taken`. */
export function slotsOf({ messages }: ContentMerge, taken: 'mine' | 'theirs' = 'mine'): MessageSlot[] {
  const { order } = messages;
  const keys = order.kind === 'conflict' ? order[taken] : order.value;
  return inPlace(
    keys,
    (key) => [messages.items[key]!],
    (key) => [messages.runs[key] ?? []],
  ).flat();
}

export function undecided(merge: ContentMerge, choices: Choices): Conflict[] {
  return conflictsOf(merge).filter(({ id }) => choices[id] === undefined);
}

/** Every question answered with one side. */
export function allFrom(merge: ContentMerge, side: 'mine' | 'theirs'): Record<string, Choice> {
  return Object.fromEntries(conflictsOf(merge).map(({ id }) => [id, { take: side }]));
}

function slotConflicts(slot: MessageSlot, index: number): Conflict[] {
  const title = `message ${index + 1}`;
  if (slot.kind === 'added')
    return [
      {
        id: slot.id,
        about: 'added',
        title: `${title}: both added here`,
        base: null,
        mine: messagesText(slot.mine),
        theirs: messagesText(slot.theirs),
        options: [...SIDES, 'both'],
      },
    ];
  if (slot.kind === 'removed') {
    const text = messagesText([slot.kept]);
    const [mine, theirs] = slot.keeper === 'mine' ? [text, null] : [null, text];
    const who = slot.keeper === 'mine' ? 'removed by theirs, changed by mine' : 'removed by mine, changed by theirs';
    return [
      {
        id: slot.id,
        about: 'removed',
        title: `${title}: ${who}`,
        base: messagesText([slot.base]),
        mine,
        theirs,
        options: SIDES,
      },
    ];
  }
  const texts = slot.text.filter((part) => part.kind === 'conflict');
  return [
    ...valueConflict('role', `${title}: role`, slot.role, (role) => role),
    ...texts.map((part): Conflict => ({
      id: part.id,
      about: 'text',
      title,
      base: linesText(part.base),
      mine: linesText(part.mine),
      theirs: linesText(part.theirs),
      options: [...SIDES, 'both', 'typed'],
    })),
  ];
}

function linesText(lines: readonly string[]): string | null {
  return lines.length === 0 ? null : lines.join('\n');
}

function messagesText(messages: readonly Message[]): string {
  return messages.map(({ role, text }) => `[${role}]\n${text}`).join('\n');
}

function valueConflict<T>(
  about: Conflict['about'],
  title: string,
  merged: Merged<T>,
  print: (value: T) => string,
): Conflict[] {
  if (merged.kind !== 'conflict') return [];
  const { id, base, mine, theirs } = merged;
  return [
    {
      id,
      about,
      title,
      base: base === null ? null : print(base),
      mine: print(mine),
      theirs: print(theirs),
      options: SIDES,
    },
  ];
}

function factConflicts(about: Conflict['about'], noun: string, merged: MergedJson): Conflict[] {
  return jsonConflicts(merged).map((conflict) => {
    const path = conflict.id
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    return factConflict(about, [noun, path.join(' › ')].filter((part) => part !== '').join(' '), conflict);
  });
}

function listConflicts(about: 'variable' | 'tool', merged: MergedNamed): Conflict[] {
  const facts = namedConflicts(merged).map((conflict) => {
    const path = conflict.id
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    return factConflict(about, `${about} ${path.join(' › ')}`, conflict);
  });
  return [
    ...facts,
    ...valueConflict('order', `order of the ${about}s`, merged.order, (keys) =>
      keys.map((key) => key.slice(1)).join('\n'),
    ),
  ];
}

function factConflict(about: Conflict['about'], title: string, { id, base, mine, theirs }: JsonConflict): Conflict {
  return { id, about, title, base: printed(base), mine: printed(mine), theirs: printed(theirs), options: SIDES };
}

function printed(value: Json | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : canonicalJson(value);
}

const HEAD_LENGTH = 60; // characters

/** The beginning of a message, by which a person knows it again. */
function headOf({ messages }: ContentMerge, key: string): string {
  const slot = messages.items[key];
  if (slot?.kind !== 'message') return key;
  const role = slot.role.kind === 'conflict' ? slot.role.base : slot.role.value;
  const first = slot.text.flatMap((part) => sideLines(part, part.kind === 'both' ? 'mine' : 'base'));
  const text = first.find((line) => line.trim() !== '')?.trim() ?? '';
  return `${role}: ${text.length > HEAD_LENGTH ? `${text.slice(0, HEAD_LENGTH).toWellFormed()}…` : text}`;
}
