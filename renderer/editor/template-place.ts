import type { TemplateFormat } from '../../shared/content.ts';

/** What is being written where the cursor stands. `from` is the offset in the text before the cursor at which the word
 *  that is being written begins. */
export type TemplatePlace =
  | { kind: 'tag' | 'variable' | 'filter' | 'snippet'; from: number }
  /** A name's label or version: after its `@`. */
  | { kind: 'version'; name: string; from: number }
  /** The name of something passed to `target`; `separator` has to stand before it. */
  | { kind: 'argument'; target: string; given: readonly string[]; separator: string; from: number };

/** Reads `before`, the text up to the cursor (its last few thousand characters will do), for what could go on there. Null
 *  where text is written that is no template. For proposals alone: what a template means is decided by `template.check`. */
export function placeInTemplate(format: TemplateFormat, before: string): TemplatePlace | null {
  switch (format) {
    case 'text':
      return null;
    case 'f-string':
      return at('variable', before, /(?<!\{)\{([\w.]*)$/);
    case 'liquid':
    case 'jinja2':
      return inTag(format, before);
    case 'mustache':
    case 'handlebars':
      return inBraces(format, before);
  }
}

function inTag(format: 'liquid' | 'jinja2', before: string): TemplatePlace | null {
  const brace = before.lastIndexOf('{{');
  const percent = before.lastIndexOf('{%');
  const start = Math.max(brace, percent);
  if (start < 0) return null;
  const inside = before.slice(start + 2);
  if (inside.includes(percent > brace ? '%}' : '}}')) return null;
  const tag = percent > brace ? /^-?\s*([a-z]*)(\s[^]*)?$/.exec(inside) : null;
  if (percent > brace && tag === null) return null;
  if (tag && tag[2] === undefined) return { kind: 'tag', from: before.length - tag[1]!.length };
  if (tag && tag[1] === 'render' && format === 'liquid') return inRender(before, tag[2]!);
  if (endsInQuotes(inside)) return null;
  return at('filter', before, /\|\s*([a-z_]*)$/) ?? at('variable', before, /(?:^|[^\w.'"])([\w.]*)$/);
}

/** After `{% render`. */
function inRender(before: string, rest: string): TemplatePlace | null {
  const name = /^\s*(['"])([^'"@\n]*)$/.exec(rest);
  if (name) return { kind: 'snippet', from: before.length - name[2]!.length };
  const version = /^\s*(['"])([^'"@\n]+)@([^'"\n]*)$/.exec(rest);
  if (version) return { kind: 'version', name: version[2]!, from: before.length - version[3]!.length };
  const whole = /^\s*(['"])([^'"\n]+)\1(\s*,|\s)([^]*)$/.exec(rest);
  if (!whole) return null;
  const tail = whole[3]! + whole[4]!;
  if (endsInQuotes(tail)) return null;
  return (
    at('variable', before, /:\s*([\w.]*)$/) ??
    argumentAt(before, tail, whole[2]!, /(\w+)\s*:/g, /,\s*\w*$/.test(tail) ? '' : ', ')
  );
}

function inBraces(format: 'mustache' | 'handlebars', before: string): TemplatePlace | null {
  const start = before.lastIndexOf('{{');
  if (start < 0) return null;
  const inside = before.slice(start + 2);
  if (inside.includes('}}') || inside.startsWith('!')) return null;
  const reference = /^~?>\s*([^]*)$/.exec(inside);
  if (reference) return inPartial(before, reference[1]!);
  if (format === 'mustache') return at('variable', before, /[{#^/&]?\s*([\w.]*)$/);
  if (endsInQuotes(inside)) return null;
  const first = /^\{?~?[#^/]?\s*([\w.]*)$/.exec(inside);
  if (first) return { kind: 'tag', from: before.length - first[1]!.length };
  return at('variable', before, /[\s(=]([\w.@/]*)$/);
}

/** After `{{>`. */
function inPartial(before: string, rest: string): TemplatePlace | null {
  const name = /^(?:(["'])([^"'@\n]*)|([^\s"'@]*))$/.exec(rest);
  if (name) return { kind: 'snippet', from: before.length - (name[2] ?? name[3]!).length };
  const version = /^(?:["']([^"'@\n]+)@([^"'\n]*)|([^\s"'@]+)@(\S*))$/.exec(rest);
  if (version) {
    const [, quoted, quotedVersion, plain, plainVersion] = version;
    return { kind: 'version', name: (quoted ?? plain)!, from: before.length - (quotedVersion ?? plainVersion)!.length };
  }
  const whole = /^(?:(["'])([^"'\n]+)\1|([^\s"']+))(\s[^]*)$/.exec(rest);
  if (!whole || endsInQuotes(whole[4]!)) return null;
  return (
    at('variable', before, /=\s*([\w.]*)$/) ?? argumentAt(before, whole[4]!, (whole[2] ?? whole[3])!, /(\w+)\s*=/g, '')
  );
}

function argumentAt(
  before: string,
  tail: string,
  target: string,
  named: RegExp,
  separator: string,
): TemplatePlace | null {
  const word = /[\s,](\w*)$/.exec(tail);
  if (!word) return null;
  const given = [...tail.matchAll(named)].map((match) => match[1]!);
  return { kind: 'argument', target, given, separator, from: before.length - word[1]!.length };
}

function at(kind: 'variable' | 'filter', before: string, pattern: RegExp): TemplatePlace | null {
  const found = pattern.exec(before);
  return found && { kind, from: before.length - found[1]!.length };
}

function endsInQuotes(text: string): boolean {
  let open = '';
  for (const letter of text) {
    if (letter === open) open = '';
    else if (open === '' && (letter === '"' || letter === "'")) open = letter;
  }
  return open !== '';
}
