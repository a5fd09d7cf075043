import type { ModelMessage, ToolChoice, ToolSet } from 'ai';
import type { JSONSchema7 } from '@ai-sdk/provider';
import type { Content, Message } from '../../shared/content.ts';

type Sdk = Pick<typeof import('ai'), 'jsonSchema' | 'tool' | 'Output'>;

/** What `generateText` and `streamText` take besides the model, and what could not be put so, as sentences. */
export type CallOptions = { options: ReturnType<typeof optionsOf>; notes: string[] };

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] as const;
type Effort = (typeof EFFORTS)[number];

/** A prompt in the SDK's words. `messages` are filled in; `content` gives settings, tools and the response schema.
 *  `other` settings are not among them: see `withOwnFields`. */
export function callOptions(
  sdk: Sdk,
  provider: string | null,
  messages: readonly Message[],
  content: Content,
): CallOptions {
  const notes: string[] = [];
  return { options: optionsOf(sdk, provider, messages, content, notes), notes };
}

function optionsOf(
  { jsonSchema, tool, Output }: Sdk,
  provider: string | null,
  messages: readonly Message[],
  { settings, tools, responseSchema }: Content,
  notes: string[],
) {
  const asDeveloper = provider === 'openai' && messages.some(({ role }) => role === 'developer');
  if (!asDeveloper && messages.some(({ role }) => role === 'developer'))
    notes.push('This provider has no developer role: developer messages are sent as system messages.');
  else if (asDeveloper && messages.some(({ role }) => role === 'system'))
    notes.push('System and developer messages are sent under one role, developer.');
  return {
    messages: modelMessages(messages, tools, notes),
    allowSystemInMessages: true,
    maxRetries: 0,
    ...given('temperature', settings.temperature),
    ...given('topP', settings.topP),
    ...given('topK', settings.topK),
    ...given('maxOutputTokens', settings.maxTokens),
    ...given('stopSequences', settings.stop?.length === 0 ? undefined : settings.stop),
    ...given('seed', settings.seed),
    ...given('frequencyPenalty', settings.frequencyPenalty),
    ...given('presencePenalty', settings.presencePenalty),
    ...given('reasoning', effortOf(settings.reasoningEffort, notes)),
    ...(tools.length === 0 ? {} : { tools: toolSet(tools, { jsonSchema, tool }, notes) }),
    ...given('toolChoice', choiceOf(settings.toolChoice, tools, notes)),
    ...(responseSchema === null ? {} : { output: Output.object({ schema: jsonSchema(schemaOf(responseSchema)) }) }),
    ...(asDeveloper ? { providerOptions: { openai: { systemMessageMode: 'developer' as const } } } : {}),
  };
}

function given<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]?: V });
}

function modelMessages(messages: readonly Message[], tools: Content['tools'], notes: string[]): ModelMessage[] {
  const sent: ModelMessage[] = [];
  let calls = 0;
  for (const { role, text } of messages) {
    if (role === 'system' || role === 'developer') sent.push({ role: 'system', content: text });
    else if (role === 'user' || role === 'assistant') sent.push({ role, content: text });
    else if (role === 'tool') answerTool(sent, text, tools, ++calls);
  }
  if (calls > 0)
    notes.push(
      'A tool message answers a call, and a prompt holds only its text: a call without arguments is sent before each.',
    );
  if (messages.some(({ role }) => role === 'placeholder'))
    notes.push('The chat history is not filled in, and is left out.');
  return sent;
}

/** A provider takes a tool's answer only after the call it answers: the assistant before it is made to have called. */
function answerTool(sent: ModelMessage[], text: string, tools: Content['tools'], number: number): void {
  const call = { toolCallId: `call_${number}`, toolName: tools[0]?.name ?? 'tool' };
  const part = { type: 'tool-call' as const, ...call, input: {} };
  const last = sent.at(-1);
  if (last?.role === 'assistant' && typeof last.content === 'string')
    last.content = last.content === '' ? [part] : [{ type: 'text', text: last.content }, part];
  else sent.push({ role: 'assistant', content: [part] });
  sent.push({
    role: 'tool',
    content: [{ type: 'tool-result', ...call, output: { type: 'text', value: text } }],
  });
}

function toolSet(
  tools: Content['tools'],
  { jsonSchema, tool }: Pick<Sdk, 'jsonSchema' | 'tool'>,
  notes: string[],
): ToolSet {
  const set: ToolSet = {};
  for (const { name, description, parameters } of tools) {
    if (Object.hasOwn(set, name)) notes.push(`Two tools are called ${name}: only the last is sent.`);
    const inputSchema = jsonSchema(schemaOf(parameters ?? { type: 'object', properties: {} }));
    Object.defineProperty(set, name, {
      value: tool({ ...given('description', description), inputSchema }),
      enumerable: true,
      configurable: true,
    });
  }
  return set;
}

function schemaOf(schema: NonNullable<Content['responseSchema']>): JSONSchema7 {
  return schema as JSONSchema7;
}

function effortOf(effort: string | undefined, notes: string[]): Effort | undefined {
  if (effort === undefined || effort === '') return undefined;
  const known = EFFORTS.find((each) => each === effort.toLowerCase());
  if (known === undefined) notes.push(`Reasoning effort “${effort}” is left out: it is one of ${EFFORTS.join(', ')}.`);
  return known;
}

/** `auto`, `none`, `required`, or the name of a tool. */
function choiceOf(
  choice: string | undefined,
  tools: Content['tools'],
  notes: string[],
): ToolChoice<ToolSet> | undefined {
  if (choice === undefined || choice === '') return undefined;
  if (tools.length === 0) {
    notes.push('Tool choice is left out: there are no tools.');
    return undefined;
  }
  if (choice === 'auto' || choice === 'none' || choice === 'required') return choice;
  if (tools.some(({ name }) => name === choice)) return { type: 'tool', toolName: choice };
  notes.push(`Tool choice “${choice}” is left out: it is auto, none, required, or the name of a tool.`);
  return undefined;
}
