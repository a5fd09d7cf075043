import type { TemplateFormat } from '../../shared/content.ts';
import type { Region } from './template-regions.ts';

/** A word inside a variable or a tag that has a colour of its own. Offsets are UTF-16, `to` exclusive. */
export type Token = { kind: 'text' | 'number' | 'word' | 'filter'; from: number; to: number };

/** The words of `region` in `text`: what is quoted, numbers, the word that says what a tag does, and filters. */
export function templateTokens(format: TemplateFormat, text: string, region: Region): Token[] {
  if (region.kind === 'comment' || format === 'f-string' || format === 'text') return [];
  const tokens: Token[] = [];
  const inside = text.slice(region.from, region.to);
  const [opening] = /^(?:\{%-?|\{\{\{?[~-]?)\s*[#^/>&]?\s*/.exec(inside)!;
  // In mustache a section is called by its variable; behind `>` stands the name of a snippet.
  let isFirst = region.kind === 'tag' && format !== 'mustache' && !opening.includes('>');
  let afterBar = false;
  WORD.lastIndex = opening.length;
  for (let found = WORD.exec(inside); found; found = WORD.exec(inside)) {
    const from = region.from + found.index;
    const [whole, quoted, number, word, bar] = found;
    const kind = quoted
      ? 'text'
      : number
        ? 'number'
        : word && afterBar
          ? 'filter'
          : word && (isFirst ? found.index === opening.length : KEYWORDS.has(word))
            ? 'word'
            : null;
    if (kind) tokens.push({ kind, from, to: from + whole.length });
    isFirst = false;
    afterBar = bar !== undefined;
  }
  return tokens;
}

const WORD = /("[^"\n]*"|'[^'\n]*')|(\b\d+(?:\.\d+)?\b)|([\p{L}_][\p{L}\p{N}_.]*)|(\|)/gu;

/** Words that join what stands beside them. */
const KEYWORDS = new Set(['in', 'and', 'or', 'not', 'is', 'contains', 'as', 'with', 'true', 'false', 'nil', 'null']);
