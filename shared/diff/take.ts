import type { Json } from '../canonical-json.ts';
import { type Content, emptyContent, type Message, printContent } from '../content.ts';
import { ok, refuse, type Reply } from '../reply.ts';
import { type Change, listChanges } from './changes.ts';
import type { ContentDiff, DiffLine, MessageDiff } from './content-diff.ts';
import { type Area, contentOfFacts, type Facts, factsOf, ORDER } from './named-facts.ts';
import { weave } from './weave.ts';

/** The side whose text a change is taken from. */
export type Side = 'left' | 'right';
export type Compared = { left: Content | null; right: Content | null; diff: ContentDiff };

/** One side of a comparison with some changes taken from the other: `chosen` by their numbers (`listChanges`). None of
 *  them gives the side as it was, all of them the other one. Rows that differ in nothing that was compared stay. */
export function mixContents(compared: Compared, chosen: ReadonlySet<number>, from: Side): Content {
  const changes = listChanges(compared.diff);
  const isRight = new Map(changes.map((change, number) => [keyOf(change), chosen.has(number) === (from === 'right')]));
  const takes = (change: Change) => isRight.get(keyOf(change)) ?? false;
  const stays: Side = from === 'right' ? 'left' : 'right';
  return { ...mixFacts(compared, takes, stays), messages: mixMessages(compared, changes, takes, stays) };
}

/**
 * Takes changes from one side of a comparison into a text that may be neither: the other side is the base, `mine` one
 * branch, the base with these changes the other, and `merge` joins them. Refused as `conflict` where both changed the same
 * place, and as `unchanged` where `mine` has it already.
 */
export function takeChanges(
  compared: Compared,
  chosen: ReadonlySet<number>,
  from: Side,
  mine: Content,
  merge: (base: Content, mine: Content, theirs: Content) => Content | null,
): Reply<Content> {
  const theirs = mixContents(compared, chosen, from);
  const base = mixContents(compared, new Set(), from);
  const before = printContent(mine);
  const taken = printContent(base) === before ? theirs : merge(base, mine, theirs);
  if (taken === null)
    return refuse(
      'conflict',
      'The draft says something else in this place, so the change was not taken. Change it by hand, or compare with the draft.',
    );
  if (printContent(taken) === before) return refuse('unchanged', 'The draft says this already.');
  return ok(taken);
}

function keyOf(change: Change): string {
  if (change.kind === 'fact') return `fact ${change.fact}`;
  return change.kind === 'hunk' ? `hunk ${change.message} ${change.from}` : `${change.what} ${change.message}`;
}

type Takes = (change: Change) => boolean;

function mixMessages(
  { left, right, diff }: Compared,
  changes: readonly Change[],
  takes: Takes,
  stays: Side,
): Message[] {
  const hunks = diff.messages.map((): Change[] => []);
  for (const change of changes) if (change.kind === 'hunk') hunks[change.message]!.push(change);
  const byLeft = new Map<number, number>();
  const byRight = new Map<number, number>();
  const placed = { left: new Set<number>(), right: new Set<number>() };
  diff.messages.forEach(({ kind, leftIndex, rightIndex }, message) => {
    if (leftIndex !== null) byLeft.set(leftIndex, message);
    if (rightIndex !== null) byRight.set(rightIndex, message);
    const what = kind === 'added' || kind === 'removed' || kind === 'moved' ? kind : null;
    const toRight = what !== null && takes({ kind: 'message', message, what });
    if (leftIndex !== null && !(what !== null && what !== 'added' && toRight)) placed.left.add(message);
    if (rightIndex !== null && (what === null || (what !== 'removed' && toRight))) placed.right.add(message);
  });
  const lefts = (left?.messages ?? []).map((_, at) => byLeft.get(at)!);
  const rights = (right?.messages ?? []).map((_, at) => byRight.get(at)!);
  return weave(
    lefts.filter((message) => placed.left.has(message)),
    rights,
    placed.right,
  ).map((message) => mixMessage(diff.messages[message]!, message, hunks[message]!, takes, stays));
}

function mixMessage(diff: MessageDiff, message: number, hunks: readonly Change[], takes: Takes, stays: Side): Message {
  const only = diff.leftIndex === null ? 'right' : diff.rightIndex === null ? 'left' : null;
  const roleSide =
    only ?? (diff.leftRole === diff.rightRole || takes({ kind: 'message', message, what: 'role' }) ? 'right' : 'left');
  const role = (roleSide === 'right' ? diff.rightRole : diff.leftRole) as Message['role'];
  if (only) return { role, text: textOf(diff.lines, () => only) };
  const sides = diff.lines.map((): Side => stays);
  for (const hunk of hunks) if (hunk.kind === 'hunk') sides.fill(takes(hunk) ? 'right' : 'left', hunk.from, hunk.to);
  return { role, text: textOf(diff.lines, (row) => sides[row]!) };
}

function textOf(lines: readonly DiffLine[], sideOf: (row: number) => Side): string {
  return lines
    .flatMap((line, row) => {
      const part = line[sideOf(row)];
      return part ? [part.spans.map((span) => span.text).join('')] : [];
    })
    .join('\n');
}

function mixFacts({ left, right, diff }: Compared, takes: Takes, stays: Side): Omit<Content, 'messages'> {
  const empty = { ...emptyContent(), format: left?.format ?? right?.format ?? 'liquid' };
  const before = factsOf(left ?? empty);
  const after = factsOf(right ?? { ...empty, format: left?.format ?? empty.format });
  const mixed = Object.fromEntries(
    (Object.keys(before) as Area[]).map((area) => [area, mixArea(area, before[area], after[area], diff, takes, stays)]),
  ) as Record<Area, Facts>;
  return contentOfFacts(mixed);
}

function mixArea(area: Area, left: Facts, right: Facts, diff: ContentDiff, takes: Takes, stays: Side): Facts {
  const values = new Map<string, Json | undefined>();
  for (const name of new Set([...left.keys(), ...right.keys()]))
    values.set(name, (stays === 'left' ? left : right).get(name) ?? left.get(name) ?? right.get(name));
  let order: Side = 'left';
  diff.facts.forEach((fact, index) => {
    if (fact.area !== area) return;
    const side: Side = takes({ kind: 'fact', fact: index }) ? 'right' : 'left';
    if (fact.name === ORDER && fact.path.length === 0) order = side;
    else {
      const theirs = valueAt((side === 'left' ? left : right).get(fact.name), fact.path);
      values.set(fact.name, replaceAt(values.get(fact.name), fact.path, theirs));
    }
  });
  const [first, second] = order === 'left' ? [left, right] : [right, left];
  const stay = (name: string) => values.get(name) !== undefined;
  const names = weave(
    [...first.keys()].filter(stay),
    [...second.keys()],
    new Set([...second.keys()].filter((name) => stay(name) && !first.has(name))),
  );
  return new Map(names.map((name) => [name, values.get(name)!]));
}

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Readonly<Record<string, Json>>)[key];
  }
  return at;
}

/** A copy of `value` with another member at `path`; `undefined` takes the member away. */
function replaceAt(value: Json | undefined, path: readonly string[], member: Json | undefined): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return member;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? replaceAt(item, rest, member)! : item));
  // Entries, and not an assignment, which would take a member called __proto__ for something else.
  const entries = Object.entries((value ?? {}) as Record<string, Json>);
  const next = replaceAt(entries.find(([name]) => name === key)?.[1], rest, member);
  const others = entries.filter(([name]) => name !== key);
  return Object.fromEntries(next === undefined ? others : [...others, [key, next]]);
}
