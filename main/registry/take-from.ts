import type { Content } from '../../shared/content.ts';
import type { CheckedInput } from '../../shared/contract.ts';
import { compareContent } from '../../shared/diff/compare-content.ts';
import { takeChanges } from '../../shared/diff/take.ts';
import { conflictsOf } from '../../shared/merge/conflicts.ts';
import { mergeContent } from '../../shared/merge/merge-content.ts';
import { resolved } from '../../shared/merge/resolve-merge.ts';
import { Refused, unwrap } from '../../shared/reply.ts';
import { type ReadSide, readTexts } from './compared-sides.ts';
import type { Registry } from './registry.ts';

/** What `mine` says with some changes of a comparison taken into it. Throws `Refused`: `stale-draft` where a draft is not
 *  the one that was compared any more, `conflict` and `unchanged` as `takeChanges` has them. */
export function takeFrom(registry: Registry, input: CheckedInput<'version.take'>): Content {
  const { left, right } = readTexts(registry, input);
  assertSeen(left, input.seen.left);
  assertSeen(right, input.seen.right);
  const sides = { left: left.content, right: right.content };
  const diff = compareContent(sides.left, sides.right, { ignoreWhitespace: input.ignoreWhitespace });
  return unwrap(takeChanges({ ...sides, diff }, new Set(input.changes), input.from, input.mine, mergedCleanly));
}

/** Changes are named by their numbers, which are those of what was compared and of nothing else. */
function assertSeen({ side }: ReadSide, seen: number | null): void {
  if (side.revision !== seen)
    throw new Refused('stale-draft', 'The draft has changed since it was compared, so nothing was taken. Look again.');
}

function mergedCleanly(base: Content, mine: Content, theirs: Content): Content | null {
  const merge = mergeContent(base, mine, theirs);
  return conflictsOf(merge).length === 0 ? resolved(merge, {}) : null;
}
