/** What a key means in a list, apart from what is in it. `start` is the key pressed after some letters of type-ahead. */
export type ListKey =
  { kind: 'move'; to: number; extend: boolean; keepSelection: boolean } | { kind: 'type'; text: string } | null;

type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Reads arrow keys, Home, End, Page Up, Page Down and letters. `at` is the focused line of `count` (−1 for none); a page is
 *  `page` lines. Null where the key means nothing here. */
export function readListKey(press: KeyPress, at: number, count: number, page: number): ListKey {
  const command = press.ctrlKey || press.metaKey;
  const to = target(press.key, at, count, page);
  if (to !== null && !press.altKey)
    return { kind: 'move', to, extend: press.shiftKey, keepSelection: command && !press.shiftKey };
  if (press.key.length === 1 && press.key !== ' ' && !command && !press.altKey)
    return { kind: 'type', text: press.key };
  return null;
}

function target(key: string, at: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const within = (index: number) => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return at < 0 ? count - 1 : within(at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return within(at + page);
    case 'PageUp':
      return within(at - page);
    default:
      return null;
  }
}

/** The line that typed letters lead to: the next one that begins with them, round the end. One letter moves on from the
 *  focused line; more letters may stay on it. −1 where no line begins so. */
export function findTyped(names: readonly string[], typed: string, at: number): number {
  const wanted = typed.toLowerCase();
  const repeated = wanted.length > 1 && wanted === wanted.charAt(0).repeat(wanted.length);
  const prefix = repeated ? wanted.slice(0, 1) : wanted;
  const start = prefix.length === 1 ? at + 1 : Math.max(0, at);
  for (let step = 0; step < names.length; step++) {
    const index = (start + step) % names.length;
    if (names[index]?.toLowerCase().startsWith(prefix) === true) return index;
  }
  return -1;
}
