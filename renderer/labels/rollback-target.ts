import type { Release } from '../../shared/contract.ts';

/** Where rolling a label back would put it, from its releases in any order; null where it has been nowhere else. It walks
 *  the releases as an editor's undo stack: a move pushes what it replaced, a rollback pops, so that rolling back twice goes
 *  two steps back and not to and fro. */
export function rollbackTarget(releases: readonly Release[]): Release['from'] {
  const stack: Release['from'][] = [];
  // A move's id sorts by the time it was made.
  for (const release of releases.toSorted((a, b) => (a.moveId < b.moveId ? -1 : 1))) {
    if (release.rollback) stack.pop();
    else stack.push(release.from);
  }
  return stack.findLast((place) => place !== null) ?? null;
}
