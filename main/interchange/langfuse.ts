import { z } from 'zod';
import { canonicalJson, type Json } from '../../shared/canonical-json.ts';
import type { Content, Message } from '../../shared/content.ts';
import type { CarriedPrompt, CarriedVersion } from '../../shared/interchange.ts';
import { Refused } from '../../shared/reply.ts';
import type { Format, ReadContext, SourceFile, WriteContext, WrittenFile } from './format.ts';
import { follows } from './jsonl.ts';
import { readLabels } from './labels.ts';
import { langfuseFormat, readMessages, writeMessages } from './langfuse-messages.ts';
import { parseJson } from './plain-json.ts';
import { jsonPath, readContent, readDate, readName, readTags, reportAt, type Report } from './reading.ts';
import { isObject, readSettings, takeTools, writeConfig } from './settings-names.ts';
import { contentLeft, reportFor } from './writing.ts';

const TITLE = 'Langfuse JSON';
const FILE = 'langfuse-prompts.json';

/** Prompts as Langfuse's public API gives them (`GET /api/public/v2/prompts/{name}`), one version each: an object, a list
 *  of them, or a list under `data`. See https://api.reference.langfuse.com, “prompts”. */
export const langfuse: Format = {
  name: 'langfuse',
  title: TITLE,
  endings: ['.langfuse.json', '.json'],
  carriesHistory: true,
  detect({ path, start }) {
    if (!/\.json$/i.test(path)) return 0;
    return /"prompt"\s*:/.test(start) && !/^\s*\{\s*"galley"\s*:/.test(start) ? 2 : 1;
  },
  read: readLangfuse,
  write: writeLangfuse,
};

const LangfuseVersion = z.object({
  name: z.string(),
  version: z.number().int().optional(),
  type: z.enum(['text', 'chat']).optional(),
  prompt: z.union([z.string(), z.array(z.record(z.string(), z.json()))]),
  config: z.json().optional(),
  labels: z.array(z.string()).nullish(),
  tags: z.array(z.string()).nullish(),
  commitMessage: z.string().nullish(),
  createdBy: z.string().nullish(),
  createdAt: z.string().nullish(),
});
type LangfuseVersion = z.infer<typeof LangfuseVersion>;

function* readLangfuse(file: SourceFile, context: ReadContext): Generator<CarriedPrompt> {
  const { items, path } = itemsIn(parseJson(file.text(), file.path), file.path);
  const prompts = new Map<string, LangfuseVersion[]>();
  for (const [index, item] of items.entries()) {
    const report = reportAt(context, { file: file.path });
    const checked = LangfuseVersion.safeParse(item);
    const issue = checked.error?.issues[0];
    const at = jsonPath([...path, index, ...(issue?.path ?? [])]);
    if (!checked.data) {
      const isListed = isObject(item) && item.prompt === undefined && item.versions !== undefined;
      report.skip(
        isListed ? `${at}: this lists a prompt without its text.` : `${at}: ${issue?.message ?? 'not a prompt'}`,
      );
      continue;
    }
    const name = readName(checked.data.name, report, true);
    if (name === null) continue;
    const versions = prompts.get(name);
    if (versions) versions.push(checked.data);
    else prompts.set(name, [checked.data]);
  }
  for (const [name, versions] of prompts) {
    const prompt = promptFrom(name, versions, reportAt(context, { file: file.path, prompt: name }));
    if (prompt.versions.length > 0) yield { ...prompt, file: file.path };
  }
}

/** Throws `Refused('langfuse-invalid')` where there are no prompts to be found. */
function itemsIn(value: Json, file: string): { items: Json[]; path: PropertyKey[] } {
  if (Array.isArray(value)) return { items: value, path: [] };
  if (isObject(value) && Array.isArray(value.data)) return { items: value.data, path: ['data'] };
  if (isObject(value) && 'prompt' in value) return { items: [value], path: [] };
  throw new Refused(
    'langfuse-invalid',
    `${file} holds no Langfuse prompts: at $ there is neither a list nor a prompt.`,
  );
}

function promptFrom(name: string, items: LangfuseVersion[], report: Report): CarriedPrompt {
  const numbered = items.every((item) => item.version !== undefined);
  const ordered = numbered ? items.toSorted((a, b) => (a.version ?? 0) - (b.version ?? 0)) : items;
  const prompt: CarriedPrompt = { name, tags: [], versions: [], labels: {} };
  for (const item of ordered) {
    const content = contentFrom(item, report);
    if (content === null) continue;
    const version: CarriedVersion = { content, message: item.commitMessage ?? '' };
    if (item.createdBy) version.author = item.createdBy;
    const committedAt = readDate(item.createdAt ?? '', report);
    if (committedAt !== undefined) version.committedAt = committedAt;
    prompt.versions.push(version);
    for (const label of readLabels(item.labels ?? [], report)) prompt.labels[label] = prompt.versions.length - 1;
    if (item.version !== undefined && item.version !== prompt.versions.length)
      report.note(`Langfuse's version ${item.version} became v${prompt.versions.length}.`);
  }
  // Tags belong to the prompt; every version repeats them, the newest as they are now.
  prompt.tags = readTags(ordered.at(-1)?.tags ?? [], report);
  return prompt;
}

function contentFrom(item: LangfuseVersion, report: Report): Content | null {
  const messages = readMessages(item.prompt, report);
  const { format, why } = langfuseFormat(messages);
  if (why !== null) report.note(why);
  const config = item.config ?? {};
  const extra: { [key: string]: Json } = {};
  if (typeof item.prompt !== 'string' && isOneQuestion(messages)) extra.type = 'chat';
  if (!isObject(config)) extra.config = config;
  const { tools, responseSchema, rest } = takeTools(isObject(config) ? config : {}, report);
  const content = {
    format,
    messages,
    settings: readSettings(rest),
    tools,
    responseSchema,
    extra: Object.keys(extra).length > 0 ? { langfuse: extra } : {},
  };
  return readContent(content, report);
}

/** One object per version, newest last. */
function* writeLangfuse(prompts: Iterable<CarriedPrompt>, context: WriteContext): Generator<WrittenFile> {
  const items: string[] = [];
  for (const prompt of prompts) {
    const report = reportFor(prompt, FILE, context);
    if (prompt.versions.length === 0) report.skip('This prompt has no version yet and was not exported.');
    if (prompt.archived) report.loss(`${TITLE} leaves the mark that this prompt is archived behind.`);
    if (prompt.versions.some((version, index) => version.parents && !follows(version.parents, index)))
      report.loss(`${TITLE} puts the versions in one line; which of them were made from which is left behind.`);
    if (prompt.releases?.length) report.loss(`${TITLE} leaves the record of earlier label moves behind.`);
    for (const [index, version] of prompt.versions.entries()) {
      const labels = Object.keys(prompt.labels).filter((label) => prompt.labels[label] === index);
      items.push(canonicalJson(itemFrom(prompt, version, index, labels, report)));
    }
  }
  yield { path: FILE, bytes: new TextEncoder().encode(`[\n${items.join(',\n')}\n]\n`) };
}

function itemFrom(
  prompt: CarriedPrompt,
  version: CarriedVersion,
  index: number,
  labels: string[],
  report: Report,
): Record<string, unknown> {
  const { content } = version;
  for (const what of contentLeft(content, { settings: true, tools: true, responseSchema: true, extra: 'langfuse' }))
    report.loss(`${TITLE} leaves ${what} behind.`);
  if (langfuseFormat(content.messages).format !== content.format)
    report.loss(`Langfuse fills in {{name}} only; the template format ${content.format} is left behind.`);
  const extra = isObject(content.extra.langfuse ?? null) ? (content.extra.langfuse as { [key: string]: Json }) : {};
  const config = writeConfig(content, report);
  const isText = isOneQuestion(content.messages) && extra.type !== 'chat';
  return {
    name: prompt.name,
    version: index + 1,
    type: isText ? 'text' : 'chat',
    prompt: isText ? content.messages[0]?.text : writeMessages(content.messages),
    config: Object.keys(config).length === 0 && extra.config !== undefined ? extra.config : config,
    labels: labels.toSorted(),
    tags: prompt.tags,
    commitMessage: version.message === '' ? null : version.message,
    createdBy: version.author,
    createdAt: version.committedAt === undefined ? undefined : new Date(version.committedAt).toISOString(),
  };
}

/** What Langfuse calls a text prompt. */
function isOneQuestion(messages: readonly Message[]): boolean {
  return messages.length === 1 && messages[0]?.role === 'user';
}
