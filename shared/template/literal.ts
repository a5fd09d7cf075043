import type { TemplateFormat } from '../content.ts';

/** Whether a tag stands right before or behind a text: a brace or a backslash at that end would otherwise join it. */
export type Beside = { afterTag?: boolean; beforeTag?: boolean };

/** `text` written so that `format` puts it out as it is, braces and all. */
export function asLiteral(format: TemplateFormat, text: string, beside: Beside = {}): string {
  return text === '' ? '' : WRITERS[format](text, beside);
}

/** Whether `format` would read a part of `text` as anything but itself. */
export function needsLiteral(format: TemplateFormat, text: string): boolean {
  return asLiteral(format, text) !== text;
}

const WRITERS: Record<TemplateFormat, (text: string, beside: Beside) => string> = {
  text: (text) => text,
  'f-string': (text) => text.replaceAll(/[{}]/g, '$&$&'),
  liquid: (text, beside) => withLastBrace(text, beside, liquidText, (braces) => `{{ "${braces}" }}`),
  jinja2: (text, beside) => withLastBrace(text, beside, jinjaText, (braces) => `{{ "${braces}" }}`),
  mustache: (text, beside) => withLastBrace(text, beside, mustacheText, otherDelimiters),
  handlebars: handlebarsText,
};

/** Braces at the end of a text are the beginning of the tag that follows, unless they are written apart. */
function withLastBrace(
  text: string,
  { beforeTag = false }: Beside,
  write: (text: string, isLast: boolean) => string,
  apart: (braces: string) => string,
): string {
  const braces = beforeTag ? /\{+$/.exec(text)?.[0] : undefined;
  return braces === undefined ? write(text, !beforeTag) : write(text.slice(0, -braces.length), false) + apart(braces);
}

/** A tag on one line goes into a raw block whole: it stays readable. */
function liquidText(text: string): string {
  return text.replaceAll(/\{+[{%](?:[^\n]*?[%}]\})?/g, (tag) =>
    /endraw/.test(tag) ? tag.replaceAll(/\{+[{%]/g, (braces) => `{{ "${braces}" }}`) : `{% raw %}${tag}{% endraw %}`,
  );
}

function jinjaText(text: string, isLast: boolean): string {
  const written = text.replaceAll(/\{+[{%#]/g, (braces) => `{{ "${braces}" }}`);
  // Jinja takes one line end from the end of a template; a brace before it would join the tag.
  return isLast ? written.replace(/(\{*)\n$/, (_, braces: string) => `{{ "${braces}\\n" }}`) : written;
}

function mustacheText(text: string): string {
  return text.replaceAll(/\{{2,}(?:[^\n]*?\}\})?/g, (tag) =>
    tag.includes('<%') ? tag.replaceAll(/\{{2,}/g, otherDelimiters) : otherDelimiters(tag),
  );
}

/** Mustache has no escape: other delimiters are set around what would be a tag. */
function otherDelimiters(literal: string): string {
  return `{{=<% %>=}}${literal}<%={{ }}=%>`;
}

/** A backslash keeps two braces from being a tag, and another keeps the first from doing so. Whether a backslash is meant
 *  as one is told by what follows it alone, so an empty comment goes in between. */
function handlebarsText(text: string, { afterTag = false, beforeTag = false }: Beside): string {
  // `{{x}}}` would be read as the end of `{{{x}}}`.
  const start = afterTag && text.startsWith('}') ? '{{!}}' : '';
  const written = text.replaceAll(/(\\*)(\{{2,})/g, (_, slashes: string, braces: string) => {
    const before = slashes === '' ? '' : `${slashes}\\{{!}}`;
    return before + '\\{{'.repeat(Math.floor(braces.length / 2)) + (braces.length % 2 === 1 ? '{' : '');
  });
  if (!beforeTag) return start + written;
  if (text.endsWith('\\')) return `${start}${written}\\`;
  // The comment takes the space away again, and keeps the brace off the tag.
  return start + written + (/(?:^|[^{])(?:\{\{)*\{$/.test(text) ? ' {{~!}}' : '');
}
