/** Where a value stands in its JSON text: UTF-16 offsets, `to` exclusive. */
export type JsonPlace = { from: number; to: number };

/** The place of every value by its JSON Pointer (RFC 6901, the whole is ''), in a text that is JSON. A name that stands
 *  twice in an object means its last value, as in `JSON.parse`. */
export function jsonPlaces(text: string): Map<string, JsonPlace> {
  const places = new Map<string, JsonPlace>();
  let at = 0;

  const skipSpace = (): void => {
    while (/[\s]/.test(text[at] ?? '')) at++;
  };
  const skipString = (): void => {
    for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++;
    at++;
  };
  const members = (close: string, member: (index: number) => void): void => {
    at++;
    skipSpace();
    for (let index = 0; text[at] !== close; index++) {
      member(index);
      skipSpace();
      if (text[at] === ',') at++;
      skipSpace();
    }
    at++;
  };
  const value = (pointer: string): void => {
    skipSpace();
    const from = at;
    if (text[at] === '{') {
      members('}', () => {
        const start = at;
        skipString();
        const name = JSON.parse(text.slice(start, at)) as string;
        skipSpace();
        at++; // the colon
        value(`${pointer}/${escapePointer(name)}`);
      });
    } else if (text[at] === '[') members(']', (index) => value(`${pointer}/${index}`));
    else if (text[at] === '"') skipString();
    else while (at < text.length && !/[\s,\]}]/.test(text[at]!)) at++;
    places.set(pointer, { from, to: at });
  };

  value('');
  return places;
}

/** A name as a part of a JSON Pointer. */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
