import { matchSequences } from '../diff/match-sequences.ts';
import { mergeSequences } from './merge-sequences.ts';
import { type Lines, mergeLines, sideLines, type TextConflict, type TextPart } from './text-parts.ts';
import { weaveWords, type WordBudget } from './weave-words.ts';

/** Merges three texts by line, and by word where both sides changed the same lines. A null base is a text that both
 *  sides wrote anew. `id` begins the ids of conflicts. Work is bounded whatever the texts: past its bounds more is asked
 *  of a person, and nothing is lost. */
export function mergeText(
  id: string,
  base: string | null,
  mine: string,
  theirs: string,
  budget: WordBudget,
): TextPart[] {
  const parts =
    base === null
      ? mergeNew(mine.split('\n'), theirs.split('\n'))
      : mergeChanged({ base: base.split('\n'), mine: mine.split('\n'), theirs: theirs.split('\n') }, budget);
  return numbered(id, joined(parts));
}

function mergeChanged(all: Lines, budget: WordBudget): TextPart[] {
  return mergeSequences(all.base, all.mine, all.theirs).flatMap((stretch): TextPart[] => {
    const lines: Lines = {
      base: all.base.slice(...stretch.base),
      mine: all.mine.slice(...stretch.mine),
      theirs: all.theirs.slice(...stretch.theirs),
    };
    if (stretch.stable) return [{ kind: 'same', lines: lines.base }];
    const part = mergeLines(lines);
    if (part.kind !== 'conflict') return [part];
    if (lines.base.length === 0 || lines.mine.length === 0 || lines.theirs.length === 0) return trimmed(part);
    return weaveWords(lines, budget).flatMap((woven) => (woven.kind === 'conflict' ? trimmed(woven) : [woven]));
  });
}

/** Takes the lines that both sides put at the beginning and at the end alike out of a conflict. */
function trimmed({ base, mine, theirs }: TextConflict): TextPart[] {
  const limit = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < limit && mine[start] === theirs[start]) start++;
  let end = 0;
  while (end < limit - start && mine.at(-1 - end) === theirs.at(-1 - end)) end++;
  const upTo = (lines: string[]) => lines.slice(start, lines.length - end);
  return [
    ...alike(mine.slice(0, start)),
    mergeLines({ base, mine: upTo(mine), theirs: upTo(theirs) }),
    ...alike(mine.slice(mine.length - end)),
  ];
}

function alike(lines: string[]): TextPart[] {
  return lines.length === 0 ? [] : [{ kind: 'both', base: [], lines }];
}

/** Without a base nobody took anything away: what one side alone has stays, and only where both differ is it asked. */
function mergeNew(mine: string[], theirs: string[]): TextPart[] {
  // The search breaks ties by the side that comes first: one order for both makes the merge the same from either side.
  const isSwapped = mine.join('\n') > theirs.join('\n');
  const matches = isSwapped
    ? matchSequences(theirs, mine).map(([right, left]) => [left, right] as const)
    : matchSequences(mine, theirs);
  const parts: TextPart[] = [];
  let [atMine, atTheirs] = [0, 0];
  for (const [toMine, toTheirs] of [...matches, [mine.length, theirs.length] as const]) {
    const gap = { base: [], mine: mine.slice(atMine, toMine), theirs: theirs.slice(atTheirs, toTheirs) };
    if (gap.mine.length > 0 || gap.theirs.length > 0) parts.push(mergeLines(gap));
    if (toMine < mine.length) parts.push({ kind: 'both', base: [], lines: [mine[toMine]!] });
    [atMine, atTheirs] = [toMine + 1, toTheirs + 1];
  }
  return parts;
}

/** Neighbours of one kind become one part: conflicts that weaving left apart are one to a person. */
function joined(parts: readonly TextPart[]): TextPart[] {
  const groups: TextPart[][] = [];
  for (const part of parts) {
    const group = groups.at(-1);
    if (group?.[0]!.kind === part.kind && part.kind !== 'woven') group.push(part);
    else groups.push([part]);
  }
  return groups.map((group) => (group.length === 1 ? group[0]! : joinAlike(group)));
}

function joinAlike(parts: readonly TextPart[]): TextPart {
  const [first] = parts as [TextPart];
  const [base, mine, theirs] = (['base', 'mine', 'theirs'] as const).map((side) =>
    parts.flatMap((part) => sideLines(part, side)),
  ) as [string[], string[], string[]];
  if (first.kind === 'conflict') return { ...first, base, mine, theirs };
  if (first.kind === 'same' || first.kind === 'woven') return { kind: 'same', lines: base };
  return { kind: first.kind, base, lines: first.kind === 'theirs' ? theirs : mine };
}

function numbered(id: string, parts: readonly TextPart[]): TextPart[] {
  let count = 0;
  return parts.map((part) => (part.kind === 'conflict' ? { ...part, id: `${id}.${++count}` } : part));
}
