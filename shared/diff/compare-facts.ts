import { canonicalJson, type Json } from '../canonical-json.ts';
import type { Content } from '../content.ts';
import { type Budget, compareText } from './compare-text.ts';
import type { FactDiff } from './content-diff.ts';
import { type Area, type Facts, factsOf, ORDER } from './named-facts.ts';

/** Members of one thing that are told one by one; where more differ, the whole is shown as text. */
const MOST_MEMBERS = 100;
/** Values longer than this, or over several lines, are compared as texts. */
const LONGEST_VALUE = 60;

/** What differs apart from the messages. The format of a side that says nothing is no fact. */
export function compareFacts(left: Content | null, right: Content | null, budget: Budget): FactDiff[] {
  const before = factsOf(left);
  const after = factsOf(right);
  const areas: Area[] = left && right ? ['format', ...NAMED] : NAMED;
  return areas.flatMap((area) => [
    ...compareArea(area, before[area], after[area], budget),
    ...(area === 'variable' || area === 'tool' ? compareOrder(area, before[area], after[area]) : []),
  ]);
}

const NAMED: Area[] = ['setting', 'variable', 'tool', 'schema', 'extra'];

function compareArea(area: Area, left: Facts, right: Facts, budget: Budget): FactDiff[] {
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].flatMap((name): FactDiff[] => {
    const before = left.get(name);
    const after = right.get(name);
    const members = compareMembers(area, name, [], before, after);
    if (members !== null && members.length <= MOST_MEMBERS) return members.map((fact) => withLines(fact, budget));
    return [withLines(factAt(area, name, [], before, after), budget)];
  });
}

/** Order is part of a version's identity, so a version that differs by it alone must not look the same. */
function compareOrder(area: Area, left: Facts, right: Facts): FactDiff[] {
  const before = [...left.keys()].filter((name) => right.has(name));
  const after = [...right.keys()].filter((name) => left.has(name));
  if (before.every((name, index) => after[index] === name)) return [];
  const fact = { area, name: ORDER, path: [], kind: 'changed' as const, lines: null };
  return [{ ...fact, left: before.join(', '), right: after.join(', ') }];
}

/** The members that differ, of objects and of lists of them that are of one length; null where there would be too many. */
function compareMembers(
  area: Area,
  name: string,
  path: readonly string[],
  left: Json | undefined,
  right: Json | undefined,
): FactDiff[] | null {
  const [before, after] = [membersOf(left), membersOf(right)];
  const areAlike = before && after && Array.isArray(left) === Array.isArray(right);
  if (!areAlike || (Array.isArray(left) && before.size !== after.size))
    return isSame(left, right) ? [] : [factAt(area, name, path, left, right)];
  const facts: FactDiff[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const found = compareMembers(area, name, [...path, key], before.get(key), after.get(key));
    if (found === null || facts.length + found.length > MOST_MEMBERS) return null;
    facts.push(...found);
  }
  return facts;
}

function membersOf(value: Json | undefined): Map<string, Json> | null {
  if (typeof value !== 'object' || value === null) return null;
  // A list of plain values, such as the names that are required, reads best whole.
  if (Array.isArray(value) && !value.every((item) => typeof item === 'object' && item !== null)) return null;
  return new Map(Object.entries(value));
}

function isSame(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return canonicalJson(left) === canonicalJson(right);
}

function factAt(
  area: Area,
  name: string,
  path: readonly string[],
  left: Json | undefined,
  right: Json | undefined,
): FactDiff {
  return {
    area,
    name,
    path: [...path],
    kind: left === undefined ? 'added' : right === undefined ? 'removed' : 'changed',
    left: left === undefined ? null : print(withoutName(left, name)),
    right: right === undefined ? null : print(withoutName(right, name)),
    lines: null,
  };
}

/** What stands in front of the value need not stand in it. */
function withoutName(value: Json, name: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value['name'] !== name) return value;
  const { name: _, ...rest } = value;
  return rest;
}

function print(value: Json): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}

function withLines(fact: FactDiff, budget: Budget): FactDiff {
  if (fact.left === null || fact.right === null || fact.name === ORDER) return fact;
  const [left, right] = [spread(fact.left), spread(fact.right)];
  if (Math.max(left.length, right.length) <= LONGEST_VALUE && !`${left}${right}`.includes('\n')) return fact;
  return { ...fact, lines: compareText(left, right, { ignoreWhitespace: false }, budget) };
}

/** A printed value as it is read: long JSON over several lines, everything else as it is. */
export function spread(text: string): string {
  if (text.length <= LONGEST_VALUE || !/^[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // a string that only looks like JSON
  }
}
