import { readContent, textOf } from '../../shared/content.ts';
import type { SearchHit } from '../../shared/contract.ts';
import { nameKey } from '../../shared/names.ts';
import { idText } from './bytes.ts';
import type { HeadText, Registry } from './registry.ts';

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
  return { hits: rows.slice(0, input.limit).map((row) => describe(registry, row, words, pattern)), more: rows.length > input.limit };
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
  const phrase = words.join(' ');
  const whole: Row[] = [];
  const scattered: Row[] = [];
  for (const row of rows) {
    const key = skip.has(row.seq) ? '' : (headText(registry, row)?.key ?? '');
    if (!words.every((word) => key.includes(word))) continue;
    (words.length === 1 || key.includes(phrase) ? whole : scattered).push(row);
    if (whole.length === limit || whole.length + scattered.length >= limit + LOOK_FURTHER) break;
  }
  return [...whole, ...scattered].slice(0, limit);
}

/** What the index is asked: every three letters in a row of every word. Null where no word has three. */
export function trigramsOf(words: string[]): string | null {
  const trigrams = new Set<string>();
  for (const word of words) {
    const letters = [...word];
    for (let at = 0; at + 3 <= letters.length; at += 1) trigrams.add(letters.slice(at, at + 3).join(''));
  }
  if (trigrams.size === 0) return null;
  return [...trigrams].map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}

function describe(registry: Registry, row: Row, words: string[], pattern: RegExp): SearchHit {
  const head = headText(registry, row);
  return {
    promptId: idText(row.id),
    name: row.name,
    archived: row.archived === 1,
    nameMatches: places(row.name, pattern),
    fragment: head && fragment(head, words, pattern),
  };
}

/** What the newest version says, and its letters as they are compared; null before the first. */
function headText(registry: Registry, { head_seq: seq }: Row): HeadText | null {
  if (seq === null) return null;
  const cached = registry.headTexts.get(seq);
  if (cached) return cached;
  const text = textOf(readContent(registry.log.content(seq)));
  const head = { text, key: text.toLowerCase() };
  registry.headTexts.set(seq, head);
  return head;
}

/** The passage around the first match of the whole query, else of a word of it; on one line, begun at a word. */
function fragment({ text, key }: HeadText, words: string[], pattern: RegExp): SearchHit['fragment'] {
  const first = [words.join(' '), ...words].map((sought) => key.indexOf(sought)).find((at) => at >= 0);
  if (first === undefined) return null;
  // A few letters change their length in lower case; the passage then begins a little off, and is marked by the pattern.
  let from = Math.min(text.length, Math.max(0, first - FRAGMENT_BEFORE));
  if (from > 0) {
    const space = text.slice(from, first).search(/\s/);
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
