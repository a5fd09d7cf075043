import { LiquidError, TypeGuards, UndefinedVariableError } from 'liquidjs';
import { Budget, tooDeep } from './budget.ts';
import { engine } from './liquid-engine.ts';
import { missingVariable, near, suggestion } from './missing.ts';
import { addClosing, closeTag, sendAsIs } from './quick-fixes.ts';
import { RENDER_LIMITS, TemplateError, type Place, type TemplateFix } from './template-language.ts';

/** What the engine threw, as a sentence with its place. `names` are those a missing variable may have meant. */
export function liquidProblem(
  error: unknown,
  text: string,
  names: readonly string[] = [],
  budget: Budget = new Budget(RENDER_LIMITS, text),
): TemplateError {
  const whole = { from: 0, to: text.length };
  if (error instanceof RangeError) return rangeProblem(error, whole, budget);
  if (!LiquidError.is(error)) {
    if (error instanceof TemplateError) return error;
    return limitProblem(messageOf(error), whole, budget) ?? new TemplateError('syntax', messageOf(error), whole);
  }
  const liquid = error as LiquidError & { originalError?: unknown };
  if (liquid.originalError instanceof TemplateError) return liquid.originalError;
  const place = placeOf(liquid, text);
  if (liquid.originalError instanceof RangeError) return rangeProblem(liquid.originalError, place, budget);
  if (liquid instanceof UndefinedVariableError) return missingVariable(liquid.token.getText(), place, names);
  const missing = missingProperty(liquid.originalError);
  if (missing !== null) return missingVariable(missing, place, names);
  return sentence(messageOf(liquid), place, text, budget);
}

function rangeProblem(error: RangeError, place: Place, budget: Budget): TemplateError {
  return /call stack/i.test(error.message) ? tooDeep(place) : budget.tooLong(place);
}

/** The name of a property a filter looked for in vain. */
function missingProperty(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== 'InternalUndefinedVariableError') return null;
  return (error as Error & { variableName: string }).variableName;
}

/** Where the error is: its token, but no more than the rest of the line where the token runs to the end of the text. */
function placeOf(error: LiquidError, text: string): Place {
  const { token } = error;
  if (token.input !== text) return { from: 0, to: text.length };
  const lineEnd = text.indexOf('\n', token.begin);
  const runsOn = token.kind === undefined || (TypeGuards.isWordToken(token) && token.end === text.length);
  const to = runsOn && lineEnd >= 0 ? lineEnd : token.end;
  return text.slice(token.begin, to).trim() === '' ? tagAround(token.begin, text) : { from: token.begin, to };
}

/** The tag that `offset` is in: an error about nothing at all still needs something to point at. */
function tagAround(offset: number, text: string): Place {
  const from = Math.max(text.lastIndexOf('{{', offset), text.lastIndexOf('{%', offset), 0);
  const ends = [text.indexOf('}}', from), text.indexOf('%}', from)].filter((end) => end >= 0);
  return { from, to: ends.length > 0 ? Math.min(...ends) + 2 : text.length };
}

// The engine adds the place to its messages.
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/(, file:[^,]*)?, line:\d+, col:\d+$/, '') : String(error);
}

const BRACES = 'To send braces as they are, put them between {% raw %} and {% endraw %}.';

function sentence(message: string, place: Place, text: string, budget: Budget): TemplateError {
  const told = (code: string, words: string, fixes: TemplateFix[] = []): TemplateError =>
    new TemplateError(code, words, place, fixes);
  const asIs = (): TemplateFix[] => sendAsIs('liquid', text, place);
  const quoted = /^[^"]*"(.*)"/s.exec(message)?.[1] ?? '';
  if (message.startsWith('undefined filter: ')) {
    const name = message.slice('undefined filter: '.length);
    const meant = near(name, Object.keys(engine.filters));
    const words = `There is no filter ${name}.${meant === null ? '' : ` Did you mean ${meant}?`}`;
    const at = filterPlace(name, place, text);
    const isName = text.slice(at.from, at.to) === name;
    const fixes = meant !== null && isName ? [{ title: `Write ${meant}`, edits: [{ ...at, insert: meant }] }] : [];
    return new TemplateError('unknown-filter', words, at, fixes);
  }
  if (/^tag "[^"]*" not found$/.test(message)) return told('unknown-tag', unknownTag(quoted));
  if (/^tag .* not closed$/s.test(message)) {
    const name = /^\{%-?\s*(\w+)[\s\S]*%\}$/.exec(text.slice(place.from, place.to))?.[1];
    if (name) {
      const words = `{% ${name} %} is not closed: {% end${name} %} is missing.`;
      return told('unclosed', words, [addClosing(text, `{% end${name} %}`)]);
    }
    const words = `This tag is not closed: %} is missing. ${BRACES}`;
    return told('unclosed', words, [closeTag(text, place, '%}'), ...asIs()]);
  }
  if (/^output .* not closed$/s.test(message)) {
    const words = `{{ is not closed: }} is missing. ${BRACES}`;
    return told('unclosed', words, [closeTag(text, place, '}}'), ...asIs()]);
  }
  if (/^raw .* not closed$/s.test(message))
    return told('unclosed', '{% raw %} is not closed: {% endraw %} is missing.', [addClosing(text, '{% endraw %}')]);
  const limit = limitProblem(message, place, budget);
  if (limit) return limit;
  if (/^(invalid value expression|expected "\|" before filter)/.test(message)) {
    return told('syntax', `This cannot be read as a variable with filters. ${BRACES}`, asIs());
  }
  if (message.startsWith('illegal tag')) return told('syntax', `This tag cannot be read. ${BRACES}`, asIs());
  return told('syntax', `This cannot be read: ${message}.`);
}

/** The engine tells its limits with a place where it met them within a tag, and without one before the first. */
function limitProblem(message: string, place: Place, budget: Budget): TemplateError | null {
  if (message.startsWith('template render limit')) return budget.tooSlow(place);
  return message.startsWith('memory alloc limit') ? budget.tooLong(place) : null;
}

function unknownTag(name: string): string {
  if (name.startsWith('end')) return `{% ${name} %} closes nothing: {% ${name.slice(3)} %} is missing before it.`;
  if (name === 'else' || name === 'elsif') return `{% ${name} %} stands outside of {% if %}.`;
  if (name === 'when') return '{% when %} stands outside of {% case %}.';
  return `There is no tag ${name}.${suggestion(name, Object.keys(engine.tags))}`;
}

function filterPlace(name: string, place: Place, text: string): Place {
  const found = /\|\s*/.exec(text.slice(place.from, place.to).split(name)[0] ?? '');
  const from = found ? text.indexOf(name, place.from + found.index) : -1;
  return from < 0 ? place : { from, to: from + name.length };
}
