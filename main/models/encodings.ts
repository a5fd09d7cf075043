const ENCODINGS = ['cl100k_base', 'o200k_base', 'o200k_harmony'] as const;
export type EncodingName = (typeof ENCODINGS)[number];

/** Ids and beginnings of ids, as OpenAI publishes them: https://github.com/openai/tiktoken/blob/main/tiktoken/model.py.
 *  A model that is not among them is counted with the newest encoding, and the count is called approximate. */
const PUBLISHED: readonly (readonly [RegExp, EncodingName])[] = [
  [/^gpt-oss-/, 'o200k_harmony'],
  [/^(o1|o3|o4-mini|gpt-5|gpt-4\.1|gpt-4o)($|-)|^(chatgpt-4o-|gpt-4\.5-)/, 'o200k_base'],
  [/^ft:gpt-4o/, 'o200k_base'],
  [/^(gpt-4|gpt-3\.5|gpt-3\.5-turbo|gpt-35-turbo)($|-)/, 'cl100k_base'],
  [/^ft:gpt-(4|3\.5-turbo)/, 'cl100k_base'],
];

/** The encoding to count a model's tokens with. `exact` is false where the vendor does not publish its own: o200k is then
 *  a stand-in that other vendors' counts lie within about a quarter of, for English and code. */
export function encodingOf(id: string, provider: string | null): { encoding: EncodingName; exact: boolean } {
  const bare = id.slice(id.lastIndexOf('/') + 1).replace(/^openai:/, '');
  const found = PUBLISHED.find(([pattern]) => pattern.test(bare));
  // gpt-oss is served by many; every other id means OpenAI's model only where OpenAI (or Azure) serves it.
  const isTheirs = provider === 'openai' || provider === 'azure' || found?.[1] === 'o200k_harmony';
  return found && isTheirs ? { encoding: found[1], exact: true } : { encoding: 'o200k_base', exact: false };
}
