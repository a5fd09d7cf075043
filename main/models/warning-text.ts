import type { SharedV4Warning } from '@ai-sdk/provider';

/** What the SDK left out or changed, as a sentence in Galley's words. */
export function warningText(warning: SharedV4Warning): string {
  switch (warning.type) {
    case 'unsupported':
      return unsupportedText(settingName(warning.feature), warning.details ?? '');
    case 'compatibility':
      return `${settingName(warning.feature)} is sent in another way than asked for${because(warning.details)}`;
    case 'deprecated':
      return sentence(`${settingName(warning.setting)} is out of date: ${warning.message}`);
    default:
      return sentence(warning.message);
  }
}

/** Some details only say the same again, of fewer or more models. */
function unsupportedText(name: string, details: string): string {
  const again = /^\S+ is not supported (for|by|with) (.*?)\.?$/.exec(details);
  if (again) return `${name} is not supported ${again[1]} ${again[2]} and is left out.`;
  return `${name} is not supported by this model and is left out${because(details)}`;
}

const NAMES: Record<string, string> = {
  temperature: 'Temperature',
  topP: 'Top P',
  topK: 'Top K',
  maxOutputTokens: 'Max tokens',
  stopSequences: 'Stop',
  seed: 'Seed',
  frequencyPenalty: 'Frequency penalty',
  presencePenalty: 'Presence penalty',
  reasoning: 'Reasoning',
  toolChoice: 'Tool choice',
  responseFormat: 'The response schema',
};

function settingName(feature: string): string {
  return NAMES[feature] ?? `“${feature}”`;
}

function because(details: string | undefined): string {
  return details === undefined || details === '' ? '.' : sentence(` (${details.replace(/\.$/, '')})`);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
