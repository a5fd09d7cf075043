import { MissingVariable, type Place, type Values } from './template-language.ts';

/** The error of a text that asks for a variable nobody gave, with the nearest name among `names` if there is one. */
export function missingVariable(variable: string, place: Place, names: Iterable<string>): MissingVariable {
  return new MissingVariable(variable, `There is no variable ${variable}.${suggestion(variable, names)}`, place);
}

/** ` Did you mean ticket.received?`, or nothing where no name is near. */
export function suggestion(name: string, names: Iterable<string>): string {
  const found = near(name, names);
  return found === null ? '' : ` Did you mean ${found}?`;
}

const MAX_NAMES = 2_000;

/** Every name a text could ask for: `ticket`, `ticket.received`. Lists and what they hold have no names. */
export function namesIn(values: Values): string[] {
  const names: string[] = [];
  const visit = (object: Values, prefix: string, depth: number): void => {
    for (const [key, value] of Object.entries(object)) {
      if (names.length >= MAX_NAMES) return;
      names.push(prefix + key);
      const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
      if (isObject && depth < 4) visit(value, `${prefix}${key}.`, depth + 1);
    }
  };
  visit(values, '', 0);
  return names;
}

const FAR = 3;

/** The name at a distance of at most two edits; null where there is none, or only one that shares next to nothing. */
export function near(name: string, names: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.min(FAR, Math.ceil(name.length / 2));
  for (const candidate of names) {
    const distance = candidate === name ? FAR : editDistance(name, candidate, least);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Levenshtein distance (Wagner and Fischer, 1974) by rows; `limit` where it is that or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, row[j]! + 1, next[j - 1]! + 1));
    }
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return Math.min(row[b.length]!, limit);
}
