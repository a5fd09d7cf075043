import { z } from 'zod';

/** What is looked for in texts, and how. */
export const TextQuery = z.strictObject({
  text: z.string().min(1).max(1_000),
  matchCase: z.boolean().default(false),
  wholeWord: z.boolean().default(false),
  regex: z.boolean().default(false).describe('`text` is a regular expression, as JavaScript has them'),
});
export type TextQuery = z.infer<typeof TextQuery>;

/** A place in a text in UTF-16 offsets, and what would stand there instead. */
export const TextMatch = z.object({ from: z.number().int(), to: z.number().int(), insert: z.string().optional() });
export type TextMatch = z.infer<typeof TextMatch>;

const WORD = '[\\p{L}\\p{M}\\p{N}_]';

/** Throws `SyntaxError` with the engine's words where the expression cannot be read. `m`: `^` and `$` are about lines. */
export function compileQuery({ text, matchCase, wholeWord, regex }: TextQuery): RegExp {
  const source = regex ? text : text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (regex) void new RegExp(source, 'gmu'); // so that a bracket too many is told, and not closed by the one around it
  const whole = wholeWord ? `(?<!${WORD})(?:${source})(?!${WORD})` : source;
  return new RegExp(whole, matchCase ? 'gmu' : 'gmui');
}

/** Why the query cannot be looked for, as a sentence; null when it can. */
export function queryProblem(query: TextQuery): string | null {
  try {
    compileQuery(query);
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^Invalid regular expression: \/.*\/\w*: /s, '') : '';
    return `This expression cannot be read: ${why.charAt(0).toLowerCase()}${why.slice(1)}.`;
  }
}

/** Where `expression` matches in `text`, at most `limit` times. Matches without width are none: there is nothing to show
 *  or to replace. `replacement` gives each match what would stand there instead. */
export function findMatches(
  text: string,
  expression: RegExp,
  limit: number,
  replacement?: { text: string; regex: boolean },
): { matches: TextMatch[]; more: boolean } {
  const matches: TextMatch[] = [];
  for (const found of text.matchAll(expression)) {
    if (found[0] === '') continue;
    if (matches.length === limit) return { matches, more: true };
    const place = { from: found.index, to: found.index + found[0].length };
    if (!replacement) matches.push(place);
    else matches.push({ ...place, insert: replacement.regex ? expand(replacement.text, found) : replacement.text });
  }
  return { matches, more: false };
}

/** `$1`, `$<name>`, `$&` and `$$` as JavaScript's own `replace` has them; `\n` and `\t`, which cannot be typed, too. */
function expand(template: string, found: RegExpMatchArray): string {
  return template.replaceAll(/\$(\$|&|\d{1,2}|<[^>]+>)|\\(n|t|\\)/g, (whole, reference?: string, escape?: string) => {
    if (escape !== undefined) return { n: '\n', t: '\t' }[escape] ?? '\\';
    if (reference === '$') return '$';
    if (reference === '&') return found[0];
    if (reference?.startsWith('<')) return found.groups ? (found.groups[reference.slice(1, -1)] ?? '') : whole;
    const number = Number(reference);
    return number >= 1 && number < found.length ? (found[number] ?? '') : whole;
  });
}
