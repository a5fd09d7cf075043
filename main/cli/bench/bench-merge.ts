import { diffArrays } from 'diff';
import { emptyContent, type Content } from '../../../shared/content.ts';
import { mergeContent } from '../../../shared/merge/merge-content.ts';
import { median, seconds, timed, type Figure } from './measure.ts';
import { seeded } from './random.ts';

const LINES = 3_200; // of 64 characters: about 200 KB
const CHANGED = 80; // lines of each side
const ROUNDS = 15;

/** A whole merge of two texts of 200 KB, each with changes of its own, beside the two comparisons by the bare library that
 *  any three-way merge by line begins with. */
export function benchMerge(): Figure {
  const random = seeded(11);
  const base = Array.from(
    { length: LINES },
    (_, n) => `${String(n).padStart(5)} ${'words of a line that stays '.repeat(2)}here`,
  );
  const [mine, theirs] = ['mine', 'theirs'].map((side) => {
    const lines = [...base];
    for (let count = 0; count < CHANGED; count++) lines[random.below(LINES)] += ` ${side}`;
    return lines;
  }) as [string[], string[]];
  const contents = [base, mine, theirs].map(contentOf) as [Content, Content, Content];
  const own: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(timed(() => [diffArrays(base, mine), diffArrays(base, theirs)]).milliseconds);
    own.push(timed(() => mergeContent(...contents)).milliseconds);
  }
  const [galley, peer] = [median(own), median(bare)];
  return {
    name: 'merge of two texts of 200 KB',
    galley: `messages, settings and the text merged, conflicts told: ${seconds(galley)}`,
    peer: `two comparisons of the lines by the bare library: ${seconds(peer)}`,
    ratio: galley / peer,
    aim: 3,
  };
}

function contentOf(lines: string[]): Content {
  return { ...emptyContent(), messages: [{ role: 'user', text: lines.join('\n') }] };
}
