import type { TemplateFormat, Variable } from '../../content.ts';
import type { Place } from '../template-language.ts';
import type { Losses } from './losses.ts';
import { LowerTests } from './lower-tests.ts';
import { filterName, TARGETS, TITLES, type Target } from './target.ts';
import { joined, type Binding, type FilterName, type LoopFact, type Node, type Value } from './tree.ts';

export type LowerContext = {
  source: string;
  from: Exclude<TemplateFormat, 'text'>;
  to: Exclude<TemplateFormat, 'text'>;
  types: ReadonlyMap<string, Variable['type']>;
  /** Collects names that had to change; the same name changes in the same way in every message. */
  rename: (name: string) => string;
  losses: Losses;
};

/** The tree in what `to` can say: what has no counterpart there is put as near as it goes, and told. */
export function lower(nodes: readonly Node[], context: LowerContext): Node[] {
  return new Lowering(context).nodes(nodes, []);
}

export class Lowering {
  readonly context: LowerContext;
  readonly target: Target;
  readonly title: string;
  /** Why the last value that could not be said could not. */
  why = '';
  private readonly tests: LowerTests;

  constructor(context: LowerContext) {
    this.context = context;
    this.target = TARGETS[context.to];
    this.title = TITLES[context.to];
    this.tests = new LowerTests(this);
  }

  nodes(nodes: readonly Node[], loops: readonly Binding[]): Node[] {
    return joined(nodes.flatMap((node) => this.node(node, loops)));
  }

  private node(node: Node, loops: readonly Binding[]): Node[] {
    const { losses } = this.context;
    switch (node.kind) {
      case 'text':
        return [node];
      case 'comment':
        if (this.target.comments) return [node];
        losses.note(`A comment is left out: ${this.title} has none.`, node.place);
        return [];
      case 'foreign':
        return this.foreign(node, loops);
      case 'output':
        return this.output(node.value, node.place, loops);
      case 'if':
        return this.tests.condition(node, loops);
      case 'each':
        return this.loop(node, loops);
      case 'snippet': {
        if (!this.target.snippets) return this.keep(`${this.title} has no snippets.`, node.place);
        const args = node.args.map(({ name, value }) => ({ name, value: this.argument(value, node.place, loops) }));
        return [{ ...node, args }];
      }
    }
  }

  private foreign(node: Extract<Node, { kind: 'foreign' }>, loops: readonly Binding[]): Node[] {
    const value = node.near ? this.value(node.near, node.place, loops) : null;
    if (value === null) return this.keep(node.words, node.place);
    this.context.losses.loss(`${node.words} The value is put in as it is.`, node.place);
    return [{ kind: 'output', value, place: node.place }];
  }

  /** The source of what has no counterpart, as a comment where the target has them. */
  keep(words: string, place: Place): Node[] {
    const source = this.context.source.slice(place.from, place.to);
    const kept = this.target.comments ? 'It is kept as a comment.' : 'It is left out.';
    this.context.losses.loss(`${words} ${kept}`, place);
    return this.target.comments ? [{ kind: 'comment', text: source, place }] : [];
  }

  private output(value: Value, place: Place, loops: readonly Binding[]): Node[] {
    if (value.kind === 'literal') return [{ kind: 'text', text: literalText(value.value, this.context.from) }];
    const lowered = this.value(value, place, loops);
    if (lowered === null) return this.keep(this.why, place);
    this.compareWriting(value, place);
    return [{ kind: 'output', value: lowered, place }];
  }

  /** Lists, objects and truth values are written out differently; whether one is asked for only its type tells. */
  private compareWriting(value: Value, place: Place): void {
    const [from, to] = [TARGETS[this.context.from].writes, this.target.writes];
    if (from === to || value.kind !== 'path' || value.root !== null) return;
    const type = this.context.types.get(value.parts.join('.'));
    const isPython = from === 'as Python does' || to === 'as Python does';
    const differs = type === 'list' || (isPython && (type === 'json' || type === 'boolean'));
    const what = { list: 'A list', json: 'JSON', boolean: 'A truth value' }[type as 'list' | 'json' | 'boolean'];
    if (differs) this.context.losses.note(`${what} is written differently in ${this.title}.`, place);
  }

