import { Context, Drop, Liquid, type Emitter } from 'liquidjs';
import type { Budget } from './budget.ts';
import { SnippetTag } from './liquid-snippet-tag.ts';
import type { Include, Values } from './template-language.ts';

/** Characters that filters and ranges may take up in one rendering; a range costs one per number. */
const MEMORY_LIMIT = 30_000_000;

/** Liquid as Galley speaks it: no files, no layouts, unknown variables and filters are errors. `{% if x %}` and
 *  `x | default: …` may ask for what is not there: that is what they are for. */
export const engine = new Liquid({
  ownPropertyOnly: true,
  strictVariables: true,
  strictFilters: true,
  relativeReference: false,
  templates: {},
  memoryLimit: MEMORY_LIMIT,
  locale: 'en-US',
});
for (const tag of ['include', 'layout', 'block']) delete engine.tags[tag];
engine.registerTag('render', SnippetTag);
// These read a text as an expression, and that text could come from a value.
for (const name of Object.keys(engine.filters)) if (name.endsWith('_exp')) engine.unregisterFilter(name);

const renderer = engine.renderer;
const renderTemplates = renderer.renderTemplates.bind(renderer);
renderer.renderTemplates = (templates, context, emitter) =>
  renderTemplates(templates, context, emitter ?? new BoundedEmitter((context as BoundedContext).captures));

/** A rendering's variables: own properties of plain values, and the named facts of a loop. */
export class BoundedContext extends Context {
  readonly captures: Budget;
  readonly include: Include;

  constructor(values: Values, captures: Budget, milliseconds: number, include: Include) {
    // Counters write into the outermost values, so the caller's own are copied.
    const own: object = Object.assign(Object.create(null) as object, values);
    const options = { ...engine.options, lenientIf: true };
    super(own, options, { sync: true, renderLimit: milliseconds }, { liquid: engine });
    this.captures = captures;
    this.include = include;
  }

  override readProperty(object: unknown, key: string | number | Drop): unknown {
    if (object === null || object === undefined) return undefined;
    // The loop objects are the engine's own class instances: only their documented facts are variables.
    if (object instanceof Drop && !(typeof key === 'string' && LOOP_FACTS.has(key))) return undefined;
    return super.readProperty(object, key);
  }
}

const LOOP_FACTS = new Set(
  'index index0 rindex rindex0 first last length name row col col0 col_first col_last'.split(' '),
);

/** Puts values out as text: lists run together as Liquid has it, objects as JSON, nothing for null. */
export class BoundedEmitter implements Emitter {
  buffer = '';
  private readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  write(value: unknown): void {
    const text = printed(value);
    this.budget.spend(text.length);
    this.buffer += text;
  }
}

function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(printed).join('');
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
