import { z } from 'zod';
import { canonicalJson, type Json } from './canonical-json.ts';

export const FORMATS = ['liquid', 'mustache', 'f-string', 'jinja2', 'handlebars', 'text'] as const;
/** How a version's messages are filled in. `text` is sent as it stands: nothing in it is a variable. */
export const TemplateFormat = z.enum(FORMATS);
export type TemplateFormat = z.infer<typeof TemplateFormat>;

export const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'placeholder'] as const;
/** `placeholder` is the place where a list of messages (a chat history) is put in; its text is that list's name. */
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** What people read for a role. */
export const ROLE_NAMES: Record<Role, string> = {
  system: 'System',
  developer: 'Developer',
  user: 'User',
  assistant: 'Assistant',
  tool: 'Tool',
  placeholder: 'Chat history',
};

export const MAX_TEXT = 10_000_000; // characters in one message

const JsonValue: z.ZodType<Json> = z.json();
const JsonObject = z.record(z.string(), JsonValue);

export const Message = z.strictObject({
  role: Role,
  text: z.string().max(MAX_TEXT, `A message may have ${MAX_TEXT.toLocaleString('en')} characters.`),
});
export type Message = z.infer<typeof Message>;

export const VARIABLE_TYPES = ['string', 'number', 'boolean', 'json', 'list'] as const;
export const Variable = z.strictObject({
  name: z.string().min(1).max(200),
  type: z.enum(VARIABLE_TYPES).default('string'),
  description: z.string().optional(),
  default: JsonValue.optional(),
  example: JsonValue.optional(),
});
export type Variable = z.infer<typeof Variable>;

/** Model settings under provider-neutral names; `other` holds what a provider calls its own. */
export const Settings = z.strictObject({
  model: z.string().optional(),
  temperature: z.number().optional(),
  topP: z.number().optional(),
  topK: z.number().optional(),
  maxTokens: z.number().int().optional(),
  stop: z.array(z.string()).optional(),
  seed: z.number().int().optional(),
  frequencyPenalty: z.number().optional(),
  presencePenalty: z.number().optional(),
  reasoningEffort: z.string().optional(),
  toolChoice: z.string().optional(),
  other: JsonObject.optional(),
});
export type Settings = z.infer<typeof Settings>;

export const Tool = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  parameters: JsonObject.optional(), // JSON Schema
});
export type Tool = z.infer<typeof Tool>;

/** What a version says, apart from who committed it and why. Empty members are left out of its canonical JSON, so that
 *  a later Galley can add a member without changing the identity of versions that do not use it. */
export const Content = z.strictObject({
  format: TemplateFormat.default('liquid'),
  messages: z.array(Message).max(10_000).default([]),
  variables: z.array(Variable).max(10_000).default([]),
  settings: Settings.default({}),
  tools: z.array(Tool).max(1_000).default([]),
  responseSchema: JsonObject.nullable().default(null),
  /** Facts from an imported file that Galley keeps for a later export and does not interpret, by format. */
  extra: JsonObject.default({}),
});
export type Content = z.infer<typeof Content>;

export function emptyContent(): Content {
  return {
    format: 'liquid',
    messages: [{ role: 'user', text: '' }],
    variables: [],
    settings: {},
    tools: [],
    responseSchema: null,
    extra: {},
  };
}

/** The canonical JSON of `content`. Throws `TypeError` on what JSON cannot carry. */
export function printContent(content: Content): string {
  const { extra, format, messages, responseSchema, settings, tools, variables } = content;
  const hasSettings = Object.values(settings).some((value) => value !== undefined);
  // Members in canonical order; most prompts have but two of them, and imports print a hundred thousand.
  return (
    (Object.keys(extra).length > 0 ? `{"extra":${canonicalJson(extra)},"format":` : '{"format":') +
    `"${format}","messages":[${messages.map(printMessage).join(',')}]` +
    (responseSchema === null ? '' : `,"responseSchema":${canonicalJson(responseSchema)}`) +
    (hasSettings ? `,"settings":${canonicalJson(settings)}` : '') +
    (tools.length > 0 ? `,"tools":${canonicalJson(tools)}` : '') +
    (variables.length > 0 ? `,"variables":${canonicalJson(variables)}` : '') +
    '}'
  );
}

function printMessage({ role, text }: Message): string {
  return `{"role":"${role}","text":${canonicalJson(text)}}`;
}

/** Reads what `printContent` wrote. It was checked when it was written, so only the left-out members are put back. */
export function readContent(text: string): Content {
  return {
    variables: [],
    settings: {},
    tools: [],
    responseSchema: null,
    extra: {},
    ...(JSON.parse(text) as Pick<Content, 'format' | 'messages'> & Partial<Content>),
  };
}

/** The words of a prompt, for search: every message, in order. */
export function textOf(content: Content): string {
  return content.messages.map((message) => message.text).join('\n\n');
}
