import { MAX_DEPTH, type Json } from '../../shared/canonical-json.ts';
import { Refused } from '../../shared/reply.ts';

/** Members and items one value from a file may have: far more than any schema, few enough to be walked at once. */
const MAX_MEMBERS = 1_000_000;

/** `text` as JSON that Galley can keep. `where` names the place in sentences: `prompts.jsonl, line 3`.
 *  Throws `Refused('json-invalid' | 'json-too-deep' | 'json-too-large' | 'json-text')`. */
export function parseJson(text: string, where: string): Json {
  return plainJson(parseJsonLoosely(text, where), where, 'json');
}

/** `text` as JSON that is still to be checked by `plainJson`, part by part. Throws `Refused('json-invalid')`. */
export function parseJsonLoosely(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refused('json-invalid', `${where} is not valid JSON: ${reasonOf(error)}.`);
  }
}

/** `value` itself, after a check that it is plain JSON within bounds. Numbers JSON cannot carry (YAML's `.inf`) are
 *  refused. Throws `Refused` with a code that begins with `kind`. */
export function plainJson(value: unknown, where: string, kind: 'json' | 'yaml'): Json {
  // A list of work instead of recursion: the value may be deeper than the stack, or hold itself.
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let members = 0;
  for (let item = open.pop(); item; item = open.pop()) {
    if (item.depth > MAX_DEPTH)
      throw new Refused(`${kind}-too-deep`, `${where} is nested more than ${MAX_DEPTH} levels deep.`);
    if (++members > MAX_MEMBERS)
      throw new Refused(
        `${kind}-too-large`,
        `${where} holds more than ${MAX_MEMBERS.toLocaleString('en')} values once it is written out.`,
      );
    const depth = item.depth + 1;
    if (Array.isArray(item.value)) for (const member of item.value as unknown[]) open.push({ value: member, depth });
    else if (typeof item.value === 'object' && item.value !== null)
      for (const [key, member] of Object.entries(item.value)) {
        if (key === '__proto__')
          throw new Refused(`${kind}-text`, `${where} holds a member named “__proto__”, which Galley does not keep.`);
        checkText(key, where, kind);
        open.push({ value: member, depth });
      }
    else checkScalar(item.value, where, kind);
  }
  return value as Json;
}

function checkScalar(value: unknown, where: string, kind: string): void {
  if (typeof value === 'string') checkText(value, where, kind);
  else if (typeof value === 'number' && !Number.isFinite(value))
    throw new Refused(`${kind}-invalid`, `${where} holds the number ${value}, which JSON cannot carry.`);
  else if (value !== null && typeof value !== 'boolean' && typeof value !== 'number')
    throw new Refused(`${kind}-invalid`, `${where} holds a ${typeof value}, which JSON cannot carry.`);
}

function checkText(text: string, where: string, kind: string): void {
  if (!text.isWellFormed())
    throw new Refused(`${kind}-text`, `${where} holds half of a surrogate pair, which is not a character.`);
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // V8 quotes the text around the fault, which may be long and is seen better in the file.
  return message
    .replace(/,? ?(?:\.\.\.)?".*" is not valid JSON$/s, '')
    .replace(/ in JSON/, '')
    .replace(/\.$/, '');
}
