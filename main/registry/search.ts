import { readContent, textOf } from '../../shared/content.ts';
import type { SearchHit } from '../../shared/contract.ts';
import { nameKey } from '../../shared/names.ts';
import { idText } from './bytes.ts';
import type { Registry } from './registry.ts';

export type SearchInput = { text: string; label?: string; tag?: string; archived: boolean; limit: number };

const FRAGMENT_BEFORE = 40; // characters
const FRAGMENT_LENGTH = 160;
/** How many prompts that hold the letters are looked at beyond the page, so that whole phrases come first. */
const LOOK_FURTHER = 100;

type Row = { seq: number; id: Buffer; name: string; archived: number; head_seq: number | null };

/**
 * Prompts whose name or newest version holds every word of `text`, best first, each with the passage that matches.
 *
 * A word is any run of characters between spaces and matches anywhere, inside words too, in upper or lower case. Names
 * come before texts: the whole query at the beginning of a name, elsewhere in it, all words in it; then texts with the
 * whole query, then with all its words; the newer prompt first among equals. Words of one or two characters are too
 * short for the index and only narrow what longer ones find; a query of nothing else looks at names alone.
 */
export function searchPrompts(registry: Registry, input: SearchInput): { hits: SearchHit[]; more: boolean } {
  const words = nameKey(input.text).split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return { hits: [], more: false };
  const wanted = input.limit + 1; // one more than asked for tells whether there are more
  const rows = byName(registry, input, words, wanted);
  if (rows.length < wanted) rows.push(...byText(registry, input, words, wanted - rows.length, new Set(rows.map((row) => row.seq))));
  const pattern = new RegExp([words.join(' '), ...words].map(RegExp.escape).join('|'), 'giu');
  return { hits: rows.slice(0, input.limit).map((row) => describe(registry, row, pattern)), more: rows.length > input.limit };
}

const COLUMNS = 'p.seq, p.id, p.name, p.archived, v.seq AS head_seq';
const HEAD = 'LEFT JOIN versions v ON v.prompt = p.seq AND v.number = p.head';

type Filters = { sql: string; values: Record<string, unknown> };

/** The filters that were asked for; each costs a little on every row, so none is written that was not. */
function filtersOf(input: SearchInput): Filters {
  const parts: string[] = [];
  if (!input.archived) parts.push('AND p.archived = 0');
  if (input.label !== undefined) parts.push('AND EXISTS (SELECT 1 FROM labels l WHERE l.prompt = p.seq AND l.label = @label)');
  if (input.tag !== undefined) parts.push('AND EXISTS (SELECT 1 FROM json_each(p.tags) t WHERE t.value = @tag)');
  const { label, tag } = input;
  return { sql: parts.join(' '), values: { ...(label === undefined ? {} : { label }), ...(tag === undefined ? {} : { tag }) } };
}

function byName(registry: Registry, input: SearchInput, words: string[], limit: number): Row[] {
  const { sql, values } = filtersOf(input);
  const named = words.map((_, at) => `instr(p.name_key, @w${at}) > 0`).join(' AND ');
  return registry.statements.all<Row>(
    `SELECT ${COLUMNS} FROM prompts p ${HEAD} WHERE ${named} ${sql}
     ORDER BY CASE instr(p.name_key, @phrase) WHEN 1 THEN 0 WHEN 0 THEN 2 ELSE 1 END, length(p.name_key), p.name_key LIMIT @limit`,
    { ...values, ...Object.fromEntries(words.map((word, at) => [`w${at}`, word])), phrase: words.join(' '), limit },
  );
}

/** Newest first, whole phrases before scattered words. The index gives prompts that hold the letters; whether they hold
 *  them in a row is for their text to say. */
function byText(registry: Registry, input: SearchInput, words: string[], limit: number, skip: Set<number>): Row[] {
  const match = trigramsOf(words);
  if (match === null) return [];
  const { sql, values } = filtersOf(input);
  const rows = registry.statements.each<Row>(
    `SELECT ${COLUMNS} FROM heads_fts f JOIN prompts p ON p.seq = f.rowid ${HEAD}
     WHERE heads_fts MATCH @match ${sql} ORDER BY f.rowid DESC`,
    { ...values, match },
  );
  const every = words.map((word) => new RegExp(RegExp.escape(word), 'iu'));
  const phrase = new RegExp(RegExp.escape(words.join(' ')), 'iu');
  const whole: Row[] = [];
  const scattered: Row[] = [];
  for (const row of rows) {
    const text = skip.has(row.seq) ? '' : headText(registry, row);
    if (text === '' || !every.every((word) => word.test(text))) continue;
    (words.length === 1 || phrase.test(text) ? whole : scattered).push(row);
    if (whole.length === limit || whole.length + scattered.length >= limit + LOOK_FURTHER) break;
  }
  return [...whole, ...scattered].slice(0, limit);
}

/** What the index is asked: every three letters in a row of every word. Null where no word has three. */
function trigramsOf(words: string[]): string | null {
  const trigrams = new Set<string>();
  for (const word of words) {
    const letters = [...word];
    for (let at = 0; at + 3 <= letters.length; at += 1) trigrams.add(letters.slice(at, at + 3).join(''));
  }
  if (trigrams.size === 0) return null;
  return [...trigrams].map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}

function describe(registry: Registry, row: Row, pattern: RegExp): SearchHit {
  return {
    promptId: idText(row.id),
    name: row.name,
    archived: row.archived === 1,
    nameMatches: places(row.name, pattern),
    fragment: fragment(headText(registry, row), pattern),
  };
}

/** What the newest version says; '' before the first. */
function headText(registry: Registry, { head_seq: seq }: Row): string {
  if (seq === null) return '';
  const cached = registry.headTexts.get(seq);
  if (cached !== undefined) return cached;
  const text = textOf(readContent(registry.log.content(seq)));
  registry.headTexts.set(seq, text);
  return text;
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
