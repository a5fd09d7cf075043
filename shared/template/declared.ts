import type { Message, Variable } from '../content.ts';
import type { FoundVariable, Problem } from '../contract.ts';
import { isWithin } from '../snippet/snippet-set.ts';
import { near } from './missing.ts';
import { lineAndColumn } from './template-language.ts';

/** Where what a prompt asks for and what it declares do not meet. Silent for a prompt that declares nothing. */
export function declarationProblems(
  messages: readonly Message[],
  found: readonly FoundVariable[],
  declared: readonly Variable[],
  isWhole: boolean,
): Problem[] {
  if (declared.length === 0) return [];
  const names = declared.map((variable) => variable.name);
  const lists = messages.filter(({ role }) => role === 'placeholder').map(({ text }) => text.trim());
  const asked = [...found.map(({ name }) => name), ...lists];
  return [
    ...found.flatMap((variable) => undeclared(messages, variable, names)),
    // Where a text cannot be read to its end, what is used there is not known.
    ...(isWhole ? names.filter((name) => !asked.some((one) => isSame(one, name))).map(unused) : []),
  ];
}

const MAX_PLACES = 20;

function undeclared(
  messages: readonly Message[],
  { name, places }: FoundVariable,
  names: readonly string[],
): Problem[] {
  // What an application sets beside the values, such as @state, is nobody's to declare.
  if (name.startsWith('@') || names.some((declared) => isSame(name, declared))) return [];
  const meant = near(name, names);
  return places.slice(0, MAX_PLACES).map(({ message, from, to }) => {
    const text = messages[message]!.text;
    const isPlain = text.slice(from, to) === name;
    const declare = { title: `Declare ${name}`, edits: [], declare: [{ name, type: 'string' as const }] };
    const rewrite = { title: `Write ${meant}`, edits: [{ message, from, to, insert: meant ?? '' }] };
    return {
      severity: 'warning',
      code: 'undeclared-variable',
      text: `The variable ${name} is not declared.${meant === null ? '' : ` Did you mean ${meant}?`}`,
      message,
      from,
      to,
      ...lineAndColumn(text, from),
      fixes: meant !== null && isPlain ? [rewrite, declare] : [declare],
    };
  });
}

function unused(name: string): Problem {
  return {
    severity: 'warning',
    code: 'unused-variable',
    text: `The variable ${name} is declared, and no message uses it.`,
    message: -1,
    from: 0,
    to: 0,
    line: 0,
    column: 0,
    fixes: [{ title: `Remove ${name}`, edits: [], undeclare: [name] }],
  };
}

function isSame(asked: string, declared: string): boolean {
  return isWithin(asked, declared) || isWithin(declared, asked);
}
