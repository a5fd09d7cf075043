import type { Message } from '../../shared/content.ts';
import type { ColumnMapping } from '../../shared/interchange.ts';
import { Refused } from '../../shared/reply.ts';

/** A column with its first filled cell, shortened. */
export type Column = { name: string; sample: string };
type MessageRole = ColumnMapping['messages'][number]['role'];

const NAMES = ['name', 'act', 'title', 'prompt name', 'prompt title', 'prompt id', 'key', 'slug', 'id'];
const TEXTS = ['prompt', 'prompt text', 'text', 'content', 'template', 'body', 'instruction', 'message'];
const FOLDERS = ['folder', 'category', 'collection', 'directory', 'group'];
const TAGS = ['tags', 'tag', 'keywords', 'topics', 'labels', 'label', 'type', 'for devs'];
const MESSAGES = ['message', 'commit message', 'change message', 'change note', 'change'];
const AUTHORS = ['author', 'contributor', 'created by', 'committed by', 'creator'];
const DATES = ['committed at', 'committed', 'created at', 'updated at', 'date', 'timestamp'];
const REVISIONS = ['revision', 'version', 'rev'];

/** Which columns hold what, by their names. Columns called by a role (`system`, `user 2`) are messages in their order;
 *  without them the likeliest text column is one user message. `structured`: records bring their messages themselves, so
 *  that a column is taken for text only where it is called so. */
export function guessMapping(columns: readonly Column[], structured = false): ColumnMapping {
  const free = new Map(columns.map((column) => [wordsOf(column.name), column.name]));
  const take = (wanted: readonly string[]): string | null => {
    const words = wanted.find((words) => free.has(words));
    if (words === undefined) return null;
    const name = free.get(words) ?? null;
    free.delete(words);
    return name;
  };
  const name = take(NAMES);
  const messages = columns.flatMap((column) => {
    const role = roleOf(wordsOf(column.name));
    return role && column.name !== name ? [{ column: column.name, role }] : [];
  });
  for (const { column } of messages) free.delete(wordsOf(column));
  if (!messages.some(({ role }) => role === 'user')) {
    // `message` beside a system text says why a version was made; alone it is the text.
    const text = take(messages.length === 0 && !structured ? TEXTS : TEXTS.filter((words) => words !== 'message'));
    if (text !== null) messages.push({ column: text, role: 'user' });
  }
  const folder = take(FOLDERS);
  const mapping: ColumnMapping = {
    name,
    messages,
    folder,
    tags: [],
    message: take(MESSAGES),
    author: take(AUTHORS),
    committedAt: take(DATES),
    revision: take(REVISIONS),
  };
  mapping.tags = columns
    .filter(({ name }) => free.has(wordsOf(name)) && TAGS.includes(wordsOf(name)))
    .map(({ name }) => name);
  if (messages.length === 0 && !structured) mapping.messages = longestColumn(columns, mapping);
  return mapping;
}

/** `mapping` where it is given and fits, else a guess. Throws `Refused('column-missing')`. */
export function mappingFor(mapping: ColumnMapping | null, columns: readonly Column[], path: string): ColumnMapping {
  if (mapping === null) return guessMapping(columns);
  const { name, folder, message, author, committedAt, revision } = mapping;
  const wanted = [
    name,
    folder,
    message,
    author,
    committedAt,
    revision,
    ...mapping.tags,
    ...mapping.messages.map((item) => item.column),
  ];
  const missing = wanted.find((column) => column !== null && !columns.some(({ name }) => name === column));
  if (missing !== undefined)
    throw new Refused('column-missing', `${path} has no column “${missing}”; choose its columns again.`);
  return mapping;
}

/** The columns with their names made unique: a second `x` is `x 2`, one without a name `column 3`. */
export function nameColumns(header: readonly string[]): string[] {
  const names = new Set<string>();
  header.forEach((cell, index) => {
    const wanted = cell.trim() === '' ? `column ${index + 1}` : cell.trim();
    let name = wanted;
    for (let n = 2; names.has(name); n++) name = `${wanted} ${n}`;
    names.add(name);
  });
  return [...names];
}

/** `committedAt`, `committed_at` and `Committed At` are the same words. */
export function wordsOf(column: string): string {
  return column
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-\s]+/g, ' ')
    .trim()
    .toLowerCase();
}

function roleOf(words: string): MessageRole | null {
  const match = /^(system|developer|user|assistant|tool)(?: (?:prompt|message|text))?(?: \d+)?$/.exec(words);
  return (match?.[1] as Message['role'] & MessageRole) ?? null;
}

function longestColumn(columns: readonly Column[], mapping: ColumnMapping): ColumnMapping['messages'] {
  const used = new Set([
    mapping.name,
    mapping.folder,
    mapping.author,
    mapping.committedAt,
    mapping.revision,
    ...mapping.tags,
  ]);
  const rest = columns.filter(({ name, sample }) => !used.has(name) && sample !== '');
  const longest = rest.toSorted((a, b) => b.sample.length - a.sample.length)[0];
  if (!longest) return [];
  if (mapping.message === longest.name) mapping.message = null;
  return [{ column: longest.name, role: 'user' }];
}
