import { describe, expect, test } from 'vitest';
import { commit, promptWith, hashOf, logOf } from './workspace-under-test.ts';
import { newTeam } from './team-under-test.ts';
import { versionRows } from '../../../main/registry/version-queries.ts';

describe('a team of two', () => {
  test('has what was there before, and what each adds, in one order', () => {
    const { ana, join } = newTeam();
    const { promptId } = promptWith(ana.registry, 'a', 'one', 'two');
    expect(ana.store.position()).toMatchObject({ ahead: 3, queued: 0 });
    const ben = join('ben');
    expect(ben.registry.author).toBe('ben');
    expect(logOf(ben.registry)).toEqual(logOf(ana.registry));
    commit(ben.registry, promptId, 'three');
    commit(ana.registry, promptId, 'four');
    ana.push();
    ben.push();
    ana.pull();
    expect(hashOf(ben.registry)).toBe(hashOf(ana.registry));
    expect(ana.verified()).toEqual(ben.verified());
    expect(versionRows(ana.registry, ana.registry.state.promptSeq(promptId)!).map((v) => v.number)).toEqual([
      4, 3, 2, 1,
    ]);
  });
});
