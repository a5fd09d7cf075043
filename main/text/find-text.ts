import { readContent, type Content } from '../../shared/content.ts';
import type { TextGroup, TextHit, TextScope } from '../../shared/contract/text-calls.ts';
import { nameKey } from '../../shared/names.ts';
import { Refused, unwrap } from '../../shared/reply.ts';
import { queryProblem, type TextMatch, type TextQuery } from '../../shared/text/text-query.ts';
import { idText } from '../registry/bytes.ts';
import type { Registry } from '../registry/registry.ts';
import { versionAt } from '../registry/version-queries.ts';
import type { Matcher } from './matcher.ts';

/** How long one part reads texts: the thread that answers has other calls waiting. */
const READ_FOR = 10; // milliseconds
const READ_AT_MOST = 200; // prompts
/** Matches of one message that are told. */
const MAX_HITS = 500;

export type FindInput = { query: TextQuery; scope: TextScope; replacement?: string; cursor: string | null };
export type Found = { groups: TextGroup[]; cursor: string | null; searched: number };

type Row = {
  seq: number;
  id: Buffer;
  name: string;
  name_key: string;
  head: number;
  head_seq: number | null;
};
type Read = { row: Row; content: Content; draftRevision: number };

/** The prompts after `cursor`, by name, that hold `query` in their draft or, without one, their newest version. Refuses
 *  `bad-query` and what `Matcher` refuses. */
export async function findText(registry: Registry, matcher: Matcher, input: FindInput): Promise<Found> {
  const problem = queryProblem(input.query);
  if (problem !== null) throw new Refused('bad-query', problem);
  const { read, searched, cursor } = readPart(registry, input);
  const texts = read.flatMap(({ content }) => content.messages.map(searchedText));
  const { query, replacement } = input;
  const question = { query, texts, limit: MAX_HITS, ...(replacement === undefined ? {} : { replacement }) };
  const matches = texts.length === 0 ? [] : unwrap(await matcher.find(question));
  const groups: TextGroup[] = [];
  let at = 0;
  for (const each of read) {
    const own = matches.slice(at, (at += each.content.messages.length));
    if (own.some((found) => found.matches.length > 0)) groups.push(groupOf(registry, each, own));
  }
  return { groups, cursor, searched };
}

function readPart(
  registry: Registry,
  { scope, cursor }: FindInput,
): { read: Read[]; searched: number; cursor: string | null } {
  const rows = rowsAfter(registry, scope, cursor);
  const wanted = scope.promptIds === undefined ? null : new Set(scope.promptIds);
  const read: Read[] = [];
  const started = performance.now();
  for (const [index, row] of rows.entries()) {
    if (!wanted || wanted.has(idText(row.id))) {
      const text = readText(registry, row);
      if (text) read.push(text);
    }
    if (performance.now() - started > READ_FOR) return { read, searched: index + 1, cursor: row.name_key };
  }
  return { read, searched: rows.length, cursor: rows.length < READ_AT_MOST ? null : rows.at(-1)!.name_key };
}

function rowsAfter(registry: Registry, { folder, label, tag }: TextScope, cursor: string | null): Row[] {
  const where = ['p.archived = 0', 'p.name_key > ?'];
  const values: string[] = [cursor ?? ''];
  if (folder !== undefined) {
    const key = nameKey(folder);
    where.push('p.name_key >= ?', 'p.name_key < ?');
    values.push(`${key}/`, `${key}0`); // “0” is what comes after “/”
  }
  if (label !== undefined) {
    where.push('EXISTS (SELECT 1 FROM labels l WHERE l.prompt = p.seq AND l.label = ?)');
    values.push(label);
  }
  if (tag !== undefined) {
    where.push('EXISTS (SELECT 1 FROM json_each(p.tags) t WHERE t.value = ?)');
    values.push(tag);
  }
  return registry.statements.all<Row>(
    `SELECT p.seq, p.id, p.name, p.name_key, p.head, v.seq AS head_seq
     FROM prompts p LEFT JOIN versions v ON v.prompt = p.seq AND v.number = p.head
     WHERE ${where.join(' AND ')} ORDER BY p.name_key LIMIT ${READ_AT_MOST}`,
    ...values,
  );
}

function readText(registry: Registry, row: Row): Read | null {
  const draft = registry.drafts.get(row.seq);
  if (draft) return { row, content: readContent(draft.content), draftRevision: draft.revision };
  if (row.head_seq === null) return null;
  return { row, content: readContent(registry.log.content(row.head_seq)), draftRevision: 0 };
}

/** A placeholder's text is the name of a list, and no text to write in. */
function searchedText({ role, text }: Content['messages'][number]): string {
  return role === 'placeholder' ? '' : text;
}

function groupOf(
  registry: Registry,
  { row, content, draftRevision }: Read,
  matches: readonly { matches: TextMatch[]; more: boolean }[],
): TextGroup {
  const head = row.head === 0 ? null : versionAt(registry, row.seq, row.head);
  return {
    promptId: idText(row.id),
    name: row.name,
    number: head?.number ?? null,
    headId: head?.id ?? null,
    draftRevision,
    hits: matches.flatMap(({ matches: own }, message) => hitsIn(content.messages[message]!, message, own)),
    more: matches.some(({ more }) => more),
  };
}

const CONTEXT_BEFORE = 48; // characters
const CONTEXT_AFTER = 96;

function hitsIn(
  { role, text }: Content['messages'][number],
  message: number,
  matches: readonly TextMatch[],
): TextHit[] {
  let line = 1;
  let counted = 0;
  return matches.map((match) => {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < match.from; at = text.indexOf('\n', at + 1)) {
      line++;
      counted = at + 1;
    }
    const start = text.lastIndexOf('\n', match.from - 1) + 1;
    const lineEnd = text.indexOf('\n', match.to);
    const from = Math.max(match.from === 0 ? 0 : start, match.from - CONTEXT_BEFORE);
    const to = Math.min(lineEnd < 0 ? text.length : lineEnd, match.to + CONTEXT_AFTER);
    return {
      ...match,
      message,
      role,
      line,
      before: (from > start ? '…' : '') + text.slice(from, match.from).toWellFormed(),
      match: text.slice(match.from, match.to),
      after: text.slice(match.to, to).toWellFormed() + (to < (lineEnd < 0 ? text.length : lineEnd) ? '…' : ''),
    };
  });
}
