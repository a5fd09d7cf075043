/** `text` as search compares it: letters without case and with their accents apart, each white space as a space. Both
 *  the index and the query pass through here, so what SQLite thinks of letters does not matter. */
export function searchText(text: string): string {
  const key = isAscii(text) ? text.toLowerCase() : text.normalize('NFD').toLowerCase().replaceAll('ς', 'σ');
  // The lower case of that one letter depends on what follows it; of all others it does not.
  return key.replaceAll(GAP, ' ');
}

// One for one, so that most texts keep their places; NUL would end a text for SQLite's tokenizer.
const GAP = /[^\S ]|\0/g;

/** A text with its search text; `isPlain` where every character of `key` stands where the one it came from stands. */
export type Folded = { text: string; key: string; isPlain: boolean };

export function fold(text: string): Folded {
  const key = searchText(text);
  return { text, key, isPlain: key.length === text.length && (isAscii(text) || text.normalize('NFD') === text) };
}

/** The same for a name whose key (see `nameKey`) is at hand: mostly that is its search text, too. */
export function foldName(name: string, nameKey: string): Folded {
  return nameKey.length === name.length && isAscii(name) ? { text: name, key: nameKey, isPlain: true } : fold(name);
}

/** The same for the part from `from` to `to` of a text. */
export function foldPart({ text, key, isPlain }: Folded, from: number, to: number): Folded {
  const part = text.slice(from, to);
  return isPlain ? { text: part, key: key.slice(from, to), isPlain } : fold(part.toWellFormed());
}

/** Where each of `words` (as `searchText` gives them) stands: [from, to) in UTF-16, in order, none touching. */
export function placesOf({ text, key, isPlain }: Folded, words: string[]): [number, number][] {
  const found: [number, number][] = [];
  for (const word of words) {
    for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + word.length))
      found.push([at, at + word.length]);
  }
  if (found.length === 0) return [];
  const ranges = merged(found.toSorted((a, b) => a[0] - b[0]));
  if (isPlain) return ranges;
  const origins = originsOf(text);
  return merged(ranges.map(([from, to]) => [origins[from]!, endOf(origins, to - 1, text.length)]));
}

/** Where in the text the character stands that gave the one at `place` of its search text. */
export function originOf({ text, isPlain }: Folded, place: number): number {
  return isPlain ? place : originsOf(text, place + 1)[place]!;
}

function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- all of ASCII is meant
  return !/[^\u0000-\u007f]/.test(text);
}

/** For each character of the search text, up to `enough` of them, where the one it came from begins. Every hit of every
 *  search may come by here, so that letters without accents are not folded one by one. */
function originsOf(text: string, enough = Infinity): number[] {
  const origins: number[] = [];
  for (let at = 0; at < text.length && origins.length < enough; at += 1) {
    if (text.charCodeAt(at) <= 0x7f) {
      origins.push(at);
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at)!);
    for (let unit = searchText(character).length; unit > 0; unit -= 1) origins.push(at);
    at += character.length - 1;
  }
  return origins;
}

/** Where the original character that gave `place` ends: where the next one begins. */
function endOf(origins: number[], place: number, length: number): number {
  const from = origins[place]!;
  for (let next = place + 1; next < origins.length; next += 1) if (origins[next]! > from) return origins[next]!;
  return length;
}

function merged(ranges: [number, number][]): [number, number][] {
  const all: [number, number][] = [];
  for (const [from, to] of ranges) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}
