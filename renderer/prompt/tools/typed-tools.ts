import type { Tool } from '../../../shared/content.ts';
import { checkSchema } from '../../../shared/schema/check-schema.ts';

/** A tool as it is being typed: its parameters may not be JSON yet. */
export type TypedTool = { key: number; name: string; description: string; parameters: string };

let nextKey = 1;

export function typedTool({ name, description, parameters }: Tool): TypedTool {
  return {
    key: nextKey++,
    name,
    description: description ?? '',
    parameters: parameters ? JSON.stringify(parameters, null, 2) : '',
  };
}

/** Only of a tool without a problem. */
export function readTool({ name, description, parameters }: TypedTool): Tool {
  return {
    name: name.trim(),
    ...(description.trim() === '' ? {} : { description: description.trim() }),
    ...(parameters.trim() === '' ? {} : { parameters: readSchema(parameters)! }),
  };
}

/** Null where the text is blank. */
export function readSchema(text: string): NonNullable<Tool['parameters']> | null {
  return text.trim() === '' ? null : (JSON.parse(text) as NonNullable<Tool['parameters']>);
}

/** The same tool under a name that no other has. */
export function duplicateOf(tool: TypedTool, tools: readonly TypedTool[]): TypedTool {
  const taken = new Set(tools.map(({ name }) => name));
  let number = 2;
  while (taken.has(`${tool.name}_${number}`)) number++;
  return { ...tool, key: nextKey++, name: tool.name === '' ? '' : `${tool.name}_${number}` };
}

export function nameProblem(tool: TypedTool, tools: readonly TypedTool[]): string | null {
  const name = tool.name.trim();
  if (name === '') return 'A tool needs a name.';
  if (tools.some((other) => other.key !== tool.key && other.name.trim() === name)) return 'Two tools have this name.';
  return /^[\w-]{1,64}$/.test(name) ? null : 'Providers take letters, digits, _ and - in a name, 64 at most.';
}

/** A name of other letters is kept: it may have been imported, and the provider decides. */
export function blocks(tool: TypedTool, tools: readonly TypedTool[]): boolean {
  const name = tool.name.trim();
  const isTwice = tools.some((other) => other.key !== tool.key && other.name.trim() === name);
  return name === '' || isTwice || isWrong(tool.parameters);
}

/** Whether a text is neither blank nor a schema. */
export function isWrong(text: string): boolean {
  return text.trim() !== '' && checkSchema(text).problems.some(({ severity }) => severity === 'error');
}

/** A tool that was just added is not told off for being empty. */
export function isBegun(tool: TypedTool): boolean {
  return tool.name !== '' || tool.description !== '' || tool.parameters !== '';
}

type Template = { title: string; tool: Tool };

/** Tools to begin with. */
export const TOOL_TEMPLATES: readonly Template[] = [
  { title: 'An empty tool', tool: { name: '' } },
  {
    title: 'A search',
    tool: {
      name: 'search',
      description: 'Searches for what the question is about. Returns the best matches first.',
      parameters: {
        type: 'object',
        properties: {
          query: { type: 'string', description: 'Words to look for' },
          limit: { type: 'integer', description: 'How many matches at most' },
        },
        required: ['query'],
        additionalProperties: false,
      },
    },
  },
  {
    title: 'A look-up by id',
    tool: {
      name: 'get_item',
      description: 'Reads one item.',
      parameters: {
        type: 'object',
        properties: { id: { type: 'string', description: 'The id of the item' } },
        required: ['id'],
        additionalProperties: false,
      },
    },
  },
  {
    title: 'An action',
    tool: {
      name: 'update_item',
      description: 'Changes the state of an item. Use it only when asked to.',
      parameters: {
        type: 'object',
        properties: {
          id: { type: 'string', description: 'The id of the item' },
          state: { type: 'string', enum: ['open', 'waiting', 'closed'], description: 'Its new state' },
          note: { type: 'string', description: 'Why, for whoever reads it later' },
        },
        required: ['id', 'state'],
        additionalProperties: false,
      },
    },
  },
];
