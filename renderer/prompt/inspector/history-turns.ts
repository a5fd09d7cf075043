import type { Json } from '../../../shared/canonical-json.ts';
import type { Role } from '../../../shared/content.ts';

export const TURN_ROLES = ['user', 'assistant', 'system', 'developer', 'tool'] as const satisfies readonly Role[];
export type Turn = { role: (typeof TURN_ROLES)[number]; text: string };

/** The messages that a chat history's value holds; null where it holds anything besides. Nothing is no messages. */
export function turnsOf(value: Json | undefined): Turn[] | null {
  if (value === undefined || value === null || value === '') return [];
  if (!Array.isArray(value)) return null;
  const turns = value.map(turnOf);
  return turns.every((turn) => turn !== null) ? turns : null;
}

/** Other tools say `content` for a message's text. */
function turnOf(value: Json): Turn | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const text = value['text'] ?? value['content'];
  const role = TURN_ROLES.find((each) => each === value['role']);
  const isPlain = Object.keys(value).length === 2;
  return isPlain && role !== undefined && typeof text === 'string' ? { role, text } : null;
}
