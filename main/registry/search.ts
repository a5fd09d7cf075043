import { readContent, textOf } from '../../shared/content.ts';
import type { SearchHit } from '../../shared/contract.ts';
import { nameKey } from '../../shared/names.ts';
import { idText } from './bytes.ts';
import type { MirroredPrompt } from './prompt-mirror.ts';
import type { Registry } from './registry.ts';
import { fold, foldName, foldPart, originOf, placesOf, searchText, type Folded } from './search-text.ts';

export type SearchInput = { text: string; label?: string; tag?: string; archived: boolean; limit: number };

const FRAGMENT_BEFORE = 40; // characters
const FRAGMENT_LENGTH = 160;
/** How many prompts that hold the letters are looked at beyond the page, so that whole phrases come first. */
const LOOK_FURTHER = 50;
/** How many are looked through in vain for words that are too short for the index. */
const LOOK_AMONG = 300;

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
  const words = phrase.split(/ +/);
  const lead = words.reduce((longest, word) => (word.length > longest.length ? word : longest));
  const query: Query = { phrase, words, lead };
  const wanted = input.limit + 1; // one more than asked for tells whether there are more
  const prompts = registry.mirror.look();
  const isWanted = filterOf(registry, input);
  const named = byName(prompts, isWanted, input.text, wanted);
  const seen = new Set(named);
  const isNew = (prompt: MirroredPrompt): boolean => !seen.has(prompt) && isWanted(prompt);
  const found = named.length < wanted ? byText(registry, prompts, isNew, query, wanted - named.length) : [];
  const hits = [
    ...named.map((prompt) => describe(registry, prompt, null, query)),
    ...found.map(({ prompt, at }) => describe(registry, prompt, at, query)),
  ];
  return { hits: hits.slice(0, input.limit), more: hits.length > input.limit };
}

/** What is looked for: as it was typed, its words, and the longest of them. */
type Query = { phrase: string; words: string[]; lead: string };

type Prompts = ReadonlyMap<number, MirroredPrompt>;
type Filter = (prompt: MirroredPrompt) => boolean;

function filterOf(registry: Registry, { archived, label, tag }: SearchInput): Filter {
  const labelled =
    label === undefined ? null : seqs(registry, 'SELECT prompt AS seq FROM labels WHERE label = ?', label);
  const tagged =
    tag === undefined
      ? null
      : seqs(registry, 'SELECT p.seq FROM prompts p, json_each(p.tags) t WHERE t.value = ?', tag);
  return ({ seq, archived: isArchived }) =>
    (archived || !isArchived) && (labelled?.has(seq) ?? true) && (tagged?.has(seq) ?? true);
}

function seqs(registry: Registry, sql: string, value: string): Set<number> {
  return new Set(registry.statements.all<{ seq: number }>(sql, value).map((row) => row.seq));
}

/** The whole query at the beginning of a name, elsewhere in it, then all its words; shorter names first. */
function byName(prompts: Prompts, isWanted: Filter, text: string, limit: number): MirroredPrompt[] {
  const phrase = nameKey(text.replaceAll(/[\s\0]/g, ' ')).trim();
  const words = phrase.split(/ +/);
  const ranked: { prompt: MirroredPrompt; rank: number }[] = [];
  for (const prompt of prompts.values()) {
    if (!words.every((word) => prompt.key.includes(word)) || !isWanted(prompt)) continue;
    const at = words.length === 1 ? 1 : prompt.key.indexOf(phrase);
    ranked.push({ prompt, rank: prompt.key.startsWith(phrase) ? 0 : at >= 0 ? 1 : 2 });
  }
  return ranked
    .toSorted(
      (a, b) => a.rank - b.rank || a.prompt.key.length - b.prompt.key.length || (a.prompt.key < b.prompt.key ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ prompt }) => prompt);
}

/** A prompt that holds the query: `isWhole` where it does so in one piece, which begins at `at` of its search text. */
type Found = { prompt: MirroredPrompt; at: number | null; isWhole: boolean };

/** Whole phrases before scattered words, newest first. Short words are not in the index: a query that has some is looked
 *  for as it stands first, spaces included, and its words apart only among the newest that hold the long ones. */
function byText(registry: Registry, prompts: Prompts, isWanted: Filter, query: Query, limit: number): Found[] {
  const { phrase, words } = query;
  const whole: Found[] = [];
  const scattered: Found[] = [];
  const hasShort = words.some((word) => Array.from(word).length < 3);
  if (hasShort && words.length > 1) {
    for (const prompt of withLetters(registry, prompts, [phrase])) {
      const found = isWanted(prompt) ? find(registry, prompt, query) : null;
      if (found?.isWhole) whole.push(found);
      if (whole.length === limit) return whole;
    }
  }
  const seen = new Set(whole.map(({ prompt }) => prompt));
  let vain = 0;
  for (const prompt of withLetters(registry, prompts, words)) {
    if (seen.has(prompt) || !isWanted(prompt)) continue;
    const found = find(registry, prompt, query);
    if (found) (found.isWhole ? whole : scattered).push(found);
    else vain += 1;
    if (whole.length === limit || whole.length + scattered.length >= limit + LOOK_FURTHER) break;
    if (hasShort && vain > LOOK_AMONG) break;
  }
  return [...whole, ...scattered].slice(0, limit);
}

