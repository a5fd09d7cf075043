import Mustache from 'mustache';
import { mustache } from '../mustache.ts';
import { parsePartial } from '../mustache-partial.ts';
import { throwFirst } from '../problem-list.ts';
import type { Place } from '../template-language.ts';
import { joined, path, type Argument, type Binding, type Node, type Value } from './tree.ts';

/** What a mustache text leaves to the values, and a reader has to be told: which names hold lists, and which are given
 *  from outside although they stand within a section. */
export type MustacheNames = {
  isList: (name: string) => boolean | null;
  isGiven: (root: string) => boolean;
  /** A truth value puts nothing in front of what is inside its section. */
  isBoolean: (name: string) => boolean;
};

type Token = [type: string, value: string, from: number, to: number, inside?: Token[], close?: number];
/** What sections around a tag put in front: an item, an object whose names are found, or a value that is `.` alone. */
type Scope = readonly { value: Value; hasNames: boolean }[];

export type Guess = 'a loop over its items' | 'a condition' | 'an object, whose names are asked for';

/** The tree of a mustache text. Throws `TemplateError` where it is not mustache. `guessed` hears of sections that may as
 *  well be conditions as loops. */
export function readMustache(
  text: string,
  names: MustacheNames,
  guessed: (name: string, as: Guess, place: Place) => void,
): Node[] {
  throwFirst(mustache.check(text).problems.filter((problem) => problem.code !== 'missing-snippet'));
  const writer = Object.assign(new Mustache.Writer(), { templateCache: undefined });
  const read = (tokens: readonly Token[], scope: Scope): Node[] => {
    const nodes: Node[] = [];
    for (const [type, name, from, to, inside, close] of tokens) {
      const place = { from, to: close === undefined ? to : text.indexOf('}}', close) + 2 };
      if (type === 'text') nodes.push({ kind: 'text', text: name });
      else if (type === '!') nodes.push({ kind: 'comment', text: name.trim(), place });
      else if (type === '>') nodes.push(snippet(name, place, (word) => valueOf(word, scope)));
      else if (type === 'name' || type === '&') nodes.push({ kind: 'output', value: valueOf(name, scope), place });
      else if (type === '#' || type === '^') addSection(nodes, { type, name, place, inside: inside ?? [] }, scope);
    }
    return joined(nodes);
  };

  const addSection = (
    nodes: Node[],
    section: { type: string; name: string; place: Place; inside: Token[] },
    scope: Scope,
  ): void => {
    const { type, name, place, inside } = section;
    const of = valueOf(name, scope);
    const test = { kind: 'truthy', of, truth: 'plain' } as const;
    if (type === '^') {
      const last = nodes.at(-1);
      const body = read(inside, scope);
      const isElse =
        last !== undefined &&
        (last.kind === 'if' || last.kind === 'each') &&
        last.otherwise.length === 0 &&
        sameValue(last.kind === 'each' ? last.list : last.test.kind === 'truthy' ? last.test.of : null, of);
      if (isElse) nodes.splice(-1, 1, { ...last, otherwise: body, place: { from: last.place.from, to: place.to } });
      else nodes.push({ kind: 'if', test: { kind: 'not', of: test }, body, otherwise: [], place });
      return;
    }
    const known = names.isList(of.kind === 'path' && of.root === null ? of.parts.join('.') : name);
    const isGuess = known === null;
    const isAboutItem = known ?? usesItem(inside);
    const isObject = isGuess && isAboutItem && of.kind === 'path' && !name.endsWith('s') && !usesDot(inside);
    const isLoop = isAboutItem && !isObject;
    if (isGuess) {
      const as = isLoop ? 'a loop over its items' : isObject ? 'an object, whose names are asked for' : 'a condition';
      guessed(name, as, place);
    }
    const item: Binding = { name: null };
    const front = { value: isLoop ? path(item) : of, hasNames: isLoop || isObject };
    const body = read(inside, names.isBoolean(name) ? scope : [...scope, front]);
    nodes.push(
      isLoop
        ? { kind: 'each', list: of, item, body, otherwise: [], place }
        : { kind: 'if', test, body, otherwise: [], place },
    );
  };

  const valueOf = (name: string, scope: Scope): Value => {
    if (name === '.') return scope.at(-1)?.value ?? path(null);
    const parts = name.split('.');
    const base = names.isGiven(parts[0] ?? '') ? undefined : scope.findLast(({ hasNames }) => hasNames)?.value;
    const root = base?.kind === 'path' ? base : path(null);
    const below = (own: readonly string[]): Value =>
      root.kind === 'path' ? { ...root, parts: [...root.parts, ...own] } : root;
    if (parts.length < 2 || parts.at(-1) !== 'length') return below(parts);
    return { kind: 'filter', name: 'size', of: below(parts.slice(0, -1)), args: [] };
  };

  /** A section that asks for anything but what is given from outside is about its items. */
  const usesItem = (tokens: readonly Token[]): boolean =>
    tokens.some(([type, name, , , inside]) => {
      const isTag = ['name', '&', '#', '^'].includes(type);
      return (isTag && (name === '.' || !names.isGiven(name.split('.')[0] ?? ''))) || usesItem(inside ?? []);
    });

  return read(writer.parse(text) as Token[], []);
}

function usesDot(tokens: readonly Token[]): boolean {
  return tokens.some(([type, name, , , inside]) => (type !== 'text' && name === '.') || usesDot(inside ?? []));
}

function snippet(inside: string, place: Place, valueOf: (name: string) => Value): Node {
  const { target, values } = parsePartial(inside, place.from, place);
  const args = values.map(({ name, value }): Argument => ({
    name,
    value: 'path' in value ? valueOf(value.path) : { kind: 'literal', value: value.literal },
  }));
  return { kind: 'snippet', target, args, place };
}

function sameValue(a: Value | null, b: Value): boolean {
  return a?.kind === 'path' && b.kind === 'path' && a.root === b.root && a.parts.join('\0') === b.parts.join('\0');
}
