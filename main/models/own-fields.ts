import type { Json } from '../../shared/canonical-json.ts';

/** A `fetch` that puts the fields a provider calls its own into the body of a request: members of an object are joined
 *  with those that are there, anything else takes their place. Without such fields the body goes on as it is. */
export function withOwnFields(send: typeof fetch, fields: Record<string, Json> | undefined): typeof fetch {
  if (fields === undefined || Object.keys(fields).length === 0) return send;
  return (input, init) => {
    if (typeof init?.body !== 'string') return send(input, init);
    const body = JSON.parse(init.body) as Json;
    return send(input, { ...init, body: JSON.stringify(joined(body, fields)) });
  };
}

function joined(base: Json | undefined, over: Json): Json {
  if (!isObject(base) || !isObject(over)) return over;
  const all = new Map<string, Json>(Object.entries(base));
  for (const [name, value] of Object.entries(over)) all.set(name, joined(all.get(name), value));
  return Object.fromEntries(all);
}

function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
