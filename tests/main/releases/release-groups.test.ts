import { expect, test } from 'vitest';
import { moveLabels } from '../../../main/releases/move-many.ts';
import { releaseAuthors, releaseGroups } from '../../../main/releases/release-groups.ts';
import { newWorkspace } from '../registry/workspace-under-test.ts';
import { labelled } from './labelled.ts';

test('labels moved together are one release, newest first, with the first few of its moves', () => {
  const registry = newWorkspace();
  const prompts = ['a', 'b', 'c', 'd', 'e'].map((name) => labelled(registry, name, 'one', 'two'));
  const first = prompts[0]!.move('staging', 1, 'alone');
  const { moveId } = moveLabels(registry, {
    moves: prompts.map((prompt) => prompt.moveTo('production', 2)),
    reason: 'together',
  });
  expect(releaseGroups(registry, { limit: 10 })).toMatchObject({
    groups: [
      {
        moveId,
        count: 5,
        reason: 'together',
        moves: [{ promptName: 'a', current: true }, { promptName: 'b' }, { promptName: 'c' }],
      },
      { moveId: first, count: 1, moves: [{ promptName: 'a', label: 'staging' }] },
    ],
    more: false,
  });
  expect(releaseGroups(registry, { promptId: prompts[4]!.promptId, limit: 10 }).groups).toMatchObject([
    { moveId, count: 1, moves: [{ promptName: 'e' }] },
  ]);
});

test('pages follow one another without gap or repetition, also through filters', () => {
  let now = 0;
  const registry = newWorkspace({ now: () => now });
  const a = labelled(registry, 'a', 'one', 'two');
  const made: string[] = [];
  for (now = 1; now <= 25; now += 1)
    made.unshift(now % 3 === 0 ? a.move('staging', ((now / 3) % 2) + 1) : a.move('production', now % 3));
  expect(read({})).toEqual(made);
  expect(read({ label: 'staging' })).toHaveLength(8);
  expect(read({ since: 5, until: 10 })).toEqual(made.slice(16, 21));
  expect(read({ author: 'ana' })).toEqual(made);
  expect(read({ author: 'nobody' })).toEqual([]);
  expect(releaseAuthors(registry)).toEqual(['ana']);

  function read(filter: { label?: string; since?: number; until?: number; author?: string }): string[] {
    const ids: string[] = [];
    for (;;) {
      const { groups, more } = releaseGroups(registry, { ...filter, before: ids.at(-1), limit: 4 });
      ids.push(...groups.map((group) => group.moveId));
      if (!more) return ids;
    }
  }
});
