import type { Json } from '../../shared/canonical-json.ts';
import { FORMATS, type Content, type TemplateFormat, type Variable } from '../../shared/content.ts';
import { kindOfType, namedProperties, objectSchema, typeOfValue, variableType } from './property-schema.ts';
import type { Report } from './reading.ts';
import { isObject, readSettings, takeTools } from './settings-names.ts';

export type Members = { [key: string]: Json };

/** What the head of a .prompty file says. `extra` is what Galley keeps for a later export and does not interpret. */
export type PromptyHead = Omit<Content, 'messages' | 'extra'> & {
  tags: Json[];
  authors: string[];
  /** Inputs of the kind `thread`, which hold messages. */
  threads: Set<string>;
  extra: PromptyExtra;
};

/** The rest of a head, in the places `writeHead` puts it back to. */
export type PromptyExtra = {
  /** Top-level members: `description`, `metadata`, unknown ones, and any that had a shape Galley does not read. */
  head?: Members;
  model?: Members;
  template?: Json;
  /** Per variable, what its input says beyond a `Variable`. */
  inputs?: Members;
  threads?: Members;
  /** Tools that are no functions. */
  tools?: Json[];
  authors?: string[];
};

/** Reads a head of Prompty's first (`model.configuration`, `sample`) or second (`model.id`, `inputs` as a list) form. */
export function readHead(members: Members, report: Report): PromptyHead {
  const { model, inputs, inputSchema, outputs, outputSchema, sample, tools, template, ...head } = members;
  const extra: PromptyExtra = {};
  const fromModel = readModel(model, head, extra, report);
  const schema = objectSchema(outputs ?? outputSchema);
  keepUnread(head, { outputs, outputSchema }, schema !== null);
  if (schema !== null && fromModel.responseSchema !== null)
    report.loss('The response format was left behind, because outputs are described too.');
  const { variables, threads } = readInputs(inputs ?? inputSchema, sample, extra, report);
  keepUnread(head, { inputs, inputSchema }, namedProperties(inputs ?? inputSchema) !== null);
  keepUnread(head, { sample }, isObject(sample ?? null));
  const functions = readTools(tools, head, extra, report);
  const result: PromptyHead = {
    format: readTemplate(template, extra, report),
    variables,
    threads,
    settings: fromModel.settings,
    tools: [...functions, ...fromModel.tools],
    responseSchema: schema ?? fromModel.responseSchema,
    tags: takeList(head, 'tags'),
    authors: takeList(head, 'authors').filter((author) => typeof author === 'string'),
    extra,
  };
  if (result.authors.length > 1) extra.authors = result.authors;
  if (Object.keys(head).length > 0) extra.head = head;
  return result;
}

/** The template format that a head's `template` names; undefined where Galley has none like it. */
export function formatOf(template: Json | undefined): TemplateFormat | undefined {
  const named =
    template !== undefined && isObject(template)
      ? (template.format ?? template.type ?? 'jinja2')
      : (template ?? 'jinja2');
  const kind = isObject(named) ? named.kind : named;
  if (kind === 'nunjucks' || kind === 'jinja') return 'jinja2';
  return FORMATS.find((format) => format === kind);
}

/** The model's name where a configuration gives it; Azure calls it a deployment. */
export function modelIn(configuration: Members): string | undefined {
  return [configuration.model, configuration.name, configuration.azure_deployment].find(
    (name) => typeof name === 'string',
  );
}

type FromModel = Pick<Content, 'settings' | 'tools' | 'responseSchema'>;

function readModel(model: Json | undefined, head: Members, extra: PromptyExtra, report: Report): FromModel {
  if (typeof model === 'string') return { settings: { model }, tools: [], responseSchema: null };
  if (model === undefined || !isObject(model)) {
    keepUnread(head, { model }, false);
    return { settings: {}, tools: [], responseSchema: null };
  }
  const { id, api, apiType, parameters, options, configuration, ...rest } = model;
  const kept: Members = rest;
  const kind = api ?? apiType ?? 'chat';
  if (kind !== 'chat') kept.api = kind;
  if (id !== undefined && typeof id !== 'string') kept.id = id;
  let name = typeof id === 'string' ? id : undefined;
  if (configuration !== undefined && isObject(configuration)) {
    const { model: named, ...others } = configuration;
    name ??= modelIn(configuration);
    const configured = named === undefined || named === name ? others : configuration;
    if (Object.keys(configured).length > 0) kept.configuration = configured;
  } else if (configuration !== undefined) kept.configuration = configuration;
  const given = parameters ?? options;
  if (given !== undefined && !isObject(given)) kept.parameters = given;
  const { additionalProperties, ...plain } = given !== undefined && isObject(given) ? given : {};
  const flat =
    additionalProperties === undefined
      ? plain
      : isObject(additionalProperties)
        ? { ...additionalProperties, ...plain }
        : { ...plain, additionalProperties };
  const { tools, responseSchema, rest: members } = takeTools(flat, report);
  const settings = readSettings(members);
  if (name !== undefined) settings.model = name;
  if (Object.keys(kept).length > 0) extra.model = kept;
  return { settings, tools, responseSchema };
}

