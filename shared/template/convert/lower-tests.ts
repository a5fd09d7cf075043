import type { Place } from '../template-language.ts';
import type { Lowering } from './lower.ts';
import type { Binding, Node, Test, Value } from './tree.ts';

type Condition = Extract<Node, { kind: 'if' }>;

/** More tests than this within one condition would be written out too often. */
const MOST_SPLIT = 5;

/** Conditions in what a target can say. */
export class LowerTests {
  private readonly all: Lowering;

  constructor(all: Lowering) {
    this.all = all;
  }

  condition(node: Condition, loops: readonly Binding[]): Node[] {
    const { target, context, title } = this.all;
    if (!target.conditions) {
      context.losses.loss(`A condition has no counterpart in ${title}: its text always stands.`, node.place);
      return this.all.nodes(node.body, loops);
    }
    const test = this.test(node.test, node.place, loops);
    if (test === null) return this.all.keep(this.all.why, node.place);
    const body = this.all.nodes(node.body, loops);
    const otherwise = this.all.nodes(node.otherwise, loops);
    return target.combines ? [{ ...node, test, body, otherwise }] : this.split(test, body, otherwise, node.place);
  }

  /** Conditions within each other instead of one that holds several; what follows from more than one is written twice. */
  private split(test: Test, body: Node[], otherwise: Node[], place: Place): Node[] {
    if (body.length === 0 && otherwise.length === 0) return [];
    if (test.kind === 'not' && isSplittable(test.of)) return this.split(opposite(test.of), body, otherwise, place);
    if (test.kind !== 'all' && test.kind !== 'any') return [{ kind: 'if', test, body, otherwise, place }];
    if (test.of.length > MOST_SPLIT)
      return this.all.keep(`${this.all.title} has no condition that holds so many others.`, place);
    const [first, ...rest] = test.of;
    if (!first) return body;
    if (rest.length === 0) return this.split(first, body, otherwise, place);
    const more: Test = { kind: test.kind, of: rest };
    return test.kind === 'all'
      ? this.split(first, this.split(more, body, otherwise, place), otherwise, place)
      : this.split(first, body, this.split(more, body, otherwise, place), place);
  }

  private test(test: Test, place: Place, loops: readonly Binding[]): Test | null {
    switch (test.kind) {
      case 'truthy':
        return this.truthy(test, place, loops);
      case 'not': {
        const of = this.test(test.of, place, loops);
        return of === null ? null : { kind: 'not', of };
      }
      case 'all':
      case 'any': {
        const of = test.of.map((each) => this.test(each, place, loops));
        return of.every((each) => each !== null) ? { kind: test.kind, of } : null;
      }
      case 'compare':
        return this.compare(test, place, loops);
    }
  }

  private truthy(test: Extract<Test, { kind: 'truthy' }>, place: Place, loops: readonly Binding[]): Test | null {
    const { context, title } = this.all;
    const of = this.all.value(test.of, place, loops);
    if (of === null) return null;
    const isBoolean = this.isBoolean(test.of);
    const wanted = context.to === 'liquid' ? test.truth : 'plain';
    if (isBoolean) return { kind: 'truthy', of, truth: context.to === 'liquid' ? 'liquid' : 'plain' };
    if (wanted !== test.truth)
      context.losses.note(`An empty text, an empty list and 0 count as yes in Liquid, and as no in ${title}.`, place);
    if (context.to === 'mustache' && !this.isPlain(test.of))
      context.losses.note('Where the value is a list, the section is repeated for each of its items.', place);
    return { kind: 'truthy', of, truth: wanted };
  }

  private compare(test: Extract<Test, { kind: 'compare' }>, place: Place, loops: readonly Binding[]): Test | null {
    const { target, context, title } = this.all;
    const left = this.all.value(test.left, place, loops);
    const right = this.all.value(test.right, place, loops);
    if (left === null || right === null) return null;
    const isNothing = test.right.kind === 'literal' && test.right.value === null;
    if (isNothing && !target.combines) {
      context.losses.note(`Whether a value is there is asked as whether it is not empty in ${title}.`, place);
      const there: Test = { kind: 'truthy', of: left, truth: 'plain' };
      return test.operator === '==' ? { kind: 'not', of: there } : there;
    }
    if (target.comparisons.has(test.operator)) return { ...test, left, right };
    context.losses.loss(
      `A comparison with ${test.operator} has no counterpart in ${title}: it asks only whether there is a value.`,
      place,
    );
    return { kind: 'truthy', of: left, truth: 'plain' };
  }

  private isBoolean(value: Value): boolean {
    if (value.kind === 'loop') return value.fact === 'first' || value.fact === 'last';
    return this.typeOf(value) === 'boolean';
  }

  /** Neither a list nor an object, as far as it is known. */
  private isPlain(value: Value): boolean {
    const type = this.typeOf(value);
    return type === 'string' || type === 'number' || type === 'boolean';
  }

  private typeOf(value: Value): string | undefined {
    return value.kind === 'path' && value.root === null ? this.all.context.types.get(value.parts.join('.')) : undefined;
  }
}

function isSplittable(test: Test): boolean {
  return test.kind === 'compare' ? test.operator === '==' || test.operator === '!=' : test.kind !== 'truthy';
}

function opposite(test: Test): Test {
  switch (test.kind) {
    case 'not':
      return test.of;
    case 'all':
      return { kind: 'any', of: test.of.map(opposite) };
    case 'any':
      return { kind: 'all', of: test.of.map(opposite) };
    case 'compare':
      if (test.operator === '==' || test.operator === '!=')
        return { ...test, operator: test.operator === '==' ? '!=' : '==' };
      return { kind: 'not', of: test };
    default:
      return { kind: 'not', of: test };
  }
}
