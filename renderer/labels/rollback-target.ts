import type { Release } from '../../shared/contract.ts';

type Place = Release['from'];

/** Where rolling a label back would put it, from its releases in any order; null where it has been nowhere else. It walks
 *  the releases as an editor's undo stack: a move pushes what it replaced, a rollback pops, so that rolling back twice goes
 *  two steps back and not to and fro. The host goes by the same rule when it does it. */
export function rollbackTarget(releases: readonly Release[]): Place {
  const stack: Place[] = [];
  // A move's id sorts by the time it was made.
  const inOrder = releases.toSorted((a, b) => (a.moveId < b.moveId ? -1 : 1));
  for (const release of inOrder) {
    if (!release.rollback) stack.push(release.from);
    else while (stack.length > 0 && stack.pop()?.number !== release.to?.number);
  }
  const now = inOrder.at(-1)?.to?.number;
  return stack.findLast((place) => place !== null && place.number !== now) ?? null;
}
