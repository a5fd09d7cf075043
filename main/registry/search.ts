import { readContent, textOf } from '../../shared/content.ts';
import type { SearchHit } from '../../shared/contract.ts';
import { idText } from './bytes.ts';
import type { Registry } from './registry.ts';

export type SearchInput = { text: string; label?: string; tag?: string; archived: boolean; limit: number };

/** How much a match in the name counts against one in the text. */
const NAME_WEIGHT = 12;
const FRAGMENT_BEFORE = 40; // characters
const FRAGMENT_LENGTH = 160;

type Row = { seq: number; id: Buffer; name: string; archived: number; head_seq: number | null };

/**
 * Prompts whose name or newest version holds every word of `text`, best first, each with the passage that matches.
 * A word is any run of characters between spaces and matches anywhere, inside words too; words of one or two
 * characters are too short for the index and only narrow what the longer ones found. A query of nothing but short words
 * looks at names alone. Upper and lower case are the same.
 */
export function searchPrompts(registry: Registry, input: SearchInput): { hits: SearchHit[]; more: boolean } {
  const words = input.text.trim().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return { hits: [], more: false };
  const long = words.filter((word) => [...word].length >= 3);
  const short = words.filter((word) => [...word].length < 3);
  // One row more than asked for tells whether there are more; short words are checked on a wider catch.
  const wanted = short.length === 0 ? input.limit + 1 : Math.max(500, input.limit + 1);
  const rows = long.length > 0 ? matching(registry, input, long, wanted) : named(registry, input, words, wanted);
  const hits: SearchHit[] = [];
  for (const row of rows) {
    const hit = describe(registry, row, words);
    if (long.length > 0 && short.length > 0 && !holdsAll(registry, row, short)) continue;
    if (hits.length === input.limit) return { hits, more: true };
    hits.push(hit);
  }
  return { hits, more: false };
}

const FILTERS = `(@archived = 1 OR p.archived = 0)
  AND (@label IS NULL OR EXISTS (SELECT 1 FROM labels l WHERE l.prompt = p.seq AND l.label = @label))
  AND (@tag IS NULL OR EXISTS (SELECT 1 FROM json_each(p.tags) t WHERE t.value = @tag))`;
const COLUMNS = 'p.seq, p.id, p.name, p.archived, v.seq AS head_seq';
const HEAD = 'LEFT JOIN versions v ON v.prompt = p.seq AND v.number = p.head';

function matching(registry: Registry, input: SearchInput, words: string[], limit: number): Row[] {
  const phrase = input.text.trim().replaceAll(/\s+/g, ' ');
  const every = words.map(quoted).join(' AND ');
  // The whole query as one phrase ranks above its words apart.
  const match = words.length > 1 || phrase !== words[0] ? `(${every}) OR ${quoted(phrase)}` : every;
  // The filters run on what the index ranked, a page at a time, so that an unfiltered search never leaves the index
  // for more rows than it shows.
  const isFiltered = input.label !== undefined || input.tag !== undefined;
  const ranked = `SELECT rowid AS hit, rank AS score FROM heads_fts WHERE heads_fts MATCH @match AND rank MATCH 'bm25(${NAME_WEIGHT}.0, 1.0)'
    ORDER BY rank ${isFiltered ? '' : 'LIMIT @reach'}`;
  const sql = `SELECT ${COLUMNS} FROM (${ranked}) f JOIN prompts p ON p.seq = f.hit ${HEAD} WHERE ${FILTERS} ORDER BY f.score LIMIT @limit`;
  const parameters = { match, archived: Number(input.archived), label: input.label ?? null, tag: input.tag ?? null, limit };
  if (isFiltered) return registry.statements.all<Row>(sql, parameters);
  const rows = registry.statements.all<Row>(sql, { ...parameters, reach: limit });
  if (rows.length === limit || input.archived) return rows;
  // Archived prompts took places on the page: look further.
  return registry.statements.all<Row>(sql, { ...parameters, reach: 1_000_000 });
}

function named(registry: Registry, input: SearchInput, words: string[], limit: number): Row[] {
  const likes = words.map((_, at) => `p.name LIKE @w${at} ESCAPE '\\'`).join(' AND ');
  const patterns = Object.fromEntries(words.map((word, at) => [`w${at}`, `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`]));
  return registry.statements.all<Row>(
    `SELECT ${COLUMNS} FROM prompts p ${HEAD} WHERE ${likes} AND ${FILTERS} ORDER BY length(p.name), p.name_key LIMIT @limit`,
    { ...patterns, archived: Number(input.archived), label: input.label ?? null, tag: input.tag ?? null, limit },
  );
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

function describe(registry: Registry, row: Row, words: string[]): SearchHit {
  const pattern = new RegExp(words.map(RegExp.escape).join('|'), 'giu');
  return {
    promptId: idText(row.id),
    name: row.name,
    archived: row.archived === 1,
    nameMatches: places(row.name, pattern),
    fragment: row.head_seq === null ? null : fragment(headText(registry, row.head_seq), pattern),
  };
}

function headText(registry: Registry, seq: number): string {
  return textOf(readContent(registry.log.content(seq)));
}

function holdsAll(registry: Registry, row: Row, words: string[]): boolean {
  const text = `${row.name}\n${row.head_seq === null ? '' : headText(registry, row.head_seq)}`.toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}

/** The passage around the first match, on one line, begun at a word. */
function fragment(text: string, pattern: RegExp): SearchHit['fragment'] {
  pattern.lastIndex = 0;
  const first = pattern.exec(text);
  if (!first) return null;
  let from = Math.max(0, first.index - FRAGMENT_BEFORE);
  if (from > 0) {
    const space = text.slice(from, first.index).search(/\s/);
    if (space >= 0) from += space + 1;
  }
  const cut = text.slice(from, from + FRAGMENT_LENGTH).toWellFormed();
  const passage = cut.replaceAll(/\s/g, ' '); // one for one: the matches keep their places
  const shown = `${from > 0 ? '…' : ''}${passage}${from + FRAGMENT_LENGTH < text.length ? '…' : ''}`;
  return { text: shown, matches: places(shown, pattern) };
}

function places(text: string, pattern: RegExp): [number, number][] {
  return Array.from(text.matchAll(pattern), (match): [number, number] => [match.index, match.index + match[0].length]);
}
