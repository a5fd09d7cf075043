import { diffArrays, diffWordsWithSpace } from 'diff';
import { emptyContent, type Content } from '../../../shared/content.ts';
import { compareContent } from '../../../shared/diff/compare-content.ts';
import { median, seconds, timed, type BenchWorld, type Figure } from './measure.ts';
import { seeded } from './random.ts';

const LARGE = 200_000; // characters
const SMALL = 2_000;
const ROUNDS = 7;
/** The bare library's work has no bound: it is ended after this long, and counts as that long. */
const LONGEST = 2_000; // milliseconds
const FRAME = 16;

type Pair = { kind: string; left: string; right: string };

/** Comparing as the window gets it, printed as JSON, against the bare `diff` library: `diffArrays` by line, then
 *  `diffWordsWithSpace` within what was replaced. Texts of 200 KB as people edit them, the same size at its worst, and a
 *  prompt of 2 KB. */
export function benchDiff(world: BenchWorld): Figure[] {
  const [edited, ...worst] = largePairs(world.texts).map((pair) => ({ pair, ...measured(pair) }));
  const small = measured(pairOf('edited', cut(world.texts, SMALL), edits(world.texts, 3)));
  const slowest = worst.toSorted((a, b) => b.own - a.own)[0]!;
  const each = worst.map(({ pair, own }) => `${pair.kind} ${seconds(own)}`).join(', ');
  return [
    {
      name: 'diff of two texts of 200 KB, 60 edits',
      galley: `by message, line and word, as JSON: ${seconds(edited!.own)} (at most 100 ms wanted)`,
      peer: bare(edited!.bare),
      ratio: edited!.own / edited!.bare,
      aim: 3, // it also tells which messages and lines are alike, and prints both texts
    },
    {
      name: 'diff of two texts of 200 KB, the slowest of the worst',
      galley: `${each} (at most 100 ms wanted)`,
      peer: `${bare(slowest.bare)}, for: ${slowest.pair.kind}`,
      ratio: slowest.own / slowest.bare,
      aim: 1,
    },
    {
      name: 'diff of two prompts of 2 KB',
      galley: `${seconds(small.own)} of the ${FRAME} ms of a frame`,
      peer: bare(small.bare),
      ratio: small.own / small.bare,
      aim: 5,
    },
  ];
}

function bare(milliseconds: number): string {
  const ended = milliseconds >= LONGEST ? ', then ended' : '';
  return `the bare diff library, lines and then words: ${seconds(milliseconds)}${ended}`;
}

function measured({ left, right }: Pair): { own: number; bare: number } {
  const own: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    own.push(
      timed(() => JSON.stringify(compareContent(said(left), said(right), { ignoreWhitespace: false }))).milliseconds,
    );
    if (theirs.length < 2 || median(theirs) < 200) theirs.push(timed(() => bareDiff(left, right)).milliseconds);
  }
  // The quietest round of each: what else the machine does is left out.
  return { own: Math.min(...own), bare: Math.min(...theirs) };
}

function said(text: string): Content {
  return { ...emptyContent(), messages: [{ role: 'user', text }] };
}

/** What a program does that has nothing but the library. */
function bareDiff(left: string, right: string): unknown {
  const until = performance.now() + LONGEST;
  const lines = diffArrays(left.split('\n'), right.split('\n'), { timeout: LONGEST });
  const words = (lines ?? []).map((change, index) => {
    const next = lines![index + 1];
    if (!change.removed || !next?.added) return change;
    const timeout = Math.max(1, until - performance.now());
    return diffWordsWithSpace(change.value.join('\n'), next.value.join('\n'), { timeout });
  });
  return JSON.stringify(words);
}

function largePairs(texts: string[]): Pair[] {
  const text = cut(texts, LARGE);
  const random = seeded(11);
  const words = text.match(/\S+/g)!;
  const shuffled = (from: readonly string[]) => from.map(() => random.pick(words));
  const lines = text.split('\n');
  return [
    pairOf('edited', text, edits(texts, 60)),
    { kind: 'every line edited', left: text, right: lines.map((line) => `${line} too`).join('\n') },
    {
      kind: 'nothing in common',
      left: text,
      right: text.replaceAll(/\p{L}/gu, (letter) => letter + letter).slice(0, LARGE),
    },
    { kind: 'one line repeated', left: 'the same line\n'.repeat(14_500), right: 'the same line\n'.repeat(13_000) },
    { kind: 'two lines at random', left: coins(random), right: coins(random) },
    { kind: 'random words', left: shuffled(words).join(' '), right: shuffled(words).join(' ') },
    { kind: 'a word a line', left: shuffled(words).join('\n'), right: shuffled(words).join('\n') },
    {
      kind: 'one huge line, edited',
      left: words.join(' '),
      right: words.map((word, at) => (at % 70 === 0 ? 'new' : word)).join(' '),
    },
    { kind: 'line breaks alone', left: '\n'.repeat(LARGE), right: '\n'.repeat(LARGE - 1_000) },
  ];
}

function coins(random: ReturnType<typeof seeded>): string {
  return Array.from({ length: 40_000 }, () => (random.below(2) === 0 ? 'head' : 'tail')).join('\n');
}

function pairOf(kind: string, left: string, edit: (text: string) => string): Pair {
  return { kind, left, right: edit(left) };
}

/** Real texts after each other, `length` characters of them. */
function cut(texts: string[], length: number): string {
  let text = '';
  for (let at = 0; text.length < length; at = (at + 1) % texts.length) text += `${texts[at]!}\n\n`;
  return text.slice(0, length).toWellFormed();
}

/** Replaces, takes out and adds lines, as many as `count`, all over a text. */
function edits(texts: string[], count: number): (text: string) => string {
  const random = seeded(5);
  return (text) => {
    const lines = text.split('\n');
    for (let edit = 0; edit < count; edit++) {
      const at = random.below(lines.length);
      const said = random.pick(texts).split('\n')[0]!.slice(0, 120);
      if (edit % 3 === 0) lines[at] = `${lines[at]} ${said.slice(0, 30)}`;
      else if (edit % 3 === 1) lines.splice(at, 1);
      else lines.splice(at, 0, said);
    }
    return lines.join('\n');
  };
}
