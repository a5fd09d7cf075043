import { canonicalJson, type Json } from '../../../shared/canonical-json.ts';
import { type Content, ROLE_NAMES } from '../../../shared/content.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { printPage } from '../../ui/print-page.ts';
import { SETTING_FIELDS } from '../inspector/setting-fields.ts';
import { blocksOf } from '../message-blocks.ts';
import type { OpenPrompt } from '../open-prompt.ts';
import { PRINTED_CSS } from './printed-css.ts';

/** Prints what the prompt says now: its messages with their roles, its variables, settings and tools; black on white in
 *  either theme. */
export function printPrompt(prompt: OpenPrompt): void {
  const { detail, base, revision } = prompt.store.getState();
  const name = detail?.name ?? 'Prompt';
  const version = base ? versionWord(base.number) : 'no version yet';
  const state = revision > 0 || !prompt.saver.idle ? `Draft · based on ${version}` : version;
  const date = new Date().toLocaleDateString('en', { dateStyle: 'long' });
  printPage(name, printedPrompt(name, `${state} · ${date}`, prompt.contentNow()), PRINTED_CSS);
}

/** The page's elements. Exported for tests. */
function printedPrompt(name: string, about: string, content: Content): HTMLElement[] {
  return [
    element('h1', name),
    element('p', about, 'about'),
    ...messagesOf(content),
    ...factsOf('Variables', variableRows(content)),
    ...factsOf('Model settings', settingRows(content)),
    ...factsOf('Tools', toolRows(content)),
    ...(content.responseSchema === null
      ? []
      : [element('h2', 'Response schema'), element('pre', JSON.stringify(content.responseSchema, null, 2), 'text')]),
  ];
}

function messagesOf(content: Content): HTMLElement[] {
  return blocksOf(content.messages.map((message) => message.role)).flatMap((block) => {
    const cards = content.messages.slice(block.from, block.from + block.count).map((message) => {
      const card = element('section', null, 'message');
      card.append(element('h3', ROLE_NAMES[message.role]), element('pre', message.text, 'text'));
      return card;
    });
    if (block.example === null) return cards;
    const example = element('section', null, 'example');
    example.append(element('h2', `Example ${block.example}`), ...cards);
    return [example];
  });
}

type Row = [name: string, value: string];

function factsOf(title: string, rows: readonly Row[]): HTMLElement[] {
  if (rows.length === 0) return [];
  const table = element('table', null);
  for (const [name, value] of rows) {
    const row = element('tr', null);
    const head = element('th', name);
    head.setAttribute('scope', 'row');
    row.append(head, element('td', value));
    table.append(row);
  }
  return [element('h2', title), table];
}

function variableRows({ variables }: Content): Row[] {
  return variables.map(({ name, type, description, default: usual, example }) => [
    name,
    [
      type,
      description,
      usual === undefined ? undefined : `default: ${said(usual)}`,
      example === undefined ? undefined : `example: ${said(example)}`,
    ]
      .filter((part) => part !== undefined && part !== '')
      .join(' · '),
  ]);
}

function settingRows({ settings }: Content): Row[] {
  return Object.entries(settings).flatMap(([name, value]): Row[] =>
    value === undefined ? [] : [[titleOf(name), said(value as Json)]],
  );
}

/** As the inspector calls it. */
function titleOf(name: string): string {
  return SETTING_FIELDS.find((field) => field.name === name)?.title ?? (name === 'model' ? 'Model' : name);
}

function toolRows({ tools }: Content): Row[] {
  return tools.map(({ name, description, parameters }) => [
    name,
    [description, parameters === undefined ? undefined : canonicalJson(parameters)].filter(Boolean).join('\n'),
  ]);
}

function said(value: Json): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}

function element(tag: string, text: string | null, className?: string): HTMLElement {
  const made = document.createElement(tag);
  if (text !== null) made.textContent = text;
  if (className !== undefined) made.className = className;
  return made;
}
