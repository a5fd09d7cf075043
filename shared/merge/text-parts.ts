import type { Whose } from './three-way.ts';

/** A stretch of a merged text, as lines. Every part tells what each of the three texts said there (`sideLines`), so
 *  nothing of either side can be gone without being seen. */
export type TextPart = SettledPart | TextConflict;
export type SettledPart = { kind: 'same'; lines: string[] } | ChangedPart | Woven;
/** `lines` took the place of `base`: by one side, where the other left it as it was, or by both alike. */
export type ChangedPart = { kind: Exclude<Whose, 'same'>; base: string[]; lines: string[] };
/** Lines that both sides changed in different words: `spans`, joined, are what they become. */
export type Woven = { kind: 'woven'; spans: { kind: Whose; text: string }[] } & Lines;
export type TextConflict = { kind: 'conflict'; id: string } & Lines;

/** The same stretch of three texts. */
export type Lines = { base: string[]; mine: string[]; theirs: string[] };

/** What one side left alone, or both made alike, is no conflict. The conflict has no id yet. */
export function mergeLines({ base, mine, theirs }: Lines): Exclude<TextPart, Woven> {
  if (sameLines(base, mine))
    return sameLines(base, theirs) ? { kind: 'same', lines: base } : { kind: 'theirs', base, lines: theirs };
  if (sameLines(base, theirs)) return { kind: 'mine', base, lines: mine };
  if (sameLines(mine, theirs)) return { kind: 'both', base, lines: mine };
  return { kind: 'conflict', id: '', base, mine, theirs };
}

export function sideLines(part: TextPart, side: keyof Lines): string[] {
  switch (part.kind) {
    case 'same':
      return part.lines;
    case 'conflict':
    case 'woven':
      return part[side];
    case 'both':
      return side === 'base' ? part.base : part.lines;
    default:
      return part.kind === side ? part.lines : part.base;
  }
}

/** The lines of a part that is settled. */
export function settledLines(part: SettledPart): string[] {
  if (part.kind !== 'woven') return part.lines;
  const text = part.spans.map((span) => span.text).join('');
  return text.split('\n');
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}
