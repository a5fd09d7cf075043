import { readContent, textOf } from '../../shared/content.ts';
import type { SearchHit } from '../../shared/contract.ts';
import { nameKey } from '../../shared/names.ts';
import { idText } from './bytes.ts';
import type { Registry } from './registry.ts';
import { fold, foldName, foldPart, originOf, placesOf, searchText, type Folded } from './search-text.ts';

export type SearchInput = { text: string; label?: string; tag?: string; archived: boolean; limit: number };

const FRAGMENT_BEFORE = 40; // characters
const FRAGMENT_LENGTH = 160;
/** How many prompts that hold the letters are looked at beyond the page, so that whole phrases come first. */
const LOOK_FURTHER = 100;
/** How many are looked through in vain for words that are too short for the index. */
const LOOK_AMONG = 1_000;

type Row = { seq: number; id: Buffer; name: string; name_key: string; archived: number; head_seq: number | null };

/**
 * Prompts whose name and newest version between them hold every word of `text`, best first, each with the passage that
 * matches.
 *
 * A word is any run of characters between spaces and matches anywhere, inside words too, in upper or lower case. Names
 * come before texts: the whole query at the beginning of a name, elsewhere in it, all words in it; then texts with the
 * whole query, then with all its words; the newer prompt first among equals. Words of one or two characters are too
 * short for the index and only narrow what longer ones find; a query of nothing else is looked for as it stands, or,
 * where it is itself so short, in names alone.
 */
export function searchPrompts(registry: Registry, input: SearchInput): { hits: SearchHit[]; more: boolean } {
  const phrase = searchText(input.text).trim();
  if (phrase === '') return { hits: [], more: false };
  const words = phrase.split(' ');
  const wanted = input.limit + 1; // one more than asked for tells whether there are more
  const rows = byName(registry, input, wanted);
  if (rows.length < wanted)
    rows.push(...byText(registry, input, words, wanted - rows.length, new Set(rows.map((row) => row.seq))));
  return {
    hits: rows.slice(0, input.limit).map((row) => describe(registry, row, phrase, words)),
    more: rows.length > input.limit,
  };
}

const COLUMNS = 'p.seq, p.id, p.name, p.name_key, p.archived, v.seq AS head_seq';
const HEAD = 'LEFT JOIN versions v ON v.prompt = p.seq AND v.number = p.head';

type Filters = { sql: string; values: Record<string, unknown> };

/** The filters that were asked for; each costs a little on every row, so none is written that was not. */
function filtersOf(input: SearchInput): Filters {
  const parts: string[] = [];
  if (!input.archived) parts.push('AND p.archived = 0');
  if (input.label !== undefined)
    parts.push('AND EXISTS (SELECT 1 FROM labels l WHERE l.prompt = p.seq AND l.label = @label)');
  if (input.tag !== undefined) parts.push('AND EXISTS (SELECT 1 FROM json_each(p.tags) t WHERE t.value = @tag)');
  const { label, tag } = input;
  return {
    sql: parts.join(' '),
    values: { ...(label === undefined ? {} : { label }), ...(tag === undefined ? {} : { tag }) },
  };
}

function byName(registry: Registry, input: SearchInput, limit: number): Row[] {
  const { sql, values } = filtersOf(input);
  const phrase = nameKey(input.text.replaceAll('\0', ' ')).trim().replaceAll(/\s+/g, ' ');
  const words = phrase.split(' ');
  const named = words.map((_, at) => `instr(p.name_key, @w${at}) > 0`).join(' AND ');
  return registry.statements.all<Row>(
    `SELECT ${COLUMNS} FROM prompts p ${HEAD} WHERE ${named} ${sql}
     ORDER BY CASE instr(p.name_key, @phrase) WHEN 1 THEN 0 WHEN 0 THEN 2 ELSE 1 END, length(p.name_key), p.name_key LIMIT @limit`,
    { ...values, ...Object.fromEntries(words.map((word, at) => [`w${at}`, word])), phrase, limit },
  );
}

/** Whole phrases before scattered words, newest first. Short words are not in the index: a query that has some is looked
 *  for as it stands first, spaces included, and its words apart only among the newest that hold the long ones. */
