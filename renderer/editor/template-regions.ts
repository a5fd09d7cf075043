import type { TemplateFormat } from '../../shared/content.ts';

/** A stretch of a template that is not plain text. Offsets are UTF-16, `to` exclusive. */
export type Region = { kind: 'variable' | 'tag' | 'comment'; from: number; to: number };

/** Farther than this no end of a tag is looked for: what follows is text that is still being typed. */
const LONGEST_TAG = 5_000;

/** Where `text` asks for something, for colour alone: what a template means is decided by `template.check`. A tag that is
 *  not closed yet is text. */
export function templateRegions(format: TemplateFormat, text: string): Region[] {
  if (format === 'text') return [];
  return format === 'f-string' ? fields(text) : delimited(text, READERS[format]);
}

/** What begins at a `{`: a region, and where reading goes on; null where it is only a brace. */
type Reader = (text: string, at: number) => { region: Region; next: number } | null;

const READERS = { liquid: readLiquid, jinja2: readJinja, mustache: readMustache, handlebars: readHandlebars };

function delimited(text: string, read: Reader): Region[] {
  const regions: Region[] = [];
  for (let at = text.indexOf('{'); at >= 0;) {
    const found = read(text, at);
    if (found) regions.push(found.region);
    at = text.indexOf('{', found ? found.next : at + 1);
  }
  return regions;
}

function readLiquid(text: string, at: number): ReturnType<Reader> {
  if (text.startsWith('{{', at)) return upTo(text, at, 'variable', '}}');
  if (!text.startsWith('{%', at)) return null;
  const tag = upTo(text, at, 'tag', '%}');
  return tag && overBlock(text, tag, { comment: /\{%-?\s*endcomment\s*-?%\}/g, raw: /\{%-?\s*endraw\s*-?%\}/g });
}

function readJinja(text: string, at: number): ReturnType<Reader> {
  if (text.startsWith('{{', at)) return upTo(text, at, 'variable', '}}');
  if (text.startsWith('{#', at)) return upTo(text, at, 'comment', '#}', false);
  if (!text.startsWith('{%', at)) return null;
  const tag = upTo(text, at, 'tag', '%}');
  return tag && overBlock(text, tag, { raw: /\{%-?\s*endraw\s*-?%\}/g });
}

function readMustache(text: string, at: number): ReturnType<Reader> {
  if (!text.startsWith('{{', at)) return null;
  if (text.startsWith('{{!', at)) return upTo(text, at, 'comment', '}}', false);
  if (text.startsWith('{{{', at)) return upTo(text, at, 'variable', '}}}', false);
  return upTo(text, at, /[#^/>=]/.test(text[at + 2] ?? '') ? 'tag' : 'variable', '}}', false);
}

function readHandlebars(text: string, at: number): ReturnType<Reader> {
  if (!text.startsWith('{{', at)) return null;
  const start = text.slice(at, at + 8).match(/^\{\{\{?~?/)![0].length;
  if (text.startsWith('!--', at + start)) return upTo(text, at, 'comment', '--}}', false);
  if (text[at + start] === '!') return upTo(text, at, 'comment', '}}', false);
  const found = upTo(text, at, 'variable', text.startsWith('{{{', at) ? '}}}' : '}}');
  if (!found) return null;
  // `{{#if x}}`, `{{else}}` and a helper with arguments (`{{role "user"}}`) do something; a bare path is a variable.
  const inside = text
    .slice(at + start, found.region.to)
    .replace(/~?\}+$/, '')
    .trim();
  if (/^[#^/>*]|^else\b|^\S+\s/.test(inside)) found.region.kind = 'tag';
  return found;
}

/** From `at` to the next `close`; quotes may hold it where `quoted`. */
function upTo(text: string, at: number, kind: Region['kind'], close: string, quoted = true): ReturnType<Reader> {
  const limit = Math.min(text.length, at + LONGEST_TAG);
  for (let index = at + 2; index < limit; index++) {
    if (text.startsWith(close, index)) {
      const to = index + close.length;
      return { region: { kind, from: at, to }, next: to };
    }
    const quote = quoted ? text[index] : undefined;
    if (quote === '"' || quote === "'") {
      const end = text.indexOf(quote, index + 1);
      // An apostrophe alone on its line opens nothing.
      if (end > 0 && end < limit && !text.slice(index, end).includes('\n')) index = end;
    }
  }
  return null;
}

/** A comment block is one region up to its end; a raw block is text up to its end. */
function overBlock(
  text: string,
  tag: NonNullable<ReturnType<Reader>>,
  ends: Record<string, RegExp>,
): NonNullable<ReturnType<Reader>> {
  const name = text.slice(tag.region.from, tag.region.to).match(/^\{%-?\s*(\w+)/)?.[1];
  const end = name === undefined ? undefined : ends[name];
  if (!end) return tag;
  end.lastIndex = tag.next;
  const found = end.exec(text);
  if (!found) return tag;
  if (name === 'raw') return { region: tag.region, next: found.index };
  const to = found.index + found[0].length;
  return { region: { kind: 'comment', from: tag.region.from, to }, next: to };
}

/** Python's `{name}`, where a doubled brace stands for a brace. */
function fields(text: string): Region[] {
  const regions: Region[] = [];
  for (const match of text.matchAll(/\{\{|\}\}|\{[^{}\n]{1,200}\}/g)) {
    if (match[0].length > 2) regions.push({ kind: 'variable', from: match.index, to: match.index + match[0].length });
  }
  return regions;
}
