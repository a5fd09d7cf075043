import type { Content, TemplateFormat, Variable } from '../../content.ts';
import { lineAndColumn } from '../template-language.ts';
import { convertText } from './convert-text.ts';
import type { Loss } from './losses.ts';
import { hasPlaceholders } from './placeholder-text.ts';
import { makeVariables } from './placeholders.ts';
import { TARGETS } from './target.ts';

/** A loss in one of a prompt's messages, counted from 0; −1 for what is about the prompt as a whole. */
export type PlacedLoss = Loss & { message: number; line: number };

export type Converted = { content: Content; losses: PlacedLoss[]; placeholders: number };

/** A prompt in another format: its messages, and its variables where a name had to change. `placeholders` makes variables of
 *  `${name:default}` on the way. A prompt that is in the format already is left as it is, to the byte. */
export function convertContent(content: Content, to: TemplateFormat, placeholders = false): Converted {
  if (!placeholders || !hasPlaceholders(content)) return inFormat(content, to);
  const liquid = content.format === 'text' ? { content, losses: [], placeholders: 0 } : inFormat(content, 'liquid');
  const made = makeVariables(liquid.content);
  const converted = inFormat(made.content, to);
  // Places in a text that was converted before mean nothing to a reader of the first one.
  const first = content.format === 'text' || content.format === 'liquid';
  const later = first && made.count === 0 ? converted.losses : converted.losses.map(withoutPlace);
  return { ...converted, losses: [...liquid.losses, ...made.losses, ...later], placeholders: made.count };
}

function inFormat(content: Content, to: TemplateFormat): Converted {
  if (content.format === to) return { content, losses: [], placeholders: 0 };
  const types = new Map(content.variables.map((variable) => [variable.name, variable.type]));
  const rename = renaming(content.variables, to);
  const losses: PlacedLoss[] = [];
  const messages = content.messages.map((message, index) => {
    if (message.role === 'placeholder') return message;
    const converted = convertText(message.text, { from: content.format, to, types, rename });
    for (const loss of converted.losses)
      losses.push({ ...loss, message: index, line: lineAndColumn(message.text, loss.from).line });
    return { ...message, text: converted.text };
  });
  const variables = content.variables.map((variable): Variable => {
    const [root = '', ...rest] = variable.name.split('.');
    const renamed = to === 'text' ? root : rename(root);
    return renamed === root ? variable : { ...variable, name: [renamed, ...rest].join('.') };
  });
  return { content: { ...content, format: to, messages, variables }, losses, placeholders: 0 };
}

function withoutPlace(loss: PlacedLoss): PlacedLoss {
  return { ...loss, from: 0, to: 0, line: 0 };
}

/** Names that `to` cannot have are changed, each always to the same one, and never to another's. */
function renaming(variables: readonly Variable[], to: TemplateFormat): (name: string) => string {
  if (to === 'text') return (name) => name;
  const { name: rule, reserved } = TARGETS[to];
  const taken = new Set(variables.map(({ name }) => name.split('.')[0]!));
  const renamed = new Map<string, string>();
  return (name) => {
    if (rule.test(name) && !reserved.has(name)) return name;
    const known = renamed.get(name);
    if (known !== undefined) return known;
    const plain = name.replace(/^@/, '').replaceAll(/[^A-Za-z0-9_]+/g, '_');
    const base = /^[A-Za-z_]/.test(plain) && !reserved.has(plain) ? plain : `var_${plain}`;
    let free = base;
    for (let count = 2; taken.has(free); count++) free = `${base}_${count}`;
    taken.add(free);
    renamed.set(name, free);
    return free;
  };
}