function readInputs(
  inputs: Json | undefined,
  sample: Json | undefined,
  extra: PromptyExtra,
  report: Report,
): { variables: Variable[]; threads: Set<string> } {
  const examples: Members = sample !== undefined && isObject(sample) ? { ...sample } : {};
  const variables: Variable[] = [];
  const threads: Members = {};
  const left: Members = {};
  for (const [name, input] of namedProperties(inputs) ?? []) {
    const { kind, type, description, default: standard, example, name: _, ...rest } = inputMembers(input);
    const called = kind ?? type;
    const given = Object.hasOwn(examples, name) ? examples[name] : example;
    delete examples[name];
    if (called === 'thread') {
      threads[name] = { ...without({ description, default: standard, example: given }), ...rest };
      continue;
    }
    const variable: Variable = { name, type: variableType(called) ?? 'string' };
    if (typeof description === 'string') variable.description = description;
    else if (description !== undefined) rest.description = description;
    if (standard !== undefined) variable.default = standard;
    if (given !== undefined) variable.example = given;
    if (called !== undefined && called !== kindOfType(variable.type)) rest.kind = called;
    if (called === 'image' || called === 'audio' || called === 'file')
      report.loss(`The input ${name} is of the kind ${called}; Galley fills in text only.`);
    if (Object.keys(rest).length > 0) left[name] = rest;
    variables.push(variable);
  }
  for (const [name, example] of Object.entries(examples)) variables.push({ name, type: typeOfValue(example), example });
  const fitting = variables.filter(({ name }) => name !== '' && name.length <= 200);
  if (fitting.length < variables.length)
    report.loss('An input whose name is empty or longer than 200 characters was left behind.');
  if (Object.keys(left).length > 0) extra.inputs = left;
  if (Object.keys(threads).length > 0) extra.threads = threads;
  return { variables: fitting, threads: new Set(Object.keys(threads)) };
}

/** An input may be given as no more than its kind, or as no more than an example. */
function inputMembers(input: Json): Members {
  if (isObject(input)) return input;
  return variableType(input) || input === 'thread'
    ? { kind: input }
    : { kind: kindOfType(typeOfValue(input)), example: input };
}

function readTools(tools: Json | undefined, head: Members, extra: PromptyExtra, report: Report): Content['tools'] {
  const named = namedProperties(tools);
  keepUnread(head, { tools }, named !== null);
  const functions: Content['tools'] = [];
  const others: Json[] = [];
  for (const [name, tool] of named ?? []) {
    const { name: _, kind, type, description, parameters, ...rest } = isObject(tool) ? tool : {};
    const schema = parameters === undefined ? undefined : objectSchema(parameters);
    if ((kind ?? type ?? 'function') !== 'function' || schema === null || name === '' || !isObject(tool)) {
      others.push(isObject(tool) ? { ...tool, name } : { name, kind: tool });
      report.note(`The tool ${name} is not a function that Galley can show; it is kept for export.`);
      continue;
    }
    functions.push({
      name,
      ...(typeof description === 'string' ? { description } : {}),
      ...(schema ? { parameters: schema } : {}),
    });
    if (Object.keys(rest).length > 0)
      report.loss(`Of the tool ${name}, ${Object.keys(rest).join(', ')} was left behind.`);
  }
  if (others.length > 0) extra.tools = others;
  return functions;
}

function readTemplate(template: Json | undefined, extra: PromptyExtra, report: Report): TemplateFormat {
  const format = formatOf(template);
  if (template !== undefined && template !== format) extra.template = template;
  if (format === undefined)
    report.loss('The template format is not one that Galley knows; the text is kept without variables.');
  else if (JSON.stringify(template ?? '').includes('nunjucks'))
    report.note('The template format nunjucks is read as jinja2, which is its model.');
  return format ?? 'text';
}

/** The list `name`, at the top or under `metadata`, taken out of there. */
function takeList(head: Members, name: string): Json[] {
  const { metadata } = head;
  const above = head[name];
  if (Array.isArray(above)) {
    delete head[name];
    return above;
  }
  if (metadata === undefined || !isObject(metadata)) return [];
  const { [name]: list, ...rest } = metadata;
  if (!Array.isArray(list)) return [];
  if (Object.keys(rest).length > 0) head.metadata = rest;
  else delete head.metadata;
  return list;
}

function keepUnread(head: Members, members: Record<string, Json | undefined>, wasRead: boolean): void {
  if (!wasRead) Object.assign(head, without(members));
}

function without(members: Record<string, Json | undefined>): Members {
  return Object.fromEntries(
    Object.entries(members).filter((member): member is [string, Json] => member[1] !== undefined),
  );
}
