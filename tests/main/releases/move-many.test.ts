import { describe, expect, test } from 'vitest';
import { promptDetail } from '../../../main/registry/prompt-queries.ts';
import { releases } from '../../../main/registry/release-queries.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { rollBackLabel } from '../../../main/registry/move-label.ts';
import { moveLabels } from '../../../main/releases/move-many.ts';
import { rollBackRelease } from '../../../main/releases/roll-back-release.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { hashOf, newWorkspace } from '../registry/workspace-under-test.ts';
import { labelled } from './labelled.ts';

describe('moving several labels', () => {
  test('is one release with one reason', () => {
    const registry = newWorkspace();
    const [a, b] = [labelled(registry, 'a', 'one', 'two'), labelled(registry, 'b', 'one', 'two')];
    const { moveId } = moveLabels(registry, {
      moves: [a.moveTo('production', 2), b.moveTo('production', 1)],
      reason: 'both',
    });
    expect(releases(registry)).toMatchObject([
      { moveId, promptName: 'a', to: { number: 2 }, reason: 'both', rollback: false, current: true },
      { moveId, promptName: 'b', to: { number: 1 }, reason: 'both', rollback: false, current: true },
    ]);
  });

  test('moves nothing where some were moved meanwhile, and names every one of them', () => {
    const registry = newWorkspace();
    const prompts = ['a', 'b', 'c', 'd', 'e'].map((name) => labelled(registry, name, 'one', 'two'));
    const moves = prompts.map((prompt) => prompt.moveTo('production', 2));
    const moved = prompts.slice(1).map((prompt) => prompt.move('production', 1));
    const before = hashOf(registry);
    const refusal = refusalOf(() => moveLabels(registry, { moves, reason: '' }));
    expect(refusal).toMatchObject({
      code: 'stale-move',
      message:
        'Nothing was moved: “production” on “b”, “production” on “c”, “production” on “d” and 1 more were moved by someone else in the meantime.',
      details: {
        stale: prompts.slice(1).map(({ promptId, version }, at) => ({
          promptId,
          label: 'production',
          currentMoveId: moved[at],
          currentVersionId: version(1),
        })),
      },
    });
    expect(hashOf(registry)).toBe(before);
  });

  test('with one stale row says which', () => {
    const registry = newWorkspace();
    const a = labelled(registry, 'a', 'one', 'two');
    const moves = [a.moveTo('production', 2)];
    a.move('production', 1);
    expect(refusalOf(() => moveLabels(registry, { moves, reason: '' }))?.message).toBe(
      'Nothing was moved: “production” on “a” was moved by someone else in the meantime.',
    );
  });
});

describe('rolling a release back', () => {
  test('puts every label where it was before, also off, as one release of its own', () => {
    const registry = newWorkspace();
    const [a, b, c] = [
      labelled(registry, 'a', 'one', 'two'),
      labelled(registry, 'b', 'one'),
      labelled(registry, 'c', 'one'),
    ];
    a.move('production', 1);
    c.move('production', 1);
    const { moveId } = moveLabels(registry, {
      moves: [a.moveTo('production', 2), b.moveTo('production', 1), c.moveTo('production', null)],
      reason: 'three',
    });
    const back = rollBackRelease(registry, { moveId, reason: 'all wrong' });
    expect(back.moves).toBe(3);
    expect([a, b, c].map((each) => standing(registry, each.promptId))).toEqual([1, null, 1]);
    expect(releases(registry, { limit: 3 })).toMatchObject(
      ['a', 'b', 'c'].map((promptName) => ({
        promptName,
        moveId: back.moveId,
        rollback: true,
        current: true,
        reason: 'all wrong',
      })),
    );
  });

  test('is refused whole where one of its labels was moved since', () => {
    const registry = newWorkspace();
    const [a, b] = [labelled(registry, 'a', 'one', 'two'), labelled(registry, 'b', 'one', 'two')];
    const { moveId } = moveLabels(registry, {
      moves: [a.moveTo('production', 1), b.moveTo('production', 1)],
      reason: '',
    });
    b.move('production', 2);
    expect(refusalOf(() => rollBackRelease(registry, { moveId, reason: '' }))).toMatchObject({
      code: 'stale-move',
      details: { stale: [{ promptId: b.promptId }] },
    });
    expect(standing(registry, a.promptId)).toBe(1);
    expect(refusalOf(() => rollBackRelease(registry, { moveId: a.promptId, reason: '' }))?.code).toBe('no-release');
  });

  test('of a rollback goes forward again, and can be rolled back like any move', () => {
    const registry = newWorkspace();
    const a = labelled(registry, 'a', 'one', 'two');
    a.move('production', 1);
    const moveId = a.move('production', 2);
    const back = rollBackRelease(registry, { moveId, reason: '' });
    rollBackRelease(registry, { moveId: back.moveId, reason: '' });
    expect(standing(registry, a.promptId)).toBe(2);
    expect(releases(registry, { limit: 1 })).toMatchObject([{ rollback: false }]);
    expect(rollBackLabel(registry, { promptId: a.promptId, label: 'production', reason: '' }).number).toBe(1);
  });
});

function standing(registry: Registry, promptId: string): number | null {
  return promptDetail(registry, promptId).labelStates[0]?.number ?? null;
}
