import {
  Drop,
  evalToken,
  Tag,
  TypeGuards,
  type Context,
  type Emitter,
  type Liquid,
  type TagToken,
  type Token,
  type TopLevelToken,
} from 'liquidjs';
import type { Json } from '../canonical-json.ts';
import {
  TemplateError,
  type Include,
  type Place,
  type TemplateArgument,
  type TemplateReference,
  type Values,
} from './template-language.ts';

type Argument = TemplateArgument & { value: Token | undefined };
type Binding = { value: Token; alias: Argument };

/** A `{% render 'name@label', product: product %}` tag, also `… with value as name` and `… for list as name`. What it
 *  names is looked up by whoever checks or renders the text; the engine itself reads no files. */
export class SnippetTag extends Tag {
  /** What it asks for; null where that is not a text in quotes. */
  readonly reference: TemplateReference | null;
  /** What in the tag cannot be read, and where. */
  readonly problem: ({ text: string } & Place) | null;
  private readonly given: Argument[] = [];
  private loop: Binding | null = null;

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    const tag = { from: token.begin, to: token.end };
    const target = this.readTarget();
    this.readBindings();
    for (const { name, value, end } of this.tokenizer.readHashes())
      this.given.push({ name: name.content, from: name.begin, to: end, value });
    this.problem = target ? this.findProblem(tag) : { text: UNNAMED, ...tag };
    const all = this.loop ? [...this.given, this.loop.alias] : this.given;
    this.reference = target && {
      ...target,
      tag,
      arguments: all.filter(({ name }) => name !== '').map(({ name, from, to }) => ({ name, from, to })),
    };
  }

  // oxlint-disable-next-line require-yield -- the engine wants a generator
  *children(): Generator<unknown, never[]> {
    return [];
  }

  *arguments(): Generator<Token> {
    for (const { value } of this.given) if (value) yield value;
    if (this.loop) yield this.loop.value;
  }

  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const { reference } = this;
    if (!reference) throw new TemplateError('syntax', UNNAMED, { from: this.token.begin, to: this.token.end });
    const { include } = context as Context & { include: Include };
    const given: Values = {};
    for (const { name, value } of this.given) define(given, name, value ? yield evalToken(value, context) : true);
    const put = (): void => emitter.write(include(reference.target, given, { from: reference.from, to: reference.to }));
    if (!this.loop) return put();
    for (const item of itemsOf(yield evalToken(this.loop.value, context))) {
      define(given, this.loop.alias.name, item);
      put();
    }
  }

  private readTarget(): ({ target: string } & Place) | null {
    this.tokenizer.skipBlank();
    const token = this.tokenizer.readValue();
    if (!token || !TypeGuards.isQuotedToken(token)) return null;
    const [from, to] = [token.begin + 1, token.end - 1];
    return { target: token.input.slice(from, to), from, to };
  }

  /** `with user as person` hands over one value, `for users as person` puts the snippet in for each. */
  private readBindings(): void {
    const { tokenizer } = this;
    for (;;) {
      tokenizer.skipBlank();
      const begin = tokenizer.p;
      const keyword = tokenizer.readIdentifier().content;
      tokenizer.skipBlank();
      const value =
        (keyword === 'with' || keyword === 'for') && tokenizer.peek() !== ':' ? tokenizer.readValue() : null;
      if (!value) {
        tokenizer.p = begin;
        return;
      }
      tokenizer.skipBlank();
      const before = tokenizer.p;
      const name =
        tokenizer.readIdentifier().content === 'as' ? (tokenizer.skipBlank(), tokenizer.readIdentifier()) : null;
      if (!name || name.content === '') tokenizer.p = before;
      const alias = { name: name?.content ?? '', from: begin, to: tokenizer.p, value };
      if (keyword === 'with') this.given.push(alias);
      else this.loop = { value, alias };
      tokenizer.skipBlank();
      if (tokenizer.peek() === ',') tokenizer.advance();
    }
  }

  private findProblem(tag: Place): ({ text: string } & Place) | null {
    const nameless = [...this.given, ...(this.loop ? [this.loop.alias] : [])].find((argument) => argument.name === '');
    if (nameless) return { text: UNBOUND, from: nameless.from, to: nameless.to };
    this.tokenizer.skipBlank();
    if (this.tokenizer.end()) return null;
    const rest = this.tokenizer.input.slice(this.tokenizer.p, this.tokenizer.N).trimEnd();
    if (rest === '' || rest === ',') return null;
    return { text: UNREADABLE, from: this.tokenizer.p, to: Math.min(this.tokenizer.p + rest.length, tag.to) };
  }
}

const UNNAMED = "A snippet's name stands in quotes: {% render 'tone/formal' %}.";
const UNBOUND = 'The snippet needs a name for this value: … as product.';
const UNREADABLE =
  'This cannot be read as an argument: write product: product, without filters, and commas in between.';

function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined || value === '' ? [] : [value];
}

/** What a snippet is given is plain data: the engine's own objects become what they would print. */
function define(given: Values, name: string, value: unknown): void {
  const plain = plainValue(value);
  if (plain === undefined) return;
  Object.defineProperty(given, name, { value: plain, enumerable: true, configurable: true, writable: true });
}

function plainValue(value: unknown): Json | undefined {
  if (value instanceof Drop) return plainValue(value.valueOf());
  if (Array.isArray(value)) return value.map((item) => plainValue(item) ?? null);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : (value as Json);
  const members = Object.entries(value).map(([key, member]) => [key, plainValue(member) ?? null] as const);
  return Object.fromEntries(members);
}
