import { z } from 'zod';
import type { Json } from '../../shared/canonical-json.ts';
import { Content, type Settings, type Tool } from '../../shared/content.ts';
import { readInput, readSchema, writeInput, type Members } from './dotprompt-schema.ts';
import type { Report } from './reading.ts';
import { isObject, readSettings } from './settings-names.ts';

export type Facts = Omit<Content, 'messages' | 'extra'>;

/** What a head says that Galley does not interpret, or in other words than Galley would write: kept for export. */
export type DotpromptExtra = {
  /** Top-level members such as `description` and those with a namespace. */
  head?: Members;
  input?: Json;
  output?: Json;
  /** Comment lines before the head. */
  preamble?: string;
};

/** Members of a head that are Galley's own: what Dotprompt has no words for. */
const OWN = 'galley.';

export type Head = {
  facts: Facts;
  extra: DotpromptExtra;
  tags: Json;
  /** The prompt's name, where its file could not be called by it. */
  name: Json;
  /** Whether white space around the body belongs to it. */
  isExact: boolean;
  /** Members that Galley wrote whole, since the head and body alone would come back changed. */
  own: Partial<Content>;
};

export function readHead(members: Members, report: Report): Head {
  const own = Object.fromEntries(Object.entries(members).filter(([key]) => key.startsWith(OWN)));
  const { model, config, input, output, tools, toolDefs, ...head } = withoutOwn(members);
  const settings = readConfig(config, head);
  if (typeof model === 'string') settings.model = model;
  else if (model !== undefined) head.model = model;
  const format = Content.shape.format.safeParse(own[`${OWN}format`] ?? 'handlebars');
  if (!format.success)
    report.loss('The template format is not one that Galley knows; the text is kept without variables.');
  const overrides = readOverrides(own, report);
  const facts: Facts = {
    format: format.data ?? 'text',
    variables: readInput(input, report),
    settings,
    tools: readTools(tools, toolDefs, head, report),
    responseSchema: isObject(output ?? null) ? readSchema((output as Members).schema, report) : null,
    ...withoutMessages(overrides),
  };
  const extra: DotpromptExtra = {};
  if (!isSame(input, writeInput(facts.variables)) && input !== undefined) extra.input = input;
  if (!isSame(output, writeOutput(facts.responseSchema)) && output !== undefined) extra.output = output;
  if (Object.keys(head).length > 0) extra.head = head;
  const tags = own[`${OWN}tags`] ?? [];
  return { facts, extra, tags, name: own[`${OWN}name`] ?? null, isExact: own[`${OWN}trim`] === false, own: overrides };
}

/** The head from which `readHead` reads `content` again, but for what Dotprompt has no words for. */
export function writeHead(content: Content, tags: readonly string[]): Members {
  const extra = extraOf(content);
  const { model, config } = writeConfig(content.settings);
  const input = isSame(readInput(extra.input, QUIET), content.variables) ? extra.input : undefined;
  const output = isObject(extra.output ?? null)
    ? isSame(readSchema((extra.output as Members).schema, QUIET), content.responseSchema)
    : false;
  const names = content.tools.map((tool) => tool.name);
  const definitions = content.tools.filter((tool) => tool.description !== undefined || tool.parameters !== undefined);
  return defined({
    model,
    config,
    input: input ?? writeInput(content.variables),
    output: output ? extra.output : writeOutput(content.responseSchema),
    tools: names.length > 0 ? names : undefined,
    toolDefs: definitions.length > 0 ? definitions.map(writeTool) : undefined,
    ...extra.head,
    [`${OWN}format`]: content.format === 'handlebars' ? undefined : content.format,
    [`${OWN}tags`]: tags.length > 0 ? [...tags] : undefined,
  });
}

/** What the import of a .prompt file kept; nothing where it has not the shape that `readHead` gives it. */
export function extraOf(content: Content): DotpromptExtra {
  return Extra.safeParse(content.extra.dotprompt).data ?? {};
}