function byText(registry: Registry, input: SearchInput, words: string[], limit: number, skip: Set<number>): Row[] {
  const phrase = words.join(' ');
  const whole: Row[] = [];
  const scattered: Row[] = [];
  const hasShort = words.some((word) => Array.from(word).length < 3);
  if (hasShort) {
    for (const row of withLetters(registry, input, [phrase])) {
      if (skip.has(row.seq) || !holds(registry, row, phrase)) continue;
      skip.add(row.seq);
      whole.push(row);
      if (whole.length === limit) return whole;
    }
  }
  let vain = 0;
  for (const row of withLetters(registry, input, words)) {
    if (skip.has(row.seq)) continue;
    if (holds(registry, row, phrase)) whole.push(row);
    else if (words.length > 1 && words.every((word) => holds(registry, row, word))) scattered.push(row);
    else vain += 1;
    const found = whole.length + scattered.length;
    if (whole.length === limit || found >= limit + LOOK_FURTHER || (hasShort && vain > LOOK_AMONG)) break;
  }
  return [...whole, ...scattered].slice(0, limit);
}

/** Prompts with every three letters in a row that `words` have, newest first; none where no word has three. Whether they
 *  stand in a row there, too, is for the text to say. */
function withLetters(registry: Registry, input: SearchInput, words: string[]): Iterable<Row> {
  const match = trigramsOf(words);
  if (match === null) return [];
  const { sql, values } = filtersOf(input);
  return registry.statements.each<Row>(
    `SELECT ${COLUMNS} FROM heads_fts f JOIN prompts p ON p.seq = f.rowid ${HEAD}
     WHERE heads_fts MATCH @match ${sql} ORDER BY f.rowid DESC`,
    { ...values, match },
  );
}

function holds(registry: Registry, row: Row, words: string): boolean {
  return headText(registry, row).key.includes(words) || foldName(row.name, row.name_key).key.includes(words);
}

/** What the index is asked: every three letters in a row of every word. Null where no word has three. */
export function trigramsOf(words: string[]): string | null {
  const trigrams = new Set<string>();
  for (const word of words) {
    const letters = Array.from(word);
    for (let at = 0; at + 3 <= letters.length; at += 1) trigrams.add(letters.slice(at, at + 3).join(''));
  }
  if (trigrams.size === 0) return null;
  return [...trigrams].map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}

function describe(registry: Registry, row: Row, phrase: string, words: string[]): SearchHit {
  return {
    promptId: idText(row.id),
    name: row.name,
    archived: row.archived === 1,
    nameMatches: placesOf(foldName(row.name, row.name_key), [phrase, ...words]),
    // Words of a letter or two stand everywhere in a text: they are marked only within the phrase.
    fragment: fragment(headText(registry, row), [phrase, ...words.filter((word) => Array.from(word).length >= 3)]),
  };
}

/** What the newest version says; '' before the first. */
function headText(registry: Registry, { head_seq: seq }: Row): Folded {
  if (seq === null) return fold('');
  const cached = registry.headTexts.get(seq);
  if (cached !== undefined) return cached;
  const folded = fold(textOf(readContent(registry.log.content(seq))));
  registry.headTexts.set(seq, folded);
  return folded;
}

/** The passage around the first match of the first of `marked` that is there, on one line, begun at a word. */
function fragment(head: Folded, marked: string[]): SearchHit['fragment'] {
  const { text, key } = head;
  const word = marked.find((word) => key.includes(word));
  if (word === undefined) return null;
  const first = originOf(head, key.indexOf(word));
  let from = Math.max(0, first - FRAGMENT_BEFORE);
  if (from > 0) {
    const space = text.slice(from, first).search(/\s/);
    if (space >= 0) from += space + 1;
  }
  // White space may be longer in the text than in the query: room for that, too.
  const to = Math.max(from + FRAGMENT_LENGTH, first + 2 * word.length);
  const passage = foldPart(head, from, to);
  const start = from > 0 ? '…' : '';
  return {
    text: `${start}${passage.text.replaceAll(/[\s\0]/g, ' ')}${to < text.length ? '…' : ''}`,
    matches: placesOf(passage, marked).map(([at, end]): [number, number] => [at + start.length, end + start.length]),
  };
}
