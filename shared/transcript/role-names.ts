import type { Role } from '../content.ts';

/** What other tools call the one who speaks. */
const ROLES: Record<string, Role> = {
  system: 'system',
  developer: 'developer',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  ai: 'assistant',
  bot: 'assistant',
  chatbot: 'assistant',
  gpt: 'assistant',
  chatgpt: 'assistant',
  claude: 'assistant',
  gemini: 'assistant',
  model: 'assistant',
  tool: 'tool',
  function: 'tool',
  observation: 'tool',
};

/** The role a name stands for, in any case; null where it stands for none. */
export function roleNamed(name: string): Role | null {
  const key = name.toLowerCase();
  return Object.hasOwn(ROLES, key) ? ROLES[key]! : null;
}
