// Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U, so that it survives handwriting.
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Five bits a letter; bits that are missing at the end count as zero. */
export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += DIGITS[(value >>> (bits - 5)) & 31];
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + DIGITS[(value << (5 - bits)) & 31] : text;
}

/** Reads what `toBase32` wrote, in either case, with the letters people mistake taken for the digits they look like. Null
 *  where another letter stands in it. */
export function fromBase32(text: string): Uint8Array | null {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')) {
    const digit = DIGITS.indexOf(letter);
    if (digit < 0) return null;
    value = (value << 5) | digit;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >>> bits) & 255);
    value &= (1 << bits) - 1;
  }
  return Uint8Array.from(bytes);
}

/** Letters in groups of four, as people read them to each other. */
export function inGroups(text: string): string {
  return text.match(/.{1,4}/g)?.join('-') ?? '';
}