  private loop(node: Extract<Node, { kind: 'each' }>, loops: readonly Binding[]): Node[] {
    const { losses } = this.context;
    if (!this.target.loops) {
      losses.loss(`A loop has no counterpart in ${this.title}: the list itself is put in.`, node.place);
      const list = this.value(node.list, node.place, loops);
      return list === null ? [] : [{ kind: 'output', value: list, place: node.place }];
    }
    const list = this.value(node.list, node.place, loops);
    if (list === null) return this.keep(this.why, node.place);
    const body = this.nodes(node.body, [...loops, node.item]);
    return [{ ...node, list, body, otherwise: this.nodes(node.otherwise, loops) }];
  }

  private argument(value: Value, place: Place, loops: readonly Binding[]): Value {
    const said = this.value(value, place, loops);
    if (said === null) this.context.losses.loss(`${this.why} The snippet is given nothing for it.`, place);
    return said ?? { kind: 'literal', value: '' };
  }

  /** Null where the target has no word for it, and none that comes near: `why` says so then. What only comes near is
   *  told here. */
  value(value: Value, place: Place, loops: readonly Binding[]): Value | null {
    const { losses } = this.context;
    switch (value.kind) {
      case 'literal':
        return value;
      case 'path':
        return this.path(value, place, loops);
      case 'loop': {
        const isInnermost = loops.at(-1) === value.of;
        if (isInnermost && this.target.facts.has(value.fact)) return value;
        this.why = `The ${FACTS[value.fact]} has no counterpart in ${this.title}.`;
        return null;
      }
      case 'filter': {
        const of = this.value(value.of, place, loops);
        if (of === null) return null;
        const args = value.args.map((each) => this.value(each, place, loops));
        const isPathOnly = this.context.to !== 'liquid' && this.context.to !== 'jinja2' && value.name !== 'json';
        const known = this.target.filters.has(value.name) && !(isPathOnly && of.kind !== 'path');
        if (known && args.every((each) => each !== null)) {
          this.compareFilters(value.name, place);
          return { ...value, of, args };
        }
        const name = filterName(value.name, this.context.from);
        losses.loss(`The filter ${name} has no counterpart in ${this.title}: the value is taken as it is.`, place);
        return of;
      }
    }
  }

  private compareFilters(name: FilterName, place: Place): void {
    if ((this.context.from === 'jinja2') === (this.context.to === 'jinja2')) return;
    const note = (text: string): void => this.context.losses.note(text, place);
    if (name === 'json') note(`JSON is written with other spaces in ${this.title}.`);
    if (name === 'default') note(`A default stands in for other empty values in ${this.title}.`);
    if (name === 'first' || name === 'last')
      note(`The ${name} of an empty list, or of a text, differs in ${this.title}.`);
  }

  private path(value: Extract<Value, { kind: 'path' }>, place: Place, loops: readonly Binding[]): Value | null {
    const { losses, to } = this.context;
    if (value.root !== null) {
      const isOuter = loops.at(-1) !== value.root;
      if (to === 'mustache' && isOuter && value.parts.length === 0) {
        this.why = 'An outer item as a whole has no counterpart in mustache.';
        return null;
      }
      if (to === 'mustache' && isOuter)
        losses.note('An outer item is found by its name alone, if the inner one does not have it.', place);
      return value;
    }
    const [first = '', ...rest] = value.parts;
    if (first === '') return value;
    if (to === 'mustache' && loops.length > 0)
      losses.note(`Within a section, an item's own ${first} would be taken.`, place);
    const renamed = this.context.rename(first);
    if (renamed !== first) losses.note(`${first} is no name in ${this.title}: it is called ${renamed}.`, place);
    return { ...value, parts: [renamed, ...rest] };
  }
}

const FACTS: Record<LoopFact, string> = {
  index: 'number of an item',
  index0: 'number of an item from 0',
  first: 'question whether an item is the first',
  last: 'question whether an item is the last',
  length: 'length of the loop',
};

/** A literal as its own format puts it out. */
function literalText(value: string | number | boolean | null, from: TemplateFormat): string {
  if (typeof value === 'string') return value;
  const isPython = from === 'jinja2' || from === 'f-string';
  if (value === null) return isPython ? 'None' : '';
  if (typeof value === 'boolean') return isPython ? (value ? 'True' : 'False') : String(value);
  return String(value);
}
