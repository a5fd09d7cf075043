/** A shortcut is written `Mod+Shift+P`: `Mod` is Ctrl, or Command on a Mac; the last part is `KeyboardEvent.key`, letters in
 *  upper case. */
export function matchesShortcut(shortcut: string, event: KeyEvent, mac = onMac): boolean {
  const { key, mod, shift, alt, ctrl } = readShortcut(shortcut);
  // On a Mac, Option turns letters and digits into signs: the key itself is what was meant.
  const isKey = key.toLowerCase() === event.key.toLowerCase() || (mac && alt && codeOf(key) === event.code);
  if (!isKey) return false;
  const wantsCtrl = ctrl || (mod && !mac);
  if (wantsCtrl !== event.ctrlKey || (mod && mac) !== event.metaKey || alt !== event.altKey) return false;
  // `?` and other signs need Shift on some keyboards and not on others: the sign itself is what counts.
  return shift === event.shiftKey || (!shift && isSign(key));
}

/** In this platform's words: `Ctrl Shift P`, or `⇧⌘P` on a Mac. */
export function printShortcut(shortcut: string, mac = onMac): string {
  const { key, mod, shift, alt, ctrl } = readShortcut(shortcut);
  const name = NAMES[key] ?? key;
  if (mac) return `${ctrl ? '⌃' : ''}${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  return [(mod || ctrl) && 'Ctrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join(' ');
}

type KeyEvent = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const onMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);
const NAMES: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
};

/** `KeyboardEvent.code` of a letter or a digit; null of another key. */
function codeOf(key: string): string | null {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  return /^\d$/.test(key) ? `Digit${key}` : null;
}

function readShortcut(shortcut: string) {
  // `Mod++` is the plus sign with Mod.
  const parts = shortcut.endsWith('++') ? [...shortcut.slice(0, -2).split('+'), '+'] : shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const held = new Set(parts.slice(0, -1));
  return { key, mod: held.has('Mod'), shift: held.has('Shift'), alt: held.has('Alt'), ctrl: held.has('Ctrl') };
}

function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase();
}
