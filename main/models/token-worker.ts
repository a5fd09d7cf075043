import { answerAside } from '../answer-aside.ts';
import type { EncodingName } from './encodings.ts';

type Counter = { countTokens: (text: string, options: { disallowedSpecial: Set<string> }) => number };
export type TokenInput = { encoding: EncodingName; texts: readonly string[] };

/** Each encoding is a table of a megabyte or two: only what is asked for is loaded. */
const load: Record<EncodingName, () => Promise<Counter>> = {
  cl100k_base: () => import('gpt-tokenizer/encoding/cl100k_base'),
  o200k_base: () => import('gpt-tokenizer/encoding/o200k_base'),
  o200k_harmony: () => import('gpt-tokenizer/encoding/o200k_harmony'),
};

// What reads like a special token is text: nothing a writer types has a meaning of its own.
const PLAIN = { disallowedSpecial: new Set<string>() };

answerAside(async ({ encoding, texts }: TokenInput) => {
  const { countTokens } = await load[encoding]();
  return texts.map((text) => countTokens(text, PLAIN));
});