/** The head's member for `member` of the content, whole. */
export function ownName(member: string): string {
  return OWN + member;
}

export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  const others = b as Members;
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame((a as Members)[key], others[key]))
  );
}

const QUIET: Report = { note: () => {}, loss: () => {}, skip: () => {} };

const JsonObject = z.record(z.string(), z.json());
const Extra = z.strictObject({
  head: JsonObject.optional(),
  input: z.json().optional(),
  output: z.json().optional(),
  preamble: z.string().optional(),
});

function readOverrides(own: Members, report: Report): Partial<Content> {
  const read: Partial<Content> = {};
  for (const member of ['messages', 'variables', 'settings', 'tools', 'responseSchema', 'extra'] as const) {
    const value = own[OWN + member];
    if (value === undefined) continue;
    const parsed = Content.shape[member].safeParse(value);
    if (parsed.success) Object.assign(read, { [member]: parsed.data });
    else report.loss(`What the head says under ${OWN}${member} is not what Galley writes there, and was left behind.`);
  }
  return read;
}

function withoutMessages(own: Partial<Content>): Partial<Facts> {
  const facts = { ...own };
  delete facts.messages;
  delete facts.extra;
  return facts;
}

function withoutOwn(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([key]) => !key.startsWith(OWN)));
}

function readConfig(config: Json | undefined, head: Members): Settings {
  if (config === undefined) return {};
  if (!isObject(config)) {
    head.config = config;
    return {};
  }
  const { model, ...rest } = config;
  const settings = readSettings(rest);
  if (model !== undefined) settings.other = { ...settings.other, model };
  return settings;
}

function writeConfig({ model, other, ...neutral }: Settings): {
  model: string | undefined;
  config: Members | undefined;
} {
  const { maxTokens, stop, ...same } = neutral;
  const config = defined({ ...same, maxOutputTokens: maxTokens, stopSequences: stop, ...other });
  return { model, config: Object.keys(config).length > 0 ? config : undefined };
}

function readTools(tools: Json | undefined, toolDefs: Json | undefined, head: Members, report: Report): Tool[] {
  const defined = new Map<string, Tool>();
  const listed = Array.isArray(toolDefs) ? toolDefs : [];
  if (toolDefs !== undefined && !Array.isArray(toolDefs)) head.toolDefs = toolDefs;
  for (const value of listed) {
    const tool = readTool(value, report);
    if (tool) defined.set(tool.name, tool);
  }
  const read: Tool[] = [];
  if (tools !== undefined && !Array.isArray(tools)) head.tools = tools;
  for (const value of Array.isArray(tools) ? tools : []) {
    const tool =
      typeof value === 'string' && value !== '' ? (defined.get(value) ?? { name: value }) : readTool(value, report);
    if (!tool) continue;
    defined.delete(tool.name);
    read.push(tool);
  }
  return [...read, ...defined.values()];
}

function readTool(value: Json, report: Report): Tool | null {
  const { name, description, inputSchema, parameters, ...rest } = isObject(value) ? value : {};
  if (typeof name !== 'string' || name === '') {
    report.loss(`“${JSON.stringify(value).slice(0, 60)}” is no tool that Galley can read, and was left behind.`);
    return null;
  }
  if (Object.keys(rest).length > 0)
    report.loss(`Of the tool ${name}, ${Object.keys(rest).join(', ')} was left behind.`);
  const schema = readSchema(inputSchema ?? parameters, report);
  return {
    name,
    ...(typeof description === 'string' ? { description } : {}),
    ...(schema === null ? {} : { parameters: schema }),
  };
}

function writeTool({ name, description, parameters }: Tool): Members {
  return defined({ name, description, inputSchema: parameters });
}

function writeOutput(schema: Content['responseSchema']): Members | undefined {
  return schema === null ? undefined : { schema };
}

function defined(members: Record<string, Json | undefined>): Members {
  return Object.fromEntries(
    Object.entries(members).filter((member): member is [string, Json] => member[1] !== undefined),
  );
}
