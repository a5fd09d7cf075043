const LENGTH = 4;

/**
 * Tells of a text, without reading it, that it cannot hold a word: a Bloom filter (Bloom, 1970) with one hash function
 * over every four characters in a row. The index knows three in a row, and finds many texts for nothing; reading each of
 * those took most of a search. May say yes in error, never no. Two to four bits a character.
 */
export class LetterFilter {
  private readonly bits: Uint32Array;
  private readonly mask: number;

  constructor(text: string) {
    const size = 2 ** Math.max(10, Math.ceil(Math.log2(text.length * 2 + 1)));
    this.bits = new Uint32Array(size / 32);
    this.mask = size - 1;
    for (const hash of lettersOf(text)) this.bits[(hash & this.mask) >>> 5]! |= 1 << (hash & 31);
  }

  /** `letters` are those of the word, from `lettersOf`. */
  mayHold(letters: readonly number[]): boolean {
    return letters.every((hash) => (this.bits[(hash & this.mask) >>> 5]! & (1 << (hash & 31))) !== 0);
  }

  /** What it takes of the memory, in the characters that would take as much. */
  get characters(): number {
    return this.bits.length * 4;
  }
}

/** A hash of every four characters in a row; none for a shorter text. */
export function lettersOf(text: string): number[] {
  const hashes: number[] = [];
  for (let at = 0; at + LENGTH <= text.length; at += 1) {
    const pair = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
    const next = text.charCodeAt(at + 2) | (text.charCodeAt(at + 3) << 16);
    const mixed = Math.imul(pair ^ Math.imul(next, 0x9e3779b1), 0x85ebca6b); // the constants of xxHash and MurmurHash3
    hashes.push(mixed ^ (mixed >>> 15));
  }
  return hashes;
}
