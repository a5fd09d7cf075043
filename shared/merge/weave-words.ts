import { mergeSequences, type Range, type Stretch } from './merge-sequences.ts';
import { type Lines, mergeLines, type TextPart, type Woven } from './text-parts.ts';
import type { Whose } from './three-way.ts';

/** Work left for one merge: squared word edits looked for. */
export type WordBudget = { steps: number };

export function newWordBudget(): WordBudget {
  return { steps: 400_000 };
}

/** A line break is a token of its own: it parts what can be woven alone. */
const TOKEN =
  /\n|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_]+|[^\S\n]+|[^]/gu;
const HAS_WORD = /[\p{L}\p{N}]/u;
const MAX_WORD_EDITS = 400;

/** Merges lines that both sides changed by their words. Lines in which the two changed the same words, or words with
 *  nothing but signs and spaces between them, stay a conflict as a whole: half a sentence cannot be decided upon. */
export function weaveWords(lines: Lines, budget: WordBudget): TextPart[] {
  const edits = Math.min(MAX_WORD_EDITS, Math.floor(Math.sqrt(Math.max(0, budget.steps))));
  if (edits < 2) return [mergeLines(lines)];
  const tokens: Lines = { base: tokensOf(lines.base), mine: tokensOf(lines.mine), theirs: tokensOf(lines.theirs) };
  const stretches = mergeSequences(tokens.base, tokens.mine, tokens.theirs, edits);
  budget.steps -= Math.min(edits, changedTokens(stretches)) ** 2;
  return linewise(stretches, tokens).map((line) => settleLine(line, tokens));
}

function tokensOf(lines: readonly string[]): string[] {
  return lines.join('\n').match(TOKEN) ?? [];
}

function changedTokens(stretches: readonly Stretch[]): number {
  let changed = 0;
  for (const { stable, base, mine, theirs } of stretches)
    if (!stable) changed += mine[1] - mine[0] + theirs[1] - theirs[0] + 2 * (base[1] - base[0]);
  return changed;
}

/** The stretches between line breaks that all three share; the breaks themselves are left out. */
function linewise(stretches: readonly Stretch[], tokens: Lines): Stretch[][] {
  const lines: Stretch[][] = [[]];
  for (const stretch of stretches) {
    if (!stretch.stable) {
      lines.at(-1)!.push(stretch);
      continue;
    }
    const length = stretch.base[1] - stretch.base[0];
    let from = 0;
    for (let offset = 0; offset <= length; offset++) {
      const isBreak = offset < length && tokens.base[stretch.base[0] + offset] === '\n';
      if (!isBreak && offset < length) continue;
      if (offset > from) lines.at(-1)!.push(cut(stretch, from, offset));
      if (isBreak) lines.push([]);
      from = offset + 1;
    }
  }
  return lines;
}

function cut({ base, mine, theirs }: Stretch, from: number, to: number): Stretch {
  const part = ([start]: Range): Range => [start + from, start + to];
  return { stable: true, base: part(base), mine: part(mine), theirs: part(theirs) };
}

function settleLine(stretches: readonly Stretch[], tokens: Lines): TextPart {
  const linesOf = (side: keyof Lines) =>
    stretches
      .map((stretch) => textOf(stretch, tokens, side))
      .join('')
      .split('\n');
  const lines: Lines = { base: linesOf('base'), mine: linesOf('mine'), theirs: linesOf('theirs') };
  const whole = mergeLines(lines);
  if (whole.kind !== 'conflict') return whole;
  const spans = spansOf(stretches, tokens);
  return spans === null ? whole : { kind: 'woven', ...lines, spans };
}

function textOf(stretch: Stretch, tokens: Lines, side: keyof Lines): string {
  return tokens[side].slice(...stretch[side]).join('');
}

/** Null where the two sides changed the same words, or neighbouring ones. */
function spansOf(stretches: readonly Stretch[], tokens: Lines): Woven['spans'] | null {
  const spans: Woven['spans'] = [];
  let lastSide: Whose = 'same';
  for (const stretch of stretches) {
    const settled = mergeLines({
      base: [textOf(stretch, tokens, 'base')],
      mine: [textOf(stretch, tokens, 'mine')],
      theirs: [textOf(stretch, tokens, 'theirs')],
    });
    if (settled.kind === 'conflict') return null;
    const text = settled.lines[0]!;
    if (settled.kind === 'mine' || settled.kind === 'theirs') {
      if (lastSide !== 'same' && lastSide !== settled.kind) return null;
      lastSide = settled.kind;
    } else if (HAS_WORD.test(text)) lastSide = 'same';
    spans.push({ kind: settled.kind, text });
  }
  return spans;
}
