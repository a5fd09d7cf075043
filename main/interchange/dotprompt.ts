import type { Content } from '../../shared/content.ts';
import type { CarriedPrompt, CarriedVersion } from '../../shared/interchange.ts';
import type { Json } from '../../shared/canonical-json.ts';
import { baseName, nameProblem } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import { readBody, writeBody } from './dotprompt-body.ts';
import { extraOf, isSame, ownName, readHead, writeHead } from './dotprompt-head.ts';
import { inlinePartials } from './dotprompt-partials.ts';
import type { Members } from './dotprompt-schema.ts';
import { filePaths, safePath } from './file-name.ts';
import type { Format, ReadContext, SourceFile, WriteContext, WrittenFile } from './format.ts';
import { readFrontmatter } from './frontmatter.ts';
import { readContent, readName, readTags, reportAt, type Report } from './reading.ts';
import { isObject } from './settings-names.ts';
import { historyNotice, newestOf, reportFor } from './writing.ts';
import { parseYaml, printYaml } from './yaml.ts';

const TITLE = 'Dotprompt';
const ENDING = /\.prompt$/i;

/** A file per prompt, as Google's Dotprompt has it (https://google.github.io/dotprompt/reference/frontmatter/): a head of
 *  YAML, a body of Handlebars, roles marked within it. The prompt is called by its path; `greet.formal.prompt`, the variant
 *  `formal` of `greet`, is a prompt of its own, and so is a partial, `_greet.prompt`. Texts in other template formats, and
 *  whatever else Dotprompt has no words for, stand in members of the head that begin with `galley.`. */
export const dotprompt: Format = {
  name: 'dotprompt',
  title: TITLE,
  endings: ['.prompt'],
  carriesHistory: false,
  detect: ({ path }) => (ENDING.test(path) ? 2 : 0),
  read: readDotprompt,
  write: writeDotprompt,
};

function* readDotprompt(file: SourceFile, context: ReadContext): Generator<CarriedPrompt> {
  const name = readName(file.path.replace(ENDING, ''), reportAt(context, { file: file.path }), true);
  if (name === null) return;
  const report = reportAt(context, { file: file.path, prompt: name });
  reportKind(name, report);
  const read = readText(file.text(), file.path, report, (body) =>
    inlinePartials(body, file.path, context.siblings, report),
  );
  if (read === null) return;
  const own = nameInFile(file.path, read.name) ?? name;
  yield { name: own, tags: read.tags, versions: [{ content: read.content, message: '' }], labels: {}, file: file.path };
}

/** The name that a file holds, where it is still called as Galley called it for that name; folders above it are kept. */
function nameInFile(path: string, name: Json): string | null {
  if (typeof name !== 'string' || nameProblem(name) !== null) return null;
  const safe = `${safePath(name, '.prompt')}.prompt`;
  const above = path.slice(0, path.length - safe.length);
  return path.endsWith(safe) && (above === '' || above.endsWith('/')) ? above + name : null;
}

function reportKind(name: string, report: Report): void {
  const base = baseName(name);
  if (base.startsWith('_')) report.note('This is a partial; it is kept as a prompt of its own.');
  const variant = /^([^.]+)\.([^.]+)$/.exec(base);
  if (variant) report.note(`This is the variant ${variant[2]} of ${variant[1]}; it is kept as a prompt of its own.`);
}

/** Throws `Refused` where the head is not YAML that Galley reads. */
function readText(
  text: string,
  path: string,
  report: Report,
  prepare: (body: string) => string = (body) => body,
): { content: Content; tags: string[]; name: Json } | null {
  const { members, body, bodyLine, preamble } = splitText(text, path);
  const { facts, extra, tags, name, isExact, own } = readHead(members ?? {}, report);
  if (preamble !== '') extra.preamble = preamble;
  const source = members === null || isExact ? body : body.trim();
  const isTemplate = facts.format === 'handlebars' && own.messages === undefined;
  const messages = own.messages ?? readBody(isTemplate ? prepare(source) : source, facts.format, report, bodyLine);
  const kept = Object.keys(extra).length > 0 ? { dotprompt: extra } : {};
  const content = readContent({ ...facts, messages, extra: { ...own.extra, ...kept } }, report);
  const texts = Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  return content && { content, tags: readTags(texts, report), name };
}

/** Lines of comment, such as a licence, may stand before the head. */
const PREAMBLE = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)+(?=---[ \t]*\r?\n)/;

