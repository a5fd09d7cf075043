/** A tag or a text between tags, as Jinja's white space control leaves it. `name` is a statement's first word. */
export type JinjaPiece =
  | { kind: 'text'; text: string }
  | { kind: 'output' | 'comment'; from: number; to: number }
  | { kind: 'statement'; name: string; from: number; to: number };

/** The parts of a Jinja text in order. The library's tree has neither places nor a difference between a text and an
 *  output of one; walked beside these, it has both. For texts that are known to be Jinja. */
export function jinjaPieces(source: string): JinjaPiece[] {
  const text = source.endsWith('\n') ? source.slice(0, -1) : source; // Jinja drops one line end at the end
  const pieces: JinjaPiece[] = [];
  let at = 0;
  let trimNext = false;
  while (at < text.length) {
    const open = nextOpening(text, at);
    const trimEnd = text[open + 2] === '-';
    let between = text.slice(at, open);
    if (trimNext) between = between.trimStart();
    if (trimEnd) between = between.trimEnd();
    if (between !== '') pieces.push({ kind: 'text', text: between });
    if (open >= text.length) break;
    const to = tagEnd(text, open);
    trimNext = text[to - 3] === '-' && to - open > 4;
    const place = { from: open, to };
    if (text[open + 1] === '#') pieces.push({ kind: 'comment', ...place });
    else if (text[open + 1] === '{') pieces.push({ kind: 'output', ...place });
    else pieces.push({ kind: 'statement', name: /^\{%-?\s*(\w*)/.exec(text.slice(open, to))?.[1] ?? '', ...place });
    at = to;
  }
  return pieces;
}

function nextOpening(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1))
    if ('{%#'.includes(text[at + 1] ?? ' ')) return at;
  return text.length;
}

function tagEnd(text: string, from: number): number {
  if (text[from + 1] === '#') return text.indexOf('#}', from + 2) + 2;
  const closing = text[from + 1] === '{' ? '}}' : '%}';
  let depth = 0;
  for (let at = from + 2; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"' || character === "'") at = quoteEnd(text, at);
    else if (depth === 0 && text.startsWith(closing, at)) return at + 2;
    else if (character === '{') depth++;
    else if (character === '}') depth--;
  }
  return text.length;
}

function quoteEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[from]) return at;
  }
  return text.length;
}