/** Whether the words stand in the text and the name between them, and where as one phrase; null where one of them is in
 *  neither. The longest is sought first: most texts are passed over for its sake. */
function find(registry: Registry, prompt: MirroredPrompt, { phrase, words, lead }: Query): Found | null {
  const { key } = headText(registry, prompt);
  const first = key.indexOf(lead);
  const whole = first < 0 || words.length === 1 ? first : key.indexOf(phrase);
  if (whole >= 0) return { prompt, at: whole, isWhole: true };
  const name = foldName(prompt.name, prompt.key).key;
  if (first < 0 && !name.includes(lead)) return null;
  if (!words.every((word) => word === lead || name.includes(word) || key.includes(word))) return null;
  return { prompt, at: null, isWhole: name.includes(phrase) };
}

/** Prompts with every three letters in a row that `words` have, newest first; none where no word has three. Whether they
 *  stand in a row there, too, is for the text to say. */
function* withLetters(registry: Registry, prompts: Prompts, words: string[]): Iterable<MirroredPrompt> {
  const match = trigramsOf(words);
  if (match === null) return;
  // The index is much slower to read backwards than its answer is.
  const seqs = registry.statements.column<number>('SELECT rowid FROM heads_fts WHERE heads_fts MATCH ?', match);
  for (let at = seqs.length - 1; at >= 0; at -= 1) {
    const prompt = prompts.get(seqs[at]!);
    if (prompt) yield prompt; // another process may have added one since the mirror was looked at
  }
}

/** Prompts whose name or newest text between them hold every three letters in a row of `text` (as `searchText` gives it),
 *  newest first; none where it has fewer. */
export function promptsWithLetters(registry: Registry, text: string): Iterable<MirroredPrompt> {
  return withLetters(registry, registry.mirror.look(), [text]);
}

/** What the index is asked: every three letters in a row of every word. Null where no word has three. */
function trigramsOf(words: string[]): string | null {
  const trigrams = new Set<string>();
  for (const word of words) {
    const letters = Array.from(word);
    for (let at = 0; at + 3 <= letters.length; at += 1) trigrams.add(letters.slice(at, at + 3).join(''));
  }
  if (trigrams.size === 0) return null;
  return [...trigrams].map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}

/** `at` is where the text was found to match; null where nobody has looked yet. */
function describe(registry: Registry, prompt: MirroredPrompt, at: number | null, { phrase, words }: Query): SearchHit {
  // Words of a letter or two stand everywhere in a text: they are marked only within the phrase.
  const marked = [phrase, ...words.filter((word) => Array.from(word).length >= 3)];
  const head = headText(registry, prompt);
  return {
    promptId: idText(prompt.id),
    name: prompt.name,
    archived: prompt.archived,
    nameMatches: placesOf(foldName(prompt.name, prompt.key), [phrase, ...words]),
    fragment: fragment(head, at ?? firstPlace(head, marked), marked),
  };
}

/** Where the first of `marked` that is there stands; -1 where none is. */
function firstPlace({ key }: Folded, marked: string[]): number {
  for (const word of marked) {
    const at = key.indexOf(word);
    if (at >= 0) return at;
  }
  return -1;
}

/** What the newest version says; '' before the first. */
function headText(registry: Registry, { headSeq: seq }: MirroredPrompt): Folded {
  if (seq === null) return fold('');
  const cached = registry.headTexts.get(seq);
  if (cached !== undefined) return cached;
  const head = fold(textOf(readContent(registry.log.content(seq))));
  registry.headTexts.set(seq, head);
  return head;
}

/** Reads what newest versions say before somebody searches, a step at a time: each step reads `atOnce` of them, and tells
 *  whether there are more. The first search of ten thousand prompts would otherwise wait for a second. */
export function* readAhead(registry: Registry, atOnce: number): Iterable<void> {
  let read = 0;
  for (const prompt of [...registry.mirror.look().values()].toReversed()) {
    headText(registry, prompt);
    read += 1;
    if (registry.headTexts.isFull) return;
    if (read % atOnce === 0) yield;
  }
}

/** The passage around `at` in the search text, on one line, begun at a word; null where there is no such place. */
function fragment(head: Folded, at: number, marked: string[]): SearchHit['fragment'] {
  if (at < 0) return null;
  const { text } = head;
  const first = originOf(head, at);
  let from = Math.max(0, first - FRAGMENT_BEFORE);
  if (from > 0) {
    const space = text.slice(from, first).search(/\s/);
    if (space >= 0) from += space + 1;
  }
  const to = Math.max(from + FRAGMENT_LENGTH, first + marked[0]!.length);
  const passage = foldPart(head, from, to);
  const start = from > 0 ? '…' : '';
  return {
    text: `${start}${passage.text.replaceAll(/[\s\0]/g, ' ')}${to < text.length ? '…' : ''}`,
    matches: placesOf(passage, marked).map(([begin, end]): [number, number] => [
      begin + start.length,
      end + start.length,
    ]),
  };
}
