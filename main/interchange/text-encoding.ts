import { Refused } from '../../shared/reply.ts';

/** The text in `bytes`: UTF-8, or UTF-16 where a byte order mark says so. The mark is left out.
 *  Throws `Refused('invalid-utf8' | 'invalid-utf16')` with the byte, from 0, where the text breaks off. */
export function decodeText(bytes: Uint8Array, path: string): string {
  const encoding = encodingOf(bytes);
  const text = tryDecode(bytes, encoding);
  if (text !== null) return text;
  const byte = faultIn(bytes, encoding).toLocaleString('en');
  if (encoding === 'utf-8')
    throw new Refused(
      'invalid-utf8',
      `${path} is not valid UTF-8 at byte ${byte}; save it as UTF-8 and import it again.`,
    );
  throw new Refused(
    'invalid-utf16',
    `${path} is not valid UTF-16 at byte ${byte}; save it as UTF-8 and import it again.`,
  );
}

/** The beginning of a text, where the last character may be cut and faults do not matter. */
export function decodeStart(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes, { stream: true });
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function tryDecode(bytes: Uint8Array, encoding: Encoding, open = false): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: open });
  } catch (error) {
    if (error instanceof TypeError) return null; // what a fatal decoder throws, by the Encoding Standard
    throw error;
  }
}

const CHUNK = 1 << 20;

/** The offset of the first byte that cannot go on a valid text. */
function faultIn(bytes: Uint8Array, encoding: Encoding): number {
  let from = 0;
  for (;;) {
    const to = from + CHUNK;
    if (to >= bytes.length || tryDecode(bytes.subarray(from, to), encoding, true) === null) break;
    from = characterStart(bytes, to, encoding);
  }
  // Every prefix up to the fault decodes, none beyond it does: halve the way there.
  let valid = 0;
  let invalid = Math.min(bytes.length - from, CHUNK) + 1;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (tryDecode(bytes.subarray(from, from + middle), encoding, true) === null) invalid = middle;
    else valid = middle;
  }
  return Math.min(from + valid, bytes.length);
}

/** The last place at or before `offset` where a character begins, so that decoding can start there. */
function characterStart(bytes: Uint8Array, offset: number, encoding: Encoding): number {
  if (encoding !== 'utf-8') {
    const even = offset - (offset % 2);
    const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] ?? 0;
    return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
  }
  let start = offset;
  while (start > 0 && offset - start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}
