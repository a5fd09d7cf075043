import { z } from 'zod';
import type { Json } from '../../shared/canonical-json.ts';
import type { Content } from '../../shared/content.ts';
import { formatOf, modelIn, type Members, type PromptyExtra } from './prompty-head.ts';
import { kindOfType, variableType } from './property-schema.ts';
import type { Report } from './reading.ts';
import { isObject, writeConfig } from './settings-names.ts';

export type HeadFacts = { name: string; tags: readonly string[]; author: string | undefined };

/** The head of a .prompty file in Prompty's first form, from which `readHead` reads the same. */
export function writeHead(content: Content, facts: HeadFacts, report: Report): Members {
  const extra = extraOf(content);
  const { name, description, ...rest } = extra.head ?? {};
  const head: Members = { name: name ?? facts.name };
  if (description !== undefined) head.description = description;
  const authors =
    extra.authors?.join(', ') === facts.author ? extra.authors : facts.author ? [facts.author] : undefined;
  if (authors) head.authors = authors;
  if (facts.tags.length > 0) head.tags = [...facts.tags];
  Object.assign(head, rest);
  head.model = writeModel(content, extra.model ?? {}, report);
  const { inputs, sample } = writeInputs(content, extra);
  if (Object.keys(inputs).length > 0) head.inputs = inputs;
  if (Object.keys(sample).length > 0) head.sample = sample;
  if (extra.tools) head.tools = extra.tools;
  head.template =
    extra.template !== undefined && (formatOf(extra.template) ?? 'text') === content.format
      ? extra.template
      : content.format;
  if (content.format !== 'jinja2' && content.format !== 'mustache')
    report.note(`Prompty itself fills in jinja2 and mustache only; this prompt is ${content.format}.`);
  return head;
}

/** What an earlier import kept; nothing where it has not the shape that `readHead` gives it. */
export function extraOf(content: Content): PromptyExtra {
  return Extra.safeParse(content.extra.prompty).data ?? {};
}

const JsonObject = z.record(z.string(), z.json());
const Extra = z.strictObject({
  head: JsonObject.optional(),
  model: JsonObject.optional(),
  template: z.json().optional(),
  inputs: JsonObject.optional(),
  threads: JsonObject.optional(),
  tools: z.array(z.json()).optional(),
  authors: z.array(z.string()).optional(),
});

function writeModel(content: Content, kept: Members, report: Report): Members {
  const { api, configuration, parameters, ...rest } = kept;
  const { model: name, ...config } = writeConfig(content, report);
  const model: Members = { api: api ?? 'chat', ...rest };
  const configured = configuration === undefined ? {} : configuration;
  if (!isObject(configured) || 'model' in configured) {
    model.configuration = configured;
    if (name !== undefined) model.id = name;
  } else if (name === undefined) {
    const { name: _, azure_deployment: __, ...others } = configured;
    if (modelIn(configured) !== undefined)
      report.loss('The deployment in the configuration was left behind: this version names no model.');
    model.configuration = others;
  } else model.configuration = modelIn(configured) === name ? configured : { ...configured, model: name };
  if (isObject(model.configuration) && Object.keys(model.configuration).length === 0) delete model.configuration;
  if (Object.keys(config).length > 0) model.parameters = config;
  if (parameters === undefined) return model;
  if (model.parameters !== undefined)
    report.loss('The reference to parameters in another file was left behind: this version has its own.');
  else model.parameters = parameters;
  return model;
}

function writeInputs(content: Content, extra: PromptyExtra): { inputs: Members; sample: Members } {
  const inputs: Members = {};
  const sample: Members = {};
  for (const { name, type, description, default: standard, example } of content.variables) {
    const { kind, ...rest } = membersOf(extra.inputs?.[name]);
    const input: Members = {
      type: kind !== undefined && (variableType(kind) ?? 'string') === type ? kind : kindOfType(type),
    };
    if (description !== undefined) input.description = description;
    if (standard !== undefined) input.default = standard;
    inputs[name] = { ...input, ...rest };
    if (example !== undefined) sample[name] = example;
  }
  for (const { role, text } of content.messages) if (role === 'placeholder') inputs[text] ??= { type: 'thread' };
  for (const [name, thread] of Object.entries(extra.threads ?? {}))
    inputs[name] = { type: 'thread', ...membersOf(thread) };
  return { inputs, sample };
}

function membersOf(value: Json | undefined): Members {
  return value !== undefined && isObject(value) ? value : {};
}
