import { Budget } from './budget.ts';
import { parseFString, type Field } from './f-string-parse.ts';
import { formatted } from './f-string-format.ts';
import { missingVariable, namesIn } from './missing.ts';
import { throwFirst } from './problem-list.ts';
import { TemplateError, type TemplateLanguage, type Values } from './template-language.ts';

/** Python's format strings, as LangChain fills them in: `{name}`, `{user.name}`, `{items[0]}`, `{price:.2f}`, with `{{`
 *  and `}}` for braces (https://docs.python.org/3/library/string.html#format-string-syntax). */
export const fString: TemplateLanguage = {
  check(text) {
    const { pieces, problems } = parseFString(text);
    const fields = pieces.filter((piece) => typeof piece !== 'string');
    const variables = fields.map(({ name, from, to }) => ({ name, from, to }));
    return { variables, references: [], problems: problems.list() };
  },
  render(text, values, limits) {
    const { pieces, problems } = parseFString(text);
    throwFirst(problems.list());
    const budget = new Budget(limits, text);
    let output = '';
    for (const piece of pieces) {
      const filled = typeof piece === 'string' ? piece : fill(piece, values);
      budget.spend(filled.length);
      output += filled;
    }
    return output;
  },
};

function fill(field: Field, values: Values): string {
  const value = lookUp(field, values);
  if (value === undefined) throw missingVariable(field.path, field, namesIn(values));
  try {
    return formatted(value, field.conversion, field.format);
  } catch (error) {
    if (error instanceof TypeError) throw new TemplateError('unsupported', error.message, field.whole);
    throw error;
  }
}

/** `.name` and `[name]` both look a name up: values are plain data, and have no attributes beside their members. */
function lookUp(field: Field, values: Values): unknown {
  let value: unknown = values;
  for (const key of field.keys) {
    if (value === null || typeof value !== 'object') return undefined;
    if (Array.isArray(value) !== (typeof key === 'number') || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
