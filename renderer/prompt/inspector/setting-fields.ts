import type { Json } from '../../../shared/canonical-json.ts';
import type { Settings } from '../../../shared/content.ts';
import { readJson } from './typed-value.ts';

/** One model setting: how it is called, typed and checked. */
export type SettingField = {
  name: keyof Settings;
  title: string;
  /** Always in sight; the others are added. */
  always?: true;
  multiline?: true;
  hint?: string;
  /** What may stand there, shown while nothing does. */
  range?: string;
  /** The values there are; `tools` are the names of the prompt's tools. */
  choices?: (tools: readonly string[]) => readonly string[];
  read: (text: string) => { value: Json; problem: null } | { problem: string };
};

export const SETTING_FIELDS: readonly SettingField[] = [
  { name: 'temperature', title: 'Temperature', always: true, range: '0 to 2', read: between(0, 2) },
  { name: 'maxTokens', title: 'Max tokens', always: true, read: wholeFrom(1) },
  { name: 'topP', title: 'Top P', range: '0 to 1', read: between(0, 1) },
  { name: 'topK', title: 'Top K', range: '1 or more', read: wholeFrom(1) },
  {
    name: 'stop',
    title: 'Stop',
    multiline: true,
    hint: 'One a line.',
    read: (text) => ({ value: text.split('\n').filter((line) => line !== ''), problem: null }),
  },
  { name: 'seed', title: 'Seed', read: wholeFrom(-Number.MAX_SAFE_INTEGER) },
  {
    name: 'frequencyPenalty',
    title: 'Frequency',
    hint: 'Penalty for words used often.',
    range: '−2 to 2',
    read: between(-2, 2),
  },
  {
    name: 'presencePenalty',
    title: 'Presence',
    hint: 'Penalty for words used at all.',
    range: '−2 to 2',
    read: between(-2, 2),
  },
  {
    name: 'reasoningEffort',
    title: 'Reasoning',
    choices: () => ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'],
    read: readText,
  },
  {
    name: 'toolChoice',
    title: 'Tool choice',
    choices: (tools) => ['auto', 'none', 'required', ...tools],
    read: readText,
  },
  {
    name: 'other',
    title: 'Other',
    multiline: true,
    hint: 'A JSON object, as the provider calls it.',
    read: readObject,
  },
];

export function printSetting(value: Settings[keyof Settings]): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}

function readText(text: string): { value: Json; problem: null } {
  return { value: text.trim(), problem: null };
}

function between(low: number, high: number): SettingField['read'] {
  return (text) => {
    const value = Number(text.trim().replace(',', '.'));
    return Number.isFinite(value) && value >= low && value <= high
      ? { value, problem: null }
      : { problem: `A number from ${low} to ${high}.` };
  };
}

function wholeFrom(low: number): SettingField['read'] {
  return (text) => {
    const value = Number(text.trim());
    return Number.isSafeInteger(value) && value >= low
      ? { value, problem: null }
      : { problem: low === 1 ? 'A whole number, 1 or more.' : 'A whole number.' };
  };
}

function readObject(text: string): { value: Json; problem: null } | { problem: string } {
  const { value, problem } = readJson(text);
  if (problem !== null) return { problem };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'Write a JSON object: { "name": value }.' };
  return { value, problem: null };
}
