import { Content, MAX_TEXT, type Message, type TemplateFormat } from '../../shared/content.ts';
import type { Loss } from '../../shared/interchange.ts';
import { Tag } from '../../shared/name-schemas.ts';
import { MAX_NAME_LENGTH, nameFrom, nameKey, nameProblem } from '../../shared/names.ts';
import type { ReadContext } from './format.ts';

const MAX_MESSAGES = 10_000; // as `Content` has it

/** Where an item stands in what is being read. */
export type Where = { file: string; line?: number; prompt?: string };

/** Reports about one item. `skip` says that the item is passed over. */
export type Report = { note(text: string): void; loss(text: string): void; skip(text: string): void };

export function reportAt(context: Pick<ReadContext, 'lose'>, where: Where): Report {
  const say = (severity: Loss['severity']) => (text: string) => context.lose({ severity, ...where, text });
  return { note: say('note'), loss: say('loss'), skip: say('error') };
}

/** The name an item gets: `raw` where it can be one, else the nearest that can, with a note. Null, after a report,
 *  where it cannot be named: no name, one too long to be meant, or a way out of its folder. In `paths`, slashes make
 *  folders; else they are text. */
export function readName(raw: string, report: Report, paths: boolean): string | null {
  const wanted = raw.trim();
  if (wanted === '') return (report.skip('This item has no name.'), null);
  const segments = wanted.split(/[/\\]/);
  if (wanted.length > MAX_NAME_LENGTH || segments.includes('..') || segments.includes('.'))
    return (report.skip(nameProblem(wanted.replaceAll('\\', '/')) ?? 'This item cannot be named.'), null);
  const fits = nameProblem(wanted) === null && (paths || !wanted.includes('/'));
  const name = fits ? wanted : nameFrom(wanted, paths);
  if (name !== wanted) report.note(`The name “${shown(wanted)}” became “${name}”.`);
  return name;
}

/** Gives each name once: a second `x` becomes `x 2`, with a note. Names that differ only in case count as the same. */
export function uniqueNames(): (name: string, report: Report) => string {
  /** Per name, the number to try next. */
  const taken = new Map<string, number>();
  return (name, report) => {
    const key = nameKey(name);
    let free = name;
    for (let n = taken.get(key) ?? 1; taken.has(nameKey(free)); n++) {
      free = `${name.slice(0, MAX_NAME_LENGTH - 8).trimEnd()} ${n + 1}`;
      taken.set(key, n + 1);
    }
    taken.set(nameKey(free), 1);
    if (free !== name) report.note(`“${name}” stands more than once; this one became “${free}”.`);
    return free;
  };
}

/** The texts that can be tags, each once. The rest is reported. */
export function readTags(texts: Iterable<string>, report: Report): string[] {
  const tags = new Set<string>();
  for (const text of texts) {
    const tag = Tag.safeParse(text);
    if (tag.success) tags.add(tag.data);
    else if (text.trim() !== '') report.loss(`“${shown(text)}” cannot be a tag and was left behind.`);
  }
  return [...tags];
}

/** `value` as a version's content; null, after a report with the path to the fault, where it is none. */
export function readContent(value: unknown, report: Report): Content | null {
  const content = Content.safeParse(value);
  if (content.success) return content.data;
  const issue = content.error.issues[0];
  report.skip(`The content is not valid at ${jsonPath(issue?.path ?? [])}: ${issue?.message ?? 'unknown'}.`);
  return null;
}

/** Content of plain messages; null, after a report, where a message is too long or all are empty. */
export function readMessages(messages: Message[], format: TemplateFormat, report: Report): Content | null {
  if (messages.every((message) => message.text.trim() === '')) return (report.skip('This prompt is empty.'), null);
  if (messages.length > MAX_MESSAGES) {
    const [count, most] = [messages.length.toLocaleString('en'), MAX_MESSAGES.toLocaleString('en')];
    return (report.skip(`This prompt has ${count} messages; Galley keeps up to ${most}.`), null);
  }
  const long = messages.find((message) => message.text.length > MAX_TEXT);
  if (long) {
    const [size, most] = [long.text.length.toLocaleString('en'), MAX_TEXT.toLocaleString('en')];
    return (report.skip(`A message has ${size} characters; Galley keeps messages of up to ${most}.`), null);
  }
  return { format, messages, variables: [], settings: {}, tools: [], responseSchema: null, extra: {} };
}

/** Milliseconds since 1970 of a date or of a number of milliseconds; undefined, after a report, where it is none. */
export function readDate(text: string, report: Report): number | undefined {
  if (text.trim() === '') return undefined;
  const time = /^\d{12,14}$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isFinite(time)) return time;
  report.loss(`“${shown(text)}” is not a date and was left behind.`);
  return undefined;
}

/** `$.prompts[3].name` */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`), '$');
}

/** A text short enough to be quoted in a sentence. */
export function shown(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59).toWellFormed()}…`;
}