function splitText(
  text: string,
  path: string,
): { members: Members | null; body: string; bodyLine: number; preamble: string } {
  const preamble = PREAMBLE.exec(text)?.[0] ?? '';
  const skipped = preamble.split('\n').length - 1;
  const { head, headLine, body, bodyLine } = readFrontmatter(text.slice(preamble.length));
  const whole = { members: null, body: text, bodyLine: 1, preamble: '' };
  if (head === null) return whole;
  const members = (head.trim() === '' ? {} : parseYaml(head, path, headLine + skipped)) as Members;
  if (!isObject(members)) {
    // Two rules in a text of Markdown are no head.
    if (preamble !== '') return whole;
    throw new Refused('head-invalid', `The head of ${path} is not a list of “name: value” lines.`);
  }
  return { members, body, bodyLine: bodyLine + skipped, preamble };
}

function* writeDotprompt(prompts: Iterable<CarriedPrompt>, context: WriteContext): Generator<WrittenFile> {
  const pathOf = filePaths();
  const notice = historyNotice(TITLE, context);
  for (const prompt of prompts) {
    const report = reportFor(prompt, `${prompt.name}.prompt`, context);
    const version = prompt.versions.at(-1);
    if (newestOf(withoutExtra(prompt), TITLE, CARRIES, report) === null || !version) continue;
    notice(version);
    const text = writeText(version, prompt, report);
    yield { path: pathOf(prompt.name, '.prompt', report, true), bytes: new TextEncoder().encode(text) };
  }
}

const CARRIES = { variables: true, settings: true, tools: true, responseSchema: true, tags: true };

/** What other formats kept is carried too, under `galley.extra`, so nothing is said of it. */
function withoutExtra(prompt: CarriedPrompt): CarriedPrompt {
  const versions = prompt.versions.map((version) => ({ ...version, content: { ...version.content, extra: {} } }));
  return { ...prompt, versions };
}

function writeText(version: CarriedVersion, prompt: CarriedPrompt, report: Report): string {
  const { content } = version;
  const { preamble = '' } = extraOf(content);
  const body = writeBody(content.messages, content.format);
  const head = writeHead(content, prompt.tags);
  if (safePath(prompt.name, '.prompt') !== prompt.name) head[ownName('name')] = prompt.name;
  if (needsExactness(head, body)) head[ownName('trim')] = false;
  const text = assembled(preamble, head, body);
  const changed = changedMembers(text, content);
  if (changed.length === 0) return text;
  for (const member of changed) head[ownName(member)] = ownValue(content, member);
  const whole = assembled(preamble, head, body);
  if (changed.includes('messages')) {
    report.note('A body cannot tell these messages apart, so they stand in the head too, under galley.messages.');
  }
  const lost = changedMembers(whole, content);
  if (lost.length > 0)
    report.loss(`Dotprompt cannot hold all of this prompt; what comes back changed: ${lost.join(', ')}.`);
  return whole;
}

/** Dotprompt trims the body under a head, and may take the beginning of a text without one for a head. */
function needsExactness(head: Members, body: string): boolean {
  return Object.keys(head).length > 0 ? body !== body.trim() : /^\s*(?:---|#)/.test(body);
}

function assembled(preamble: string, head: Members, body: string): string {
  if (Object.keys(head).length === 0) return preamble === '' ? body : `${preamble}---\n{}\n---\n${body}`;
  const yaml = printYaml(head);
  return `${preamble}---\n${yaml}---\n${body}`;
}

type Member = Exclude<keyof Content, 'format'>;
const MEMBERS: readonly Member[] = ['messages', 'variables', 'settings', 'tools', 'responseSchema', 'extra'];

/** The members that would not come back from `text` as they are in `content`. */
function changedMembers(text: string, content: Content): Member[] {
  try {
    const read = readText(text, 'this prompt', reportAt({ lose: () => {} }, { file: '' }));
    if (read === null) return [...MEMBERS];
    return MEMBERS.filter((member) => !isSame(read.content[member], content[member]));
  } catch (error) {
    if (error instanceof Refused) return [...MEMBERS];
    throw error;
  }
}

function ownValue(content: Content, member: Member): Json {
  return structuredClone(member === 'extra' ? otherExtra(content) : content[member]);
}

/** What other formats kept. */
function otherExtra(content: Content): Members {
  return Object.fromEntries(Object.entries(content.extra).filter(([format]) => format !== 'dotprompt'));
}
