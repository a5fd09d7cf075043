import type { SharedV4Warning } from '@ai-sdk/provider';
import { emptyContent, type Settings } from '../../shared/content.ts';
import { heardRequest } from './capture-request.ts';
import { warningText } from './warning-text.ts';

/** A mild value of each setting that some models do not take. */
const TRIED = {
  temperature: 0.5,
  topP: 0.5,
  topK: 5,
  stop: ['.'],
  seed: 1,
  frequencyPenalty: 0.1,
  presencePenalty: 0.1,
  reasoningEffort: 'low',
} as const satisfies Partial<{ [K in keyof Settings]: unknown }>;

export type Unsupported = Partial<Record<keyof typeof TRIED, string>>;

/** The settings that a model does not take, each with the sentence on it. Each is tried alone in a request that goes
 *  nowhere: the SDK says what it leaves out. */
export async function unsupportedSettings(provider: string, modelId: string): Promise<Unsupported> {
  const ask = (settings: Settings): Promise<SharedV4Warning[]> => warningsOf(provider, modelId, settings);
  const always = new Set((await ask({})).map(warningText));
  const found: Unsupported = {};
  for (const [name, value] of Object.entries(TRIED) as [keyof typeof TRIED, unknown][]) {
    const told = (await ask({ [name]: value })).filter((warning) => warning.type === 'unsupported').map(warningText);
    const sentence = told.find((text) => !always.has(text));
    if (sentence !== undefined) found[name] = sentence;
  }
  return found;
}

async function warningsOf(provider: string, modelId: string, settings: Settings): Promise<SharedV4Warning[]> {
  const messages = [{ role: 'user' as const, text: 'Hello' }];
  const heard = await heardRequest({ provider, modelId, messages, content: { ...emptyContent(), settings } });
  return heard.warnings;
}
