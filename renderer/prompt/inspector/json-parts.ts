export type JsonPart = { kind: 'key' | 'string' | 'word' | 'plain'; text: string };

const PART = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

/** JSON in parts, in order: together they are `text` again, whatever it is. */
export function jsonParts(text: string): JsonPart[] {
  const parts: JsonPart[] = [];
  let done = 0;
  const push = (kind: JsonPart['kind'], part: string): void => {
    if (part !== '') parts.push({ kind, text: part });
  };
  for (const found of text.matchAll(PART)) {
    const [whole] = found;
    push('plain', text.slice(done, found.index));
    const colon = found[1] ?? '';
    push(kindOf(whole, colon), whole.slice(0, whole.length - colon.length));
    push('plain', colon);
    done = found.index + whole.length;
  }
  push('plain', text.slice(done));
  return parts;
}

function kindOf(part: string, colon: string): JsonPart['kind'] {
  if (!part.startsWith('"')) return 'word';
  return colon === '' ? 'string' : 'key';
}
