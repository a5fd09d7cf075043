import type { Message } from '../content.ts';
import { readChatMl } from './read-chat-ml.ts';
import { readJsonTranscript } from './read-json-transcript.ts';
import { readSpokenTranscript } from './read-spoken-transcript.ts';

/** The turns of a conversation, each text to the byte, and what of it is no text and could not be taken over. */
export type Transcript = { messages: Message[]; leftOut: string[] };

/** Longer text is not looked at, in characters: it would be felt while pasting. */
const LONGEST = 2_000_000;
const MOST_MESSAGES = 10_000;

/** Reads a conversation as other tools write it: JSON of OpenAI's, Anthropic's, Google's or ShareGPT's shape, ChatML, roles as
 *  headings, or `User: … Assistant: …`. Null for any text that is not plainly one. */
export function readTranscript(text: string): Transcript | null {
  if (text.length > LONGEST) return null;
  const read = readJsonTranscript(text) ?? readChatMl(text) ?? readSpokenTranscript(text);
  return read !== null && read.messages.length > 0 && read.messages.length <= MOST_MESSAGES ? read : null;
}
