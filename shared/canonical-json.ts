/** Plain JSON: what may stand in a change, a version or the contract. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * One text per value: keys sorted by UTF-16 code unit, no spaces, `undefined` members left out, numbers and strings
 * as ECMAScript prints them (RFC 8785, JSON Canonicalization Scheme). Throws `TypeError` on what JSON cannot carry:
 * NaN, infinities, functions, symbols, bigints, lone surrogates, and nesting deeper than `MAX_DEPTH`.
 */
export function canonicalJson(value: unknown): string {
  return print(value, 0);
}

/** Deep enough for any schema people write; shallow enough that no recursion over it can overflow a stack. */
export const MAX_DEPTH = 200;

function print(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError(`nested more than ${MAX_DEPTH} levels deep`);
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new TypeError('text holds half of a surrogate pair');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} is not a JSON number`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value))
        return `[${Array.from(value, (item: unknown) => print(item ?? null, depth + 1)).join(',')}]`;
      return printObject(value as Record<string, unknown>, depth);
    default:
      throw new TypeError(`a ${typeof value} is not JSON`);
  }
}

function printObject(value: Record<string, unknown>, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('only plain objects are JSON');
  const members: string[] = [];
  for (const key of Object.keys(value).toSorted()) {
    const member = value[key];
    if (member !== undefined) members.push(`${print(key, depth)}:${print(member, depth + 1)}`);
  }
  return `{${members.join(',')}}`;
}
