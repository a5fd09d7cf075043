import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Content, emptyContent, printContent } from '../../../shared/content.ts';
import { allFrom, conflictsOf, slotsOf } from '../../../shared/merge/conflicts.ts';
import { mergeContent } from '../../../shared/merge/merge-content.ts';
import { resolved } from '../../../shared/merge/resolve-merge.ts';
import { corpus } from '../../corpus.ts';

const HISTORIES = corpus('fabric-pattern-history.jsonl');

type Revision = { name: string; revision: number; system: string; user?: string };

/** The contents of each prompt that has three revisions or more, oldest first. */
function histories(): Content[][] {
  const byName = new Map<string, Content[]>();
  for (const line of readFileSync(HISTORIES.path, 'utf8').split('\n').filter(Boolean)) {
    const { name, system, user } = JSON.parse(line) as Revision;
    const messages: Content['messages'] = [{ role: 'system', text: system }];
    if (user) messages.push({ role: 'user', text: user });
    byName.set(name, [...(byName.get(name) ?? []), { ...emptyContent(), messages }]);
  }
  return [...byName.values()].filter((versions) => versions.length >= 3);
}

function linesOf(content: Content): string[] {
  return content.messages.flatMap(({ text }) => text.split('\n'));
}

/** Lines of either side that were not in the base, nor are in the merge, nor were woven of both. */
function lost(base: Content, mine: Content, theirs: Content): string[] {
  const merge = mergeContent(base, mine, theirs);
  const woven = slotsOf(merge).flatMap((slot) =>
    slot.kind === 'message'
      ? slot.text.flatMap((part) => (part.kind === 'woven' ? [...part.mine, ...part.theirs] : []))
      : [],
  );
  const seen = new Set([...linesOf(base), ...linesOf(resolved(merge, {})), ...woven]);
  return [...linesOf(mine), ...linesOf(theirs)].filter((line) => !seen.has(line));
}

const title = HISTORIES.absent ? `the histories are not at ${HISTORIES.path}` : 'real histories';
describe.skipIf(HISTORIES.absent)(title, () => {
  test('revisions k and k+1 merge over k−1, the steps k−1 and k+1 over k, and none loses a line', () => {
    const counts = { following: { clean: 0, all: 0 }, apart: { clean: 0, all: 0 } };
    for (const versions of histories())
      for (let k = 1; k + 1 < versions.length; k++) {
        const [before, at, after] = versions.slice(k - 1, k + 2) as [Content, Content, Content];
        for (const [kind, base, mine, theirs] of [
          ['following', before, at, after],
          ['apart', at, before, after],
        ] as const) {
          const merge = mergeContent(base, mine, theirs);
          const isClean = conflictsOf(merge).length === 0;
          counts[kind].all++;
          if (!isClean) {
            for (const side of ['mine', 'theirs'] as const)
              expect(printContent(resolved(merge, allFrom(merge, side)))).not.toBe('');
            continue;
          }
          counts[kind].clean++;
          expect(lost(base, mine, theirs)).toEqual([]);
          expect(printContent(resolved(mergeContent(base, theirs, mine), {}))).toBe(printContent(resolved(merge, {})));
        }
      }
    const { following, apart } = counts;
    // oxlint-disable-next-line no-console -- the count is what is asked for
    console.log(
      `Clean merges in real histories: ${following.clean} of ${following.all} of revisions k and k+1 over k−1; ` +
        `${apart.clean} of ${apart.all} of revisions k−1 and k+1 over k.`,
    );
    expect(following.clean).toBeGreaterThan(0);
    expect(apart.clean).toBeGreaterThan(0);
  });
});
