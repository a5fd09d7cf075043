import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Content, printContent } from '../../../shared/content.ts';
import { allFrom, conflictsOf, slotsOf, undecided } from '../../../shared/merge/conflicts.ts';
import { mergeContent, type ContentMerge } from '../../../shared/merge/merge-content.ts';
import { resolved, type Choice } from '../../../shared/merge/resolve-merge.ts';
import { sideLines } from '../../../shared/merge/text-parts.ts';
import { three, two } from './three-contents.ts';

// More of them once: GALLEY_RUNS=20000.
const numRuns = Number(process.env['GALLEY_RUNS'] ?? 300);

function clean(merge: ContentMerge): string {
  expect(conflictsOf(merge)).toEqual([]);
  return printContent(resolved(merge, {}));
}

/** Every line that a person will see: of the merged text, of either side of a conflict, and of lines woven of both. */
function linesInSight(merge: ContentMerge): Set<string> {
  const lines = slotsOf(merge).flatMap((slot) => {
    if (slot.kind === 'removed') return slot.kept.text.split('\n');
    if (slot.kind === 'added') return [...slot.mine, ...slot.theirs].flatMap(({ text }) => text.split('\n'));
    return slot.text.flatMap((part) => [...sideLines(part, 'mine'), ...sideLines(part, 'theirs')]);
  });
  return new Set(lines);
}

/** The questions whatever their order. */
function questions(merge: ContentMerge, isSwapped: boolean): string[] {
  return conflictsOf(merge)
    .map(({ about, base, mine, theirs, options }) =>
      JSON.stringify([about, base, isSwapped ? [theirs, mine] : [mine, theirs], options]),
    )
    .toSorted();
}

function linesOf(content: Content): string[] {
  return content.messages.flatMap(({ text }) => text.split('\n'));
}

describe('rules of every merge', () => {
  test('what only one side changed is what that side says', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        expect(clean(mergeContent(a, a, b))).toBe(printContent(b));
        expect(clean(mergeContent(a, b, a))).toBe(printContent(b));
        expect(clean(mergeContent(a, a, a))).toBe(printContent(a));
      }),
      { numRuns },
    );
  });

  test('what both sides changed alike is what both say', () => {
    fc.assert(
      fc.property(two, fc.boolean(), ([base, both], isNew) => {
        expect(clean(mergeContent(isNew ? null : base, both, both))).toBe(printContent(both));
      }),
      { numRuns },
    );
  });

  test('it is the same from either side, but for whose is whose', () => {
    fc.assert(
      fc.property(three, fc.boolean(), ([base, mine, theirs], isNew) => {
        const from = isNew ? null : base;
        const [one, other] = [mergeContent(from, mine, theirs), mergeContent(from, theirs, mine)];
        expect(questions(one, false)).toEqual(questions(other, true));
        expect(printContent(resolved(one, allFrom(one, 'mine')))).toBe(
          printContent(resolved(other, allFrom(other, 'theirs'))),
        );
      }),
      { numRuns },
    );
  });

  test('the same three give the same merge', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        expect(mergeContent(base, mine, theirs)).toEqual(mergeContent(structuredClone(base), mine, theirs));
      }),
      { numRuns },
    );
  });

  test('each side of a merged message, joined, is what that side says', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const merge = mergeContent(base, mine, theirs);
        for (const side of ['mine', 'theirs'] as const) {
          const texts = slotsOf(merge).flatMap((slot) => {
            if (slot.kind === 'removed') return slot.keeper === side ? [slot.kept.text] : [];
            if (slot.kind === 'added') return slot[side].map(({ text }) => text);
            if (slot.by !== side && slot.by !== 'same' && slot.by !== 'both') return [];
            return [slot.text.flatMap((part) => sideLines(part, side)).join('\n')];
          });
          const others = merge.messages.removed.flatMap(({ by, message }) =>
            by === side || by === 'both' ? [] : [message.text],
          );
          const said = (side === 'mine' ? mine : theirs).messages.map(({ text }) => text);
          expect([...texts, ...others].toSorted()).toEqual(said.toSorted());
        }
      }),
      { numRuns },
    );
  });

  test('no line that either side wrote is out of sight', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const merge = mergeContent(base, mine, theirs);
        const seen = linesInSight(merge);
        const known = new Set(linesOf(base));
        const lost = [...linesOf(mine), ...linesOf(theirs)].filter((line) => !known.has(line) && !seen.has(line));
        expect(lost).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('a merge without questions keeps every line that either side wrote, whole or by its words', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const merge = mergeContent(base, mine, theirs);
        if (conflictsOf(merge).length > 0) return;
        const woven = slotsOf(merge).flatMap((slot) =>
          slot.kind === 'message' ? slot.text.filter((part) => part.kind === 'woven') : [],
        );
        const kept = new Set([
          ...linesOf(resolved(merge, {})),
          ...woven.flatMap((part) => [...part.mine, ...part.theirs]),
        ]);
        const known = new Set(linesOf(base));
        expect([...linesOf(mine), ...linesOf(theirs)].filter((line) => !known.has(line) && !kept.has(line))).toEqual(
          [],
        );
      }),
      { numRuns },
    );
  });

  test('every question has an answer in each way it offers, and the answers make a whole content', () => {
    fc.assert(
      fc.property(three, fc.array(fc.nat(3), { minLength: 1 }), ([base, mine, theirs], picks) => {
        const merge = mergeContent(base, mine, theirs);
        const conflicts = conflictsOf(merge);
        expect(new Set(conflicts.map(({ id }) => id)).size).toBe(conflicts.length);
        const choices = Object.fromEntries(
          conflicts.map(({ id, options }, index): [string, Choice] => {
            const take = options[picks[index % picks.length]! % options.length]!;
            return [id, take === 'typed' ? { take, text: 'typed' } : { take }];
          }),
        );
        expect(undecided(merge, choices)).toEqual([]);
        expect(Content.safeParse(resolved(merge, choices)).error).toBeUndefined();
        if (conflicts.length > 0) expect(() => resolved(merge, {})).toThrow('not decided');
      }),
      { numRuns },
    );
  });

  test('it passes through JSON unchanged', () => {
    fc.assert(
      fc.property(three, ([base, mine, theirs]) => {
        const merge = mergeContent(base, mine, theirs);
        const carried = JSON.parse(JSON.stringify(merge)) as ContentMerge;
        const choices = allFrom(merge, 'mine');
        expect(conflictsOf(carried)).toEqual(conflictsOf(merge));
        expect(printContent(resolved(carried, choices))).toBe(printContent(resolved(merge, choices)));
      }),
      { numRuns },
    );
  });
});
