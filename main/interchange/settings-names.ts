import type { Json } from '../../shared/canonical-json.ts';
import type { Content, Settings, Tool } from '../../shared/content.ts';
import type { Report } from './reading.ts';

type Neutral = Exclude<keyof Settings, 'other'>;
type Members = { [key: string]: Json };

/** The names that chat interfaces use for Galley's settings. The first is the one Galley writes. */
const NAMES: Record<Neutral, readonly string[]> = {
  model: ['model'],
  temperature: ['temperature'],
  topP: ['top_p', 'topP'],
  topK: ['top_k', 'topK'],
  maxTokens: ['max_tokens', 'maxTokens', 'maxOutputTokens', 'max_output_tokens', 'max_completion_tokens'],
  stop: ['stop', 'stopSequences', 'stop_sequences'],
  seed: ['seed'],
  frequencyPenalty: ['frequency_penalty', 'frequencyPenalty'],
  presencePenalty: ['presence_penalty', 'presencePenalty'],
  reasoningEffort: ['reasoning_effort', 'reasoningEffort'],
  toolChoice: ['tool_choice', 'toolChoice'],
};

const isText = (value: Json): value is string => typeof value === 'string';
const isInteger = (value: Json): value is number => Number.isSafeInteger(value);
const isNumber = (value: Json): value is number => typeof value === 'number';
const FITS: Record<Neutral, (value: Json) => boolean> = {
  model: isText,
  temperature: isNumber,
  topP: isNumber,
  topK: isNumber,
  maxTokens: isInteger,
  stop: (value) => Array.isArray(value) && value.every(isText),
  seed: isInteger,
  frequencyPenalty: isNumber,
  presencePenalty: isNumber,
  reasoningEffort: isText,
  toolChoice: isText,
};

/** What `members` say as settings. What has another name, or another kind of value, stays under `other`. */
export function readSettings(members: Members): Settings {
  const read: Members = {};
  const other: Members = { ...members };
  for (const neutral of Object.keys(NAMES) as Neutral[]) {
    const name = NAMES[neutral].find((name) => Object.hasOwn(other, name) && FITS[neutral](other[name] ?? null));
    if (name === undefined) continue;
    read[neutral] = other[name] ?? null;
    delete other[name];
  }
  return { ...(read as Settings), ...(Object.keys(other).length > 0 ? { other } : {}) };
}

/** Settings, tools and response schema by the names of chat interfaces. A member of `other` that has the name of one
 *  of them is reported and left out. */
export function writeConfig(content: Pick<Content, 'settings' | 'tools' | 'responseSchema'>, report: Report): Members {
  const { other = {}, ...neutral } = content.settings;
  const written: Members = {};
  for (const [name, value] of Object.entries(neutral) as [Neutral, Json | undefined][])
    if (value !== undefined) written[NAMES[name][0] ?? name] = value;
  if (content.tools.length > 0)
    written.tools = content.tools.map((tool): Json => ({ type: 'function', function: { ...tool } }));
  if (content.responseSchema !== null)
    written.response_format = {
      type: 'json_schema',
      json_schema: { name: 'response', schema: content.responseSchema },
    };
  for (const [name, value] of Object.entries(other)) {
    if (!Object.hasOwn(written, name)) written[name] = value;
    else report.loss(`The setting “${name}” among the provider's own was left behind: it stands twice.`);
  }
  return written;
}

/** Takes `tools` and `response_format`, as chat interfaces hold them, out of `members`; what has another shape stays. */
export function takeTools(
  members: Members,
  report: Report,
): Pick<Content, 'tools' | 'responseSchema'> & { rest: Members } {
  const { tools, response_format: format, ...rest } = members;
  const read = Array.isArray(tools) ? tools.map((tool) => readTool(tool, report)) : [];
  const isTools = Array.isArray(tools) && tools.length > 0 && read.every((tool) => tool !== null);
  if (tools !== undefined && !isTools) rest.tools = tools;
  const schema = schemaIn(format);
  if (format !== undefined && schema === null) rest.response_format = format;
  else if (schema?.left)
    report.loss(`What the response format says beside its schema was left behind: ${schema.left}.`);
  return { tools: isTools ? read.filter((tool) => tool !== null) : [], responseSchema: schema?.schema ?? null, rest };
}

function readTool(value: Json, report: Report): Tool | null {
  if (!isObject(value) || value.type !== 'function' || !isObject(value.function ?? null)) return null;
  const { name, description, parameters, ...left } = value.function as Members;
  if (typeof name !== 'string' || name === '') return null;
  if (description !== undefined && typeof description !== 'string') return null;
  if (parameters !== undefined && !isObject(parameters)) return null;
  const unknown = [...Object.keys(left), ...Object.keys(value).filter((key) => key !== 'type' && key !== 'function')];
  if (unknown.length > 0) report.loss(`Of the tool ${name}, ${unknown.join(', ')} was left behind.`);
  return {
    name,
    ...(description === undefined ? {} : { description }),
    ...(parameters === undefined ? {} : { parameters }),
  };
}

function schemaIn(format: Json | undefined): { schema: Members; left: string } | null {
  if (!isObject(format ?? null)) return null;
  const { type, json_schema: named, ...rest } = format as Members;
  if (type !== 'json_schema' || !isObject(named ?? null)) return null;
  const { name, schema, ...more } = named as Members;
  if (!isObject(schema ?? null)) return null;
  const left = [
    ...(name === undefined || name === 'response' ? [] : ['name']),
    ...Object.keys(more),
    ...Object.keys(rest),
  ];
  return { schema: schema as Members, left: left.join(', ') };
}

export function isObject(value: Json): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
