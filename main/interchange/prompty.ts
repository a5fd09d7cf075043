import { printContent, type Content } from '../../shared/content.ts';
import type { CarriedPrompt, CarriedVersion } from '../../shared/interchange.ts';
import { baseName } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import { filePaths } from './file-name.ts';
import type { Format, ReadContext, SourceFile, WriteContext, WrittenFile } from './format.ts';
import { readFrontmatter } from './frontmatter.ts';
import { readBody, reportBody, writeBody } from './prompty-body.ts';
import { extraOf, writeHead } from './prompty-head-writing.ts';
import { readHead, type Members } from './prompty-head.ts';
import { readContent, readName, readTags, reportAt, type Report } from './reading.ts';
import { takeSecrets } from './secrets.ts';
import { historyNotice, newestOf, reportFor } from './writing.ts';
import { parseYaml, printYaml } from './yaml.ts';

const TITLE = 'Prompty';
const ENDING = /\.prompty$/i;

/** A file per prompt with a head of YAML, as Microsoft's Prompty has it; the prompt is called by its path. */
export const prompty: Format = {
  name: 'prompty',
  title: TITLE,
  endings: ['.prompty'],
  carriesHistory: false,
  detect: ({ path }) => (ENDING.test(path) ? 2 : 0),
  read: readPrompty,
  write: writePrompty,
};

function* readPrompty(file: SourceFile, context: ReadContext): Generator<CarriedPrompt> {
  const name = readName(file.path.replace(ENDING, ''), reportAt(context, { file: file.path }), true);
  if (name === null) return;
  const report = reportAt(context, { file: file.path, prompt: name });
  const read = readText(file.text(), file.path, name, report);
  if (read !== null) yield { name, tags: read.tags, versions: [read.version], labels: {}, file: file.path };
}

/** Throws `Refused` where the head is not YAML that Galley reads. */
function readText(
  text: string,
  path: string,
  name: string,
  report: Report,
): { tags: string[]; version: CarriedVersion } | null {
  const { head, headLine, body, unclosed } = readFrontmatter(text);
  if (unclosed) throw new Refused('head-unclosed', `The head of ${path} is never closed: a line of “---” is missing.`);
  const members = (head === null ? null : parseYaml(head, path, headLine)) ?? {};
  if (typeof members !== 'object' || Array.isArray(members))
    throw new Refused('head-invalid', `The head of ${path} is not a list of “name: value” lines.`);
  reportReferences(head ?? '', report);
  const { tags, authors, threads, extra, ...facts } = readHead(withoutSecrets(members as Members, report), report);
  // The file's own name says it again.
  if (extra.head?.name === baseName(name)) delete extra.head.name;
  if (extra.head && Object.keys(extra.head).length === 0) delete extra.head;
  const messages = readBody(body, threads);
  for (const { role, text } of messages)
    if (role === 'placeholder' && isBare(extra.threads?.[text])) delete extra.threads?.[text];
  if (extra.threads && Object.keys(extra.threads).length === 0) delete extra.threads;
  reportBody(body, report);
  if (messages.every((message) => message.text === '')) return (report.skip('This prompt is empty.'), null);
  const content = readContent(
    { ...facts, messages, extra: Object.keys(extra).length > 0 ? { prompty: extra } : {} },
    report,
  );
  if (content === null) return null;
  const author = authors.join(', ').trim();
  const version: CarriedVersion = { content, message: '', ...(author === '' ? {} : { author }) };
  return {
    tags: readTags(
      tags.map((tag) => (typeof tag === 'string' ? tag : JSON.stringify(tag))),
      report,
    ),
    version,
  };
}

function* writePrompty(prompts: Iterable<CarriedPrompt>, context: WriteContext): Generator<WrittenFile> {
  const pathOf = filePaths();
  const notice = historyNotice(TITLE, context);
  for (const prompt of prompts) {
    const report = reportFor(prompt, `${prompt.name}.prompty`, context);
    const carries = {
      tags: true,
      variables: true,
      settings: true,
      tools: true,
      responseSchema: true,
      extra: 'prompty',
    };
    const version = newestOf(prompt, TITLE, carries, report);
    if (version === null) continue;
    notice({ ...version, author: undefined });
    const text = textOf(prompt, version, report);
    if (!readsBack(text, prompt, version)) report.loss(lossIn(version.content));
    yield { path: pathOf(prompt.name, '.prompty', report), bytes: new TextEncoder().encode(text) };
  }
}

function textOf(prompt: CarriedPrompt, version: CarriedVersion, report: Report): string {
  const facts = { name: baseName(prompt.name), tags: prompt.tags, author: version.author?.trim() };
  const head = writeHead(version.content, facts, report);
  const yaml = printYaml(head);
  return `---\n${yaml}---\n${writeBody(version.content.messages)}`;
}

/** Prompty has no way to mark what is text and what is a role or a blank line around it, so what was written is read
 *  again: whatever does not come back the same is then known. */
function readsBack(text: string, prompt: CarriedPrompt, version: CarriedVersion): boolean {
  try {
    const read = readText(text, prompt.name, prompt.name, reportAt({ lose: () => {} }, { file: prompt.name }));
    return read !== null && printContent(read.version.content) === printContent(version.content);
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

function lossIn(content: Content): string {
  const threads = new Set([
    ...Object.keys(extraOf(content).threads ?? {}),
    ...content.messages.map(({ text }) => text),
  ]);
  const back = readBody(writeBody(content.messages), threads);
  if (JSON.stringify(back) === JSON.stringify(content.messages))
    return 'Prompty cannot hold all of this prompt; what is beside its messages comes back changed.';
  return 'Prompty cannot tell every text from a role line or from blank lines around it; the messages come back changed.';
}

function reportReferences(head: string, report: Report): void {
  const references = new Set(head.match(/\$\{(?:env|file):[^}\n]+\}/g));
  if (references.size > 0) report.note(`Kept as text and not filled in: ${[...references].join(', ')}.`);
}

/** Secrets stand where services are named; elsewhere `password` may be the name of an input. */
function withoutSecrets({ model, tools, ...rest }: Members, report: Report): Members {
  if (model !== undefined) rest.model = takeSecrets(model, report);
  if (tools !== undefined) rest.tools = takeSecrets(tools, report);
  return rest;
}

function isBare(thread: unknown): boolean {
  return typeof thread === 'object' && thread !== null && Object.keys(thread).length === 0;
}
