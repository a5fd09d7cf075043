import { Tokenizer, TypeGuards } from 'liquidjs';
import type { Content, Variable } from '../../content.ts';
import { engine } from '../liquid-engine.ts';
import { asLiteral } from '../literal.ts';
import { lineAndColumn, type Place } from '../template-language.ts';
import type { PlacedLoss } from './convert-content.ts';
import { findPlaceholders, type Placeholder } from './placeholder-text.ts';
import { printed } from '../printed.ts';
import { TARGETS } from './target.ts';

/** The prompt in Liquid with a declared variable for each placeholder, whose default is the placeholder's. All other text
 *  stays what it is: in plain text, braces stay braces. For prompts in plain text or Liquid; `count` is 0 and the prompt
 *  unchanged where there is none. */
export function makeVariables(content: Content): { content: Content; losses: PlacedLoss[]; count: number } {
  const made = new Made(content.variables);
  const messages = content.messages.map((message, index) => {
    if (message.role === 'placeholder') return message;
    return { ...message, text: made.convert(message.text, content.format === 'text', index) };
  });
  if (made.count === 0) return { content, losses: [], count: 0 };
  const converted: Content = { ...content, format: 'liquid', messages, variables: made.variables };
  return { content: converted, losses: made.losses, count: made.count };
}

class Made {
  count = 0;
  readonly variables: Variable[];
  readonly losses: PlacedLoss[] = [];
  private readonly spelled = new Map<string, string>();

  constructor(variables: readonly Variable[]) {
    this.variables = [...variables];
  }

  convert(text: string, isPlain: boolean, message: number): string {
    const found = isPlain ? findPlaceholders(text) : placeholdersInLiquid(text);
    let output = '';
    let at = 0;
    for (const placeholder of found) {
      const before = text.slice(at, placeholder.from);
      output += isPlain ? asLiteral('liquid', before, { beforeTag: true }) : before.replace(/\{+$/, braceApart);
      output += `{{ ${this.nameFor(placeholder, message, text)} }}`;
      at = placeholder.to;
      this.count++;
    }
    const rest = text.slice(at);
    return output + (isPlain ? asLiteral('liquid', rest) : rest);
  }

  private nameFor({ name: spelled, fallback, from, to }: Placeholder, message: number, text: string): string {
    const name = variableName(spelled);
    const place = { message, from, to, line: lineAndColumn(text, from).line };
    const known = this.variables.findIndex((variable) => variable.name === name);
    const variable = this.variables[known];
    const first = this.spelled.get(name);
    if (first === undefined) this.spelled.set(name, spelled);
    else if (first !== spelled)
      this.losses.push({
        severity: 'note',
        text: `“${spelled}” and “${first}” become one variable, ${name}.`,
        ...place,
      });
    if (!variable) this.variables.push({ name, type: 'string', ...(fallback === null ? {} : { default: fallback }) });
    else if (fallback !== null && variable.default === undefined)
      this.variables[known] = { ...variable, default: fallback };
    else if (fallback !== null && variable.default !== fallback) {
      const words = `The variable ${name} has the default “${printed(variable.default)}” already; “${fallback}” is not kept.`;
      this.losses.push({ severity: 'loss', text: words, ...place });
    }
    return name;
  }
}

function braceApart(braces: string): string {
  return `{{ "${braces}" }}`;
}

/** Those in the text between tags; raw blocks and tags are left alone. */
function placeholdersInLiquid(text: string): Placeholder[] {
  const found = findPlaceholders(text);
  if (found.length === 0) return found;
  const texts = textPlaces(text);
  return found.filter(({ from, to }) => texts.some((place) => place.from <= from && to <= place.to));
}

function textPlaces(text: string): Place[] {
  const tokenizer = new Tokenizer(text);
  const places: Place[] = [];
  let isRaw = false;
  while (!tokenizer.end()) {
    const begin = tokenizer.p;
    try {
      const token = tokenizer.readTopLevelToken(engine.options);
      if (TypeGuards.isTagToken(token)) isRaw = token.name === 'raw';
      if (TypeGuards.isHTMLToken(token) && !isRaw) places.push({ from: token.begin, to: token.end });
    } catch {
      // A tag that cannot be read is told by the check; its text is left alone here.
      if (tokenizer.p <= begin) break;
    }
  }
  return places;
}

/** A name that Liquid, and most other formats, can have: `Footballer Name` becomes footballer_name. */
export function variableName(spelled: string): string {
  const plain = spelled
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}_]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 60)
    .replace(/_+$/, '');
  const isCamel = /^\p{L}+$/u.test(plain) && /\p{Ll}\p{Lu}/u.test(plain);
  const cased = isCamel ? plain.charAt(0).toLowerCase() + plain.slice(1) : plain.toLowerCase();
  const { name: rule, reserved } = TARGETS.liquid;
  return rule.test(cased) && !reserved.has(cased) ? cased : `value_${cased}`;
}
