import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currentMoveId, moveLabel, rollBackLabel } from '../../../main/registry/move-label.ts';
import { labelNames, promptDetail } from '../../../main/registry/prompt-queries.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { releases } from '../../../main/registry/release-queries.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { newWorkspace, promptWith } from './workspace-under-test.ts';

describe('moving a label', () => {
  test('leaves a release that says who, when, from, to and why', () => {
    const registry = newWorkspace({ now: () => 1_700_000_000_000 });
    const on = labelled(registry);
    on.move(1, 'first');
    const { moveId } = on.move(2, 'better')!;
    expect(releases(registry, { limit: 10 })).toMatchObject([
      {
        moveId,
        label: 'production',
        from: { number: 1 },
        to: { number: 2 },
        reason: 'better',
        author: 'ana',
        at: 1_700_000_000_000,
        rollback: false,
      },
      { from: null, to: { number: 1 }, reason: 'first' },
    ]);
    expect(promptDetail(registry, on.promptId).labelStates).toMatchObject([{ label: 'production', number: 2, moveId }]);
    expect(labelNames(registry)).toEqual([{ label: 'production', prompts: 1 }]);
    expect(releases(registry, { label: 'staging', limit: 10 })).toEqual([]);
  });

  test('with a stale expectation is refused and says where the label is', () => {
    const registry = newWorkspace();
    const on = labelled(registry);
    const { moveId } = on.move(1)!;
    on.move(2);
    const input = {
      promptId: on.promptId,
      label: 'production',
      versionId: on.version(3),
      expectedMoveId: moveId,
      reason: '',
    };
    expect(refusalOf(() => moveLabel(registry, input))).toMatchObject({
      code: 'stale-move',
      details: { currentVersionId: on.version(2) },
    });
    expect(on.now()).toBe(2);
  });

  test('to a label no one may set is refused', () => {
    const registry = newWorkspace();
    const on = labelled(registry);
    for (const label of ['latest', 'v1', 'Production', ''])
      expect(
        refusalOf(() =>
          moveLabel(registry, {
            promptId: on.promptId,
            label,
            versionId: on.version(1),
            expectedMoveId: null,
            reason: '',
          }),
        )?.code,
      ).toBe('bad-change');
  });
});

describe('rolling back', () => {
  test('goes back one move, and is itself a release', () => {
    const registry = newWorkspace();
    const on = labelled(registry);
    on.moves(1, 2);
    expect(on.back()).toBe(1);
    expect(releases(registry, { limit: 1 })).toMatchObject([
      { rollback: true, from: { number: 2 }, to: { number: 1 }, reason: 'bad' },
    ]);
  });

  test('twice goes back two moves, not to and fro', () => {
    const on = labelled(newWorkspace());
    on.moves(1, 2, 3);
    expect([on.back(), on.back(), on.back()]).toEqual([2, 1, 'nothing-to-roll-back']);
  });

  test('after a rollback and a move goes back to where the rollback had put it', () => {
    const on = labelled(newWorkspace());
    on.moves(1, 2);
    on.back();
    on.moves(3);
    expect([on.back(), on.back()]).toEqual([1, 'nothing-to-roll-back']);
  });

  test('steps over the time when the label was off', () => {
    const on = labelled(newWorkspace());
    on.moves(1, 2, null, 3);
    expect([on.back(), on.back(), on.back()]).toEqual([2, 1, 'nothing-to-roll-back']);
  });

  test('steps over a return to where the label is', () => {
    const on = labelled(newWorkspace());
    on.moves(1, null, 1);
    expect(on.back()).toBe('nothing-to-roll-back');
    on.moves(2, null, 2);
    expect(on.back()).toBe(1);
  });

  test('of a label that is on no version, or that moved meanwhile, is refused', () => {
    const registry = newWorkspace();
    const on = labelled(registry);
    expect(on.back()).toBe('no-label');
    const { moveId } = on.move(1)!;
    on.moves(2, 3);
    const input = { promptId: on.promptId, label: 'production', expectedMoveId: moveId, reason: '' };
    expect(refusalOf(() => rollBackLabel(registry, input))?.code).toBe('stale-move');
    expect(on.now()).toBe(3);
  });

  test('always goes to another version, and to an end, whatever was moved before', () => {
    const registry = newWorkspace();
    let count = 0;
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { maxLength: 12 }), fc.nat(3), (moves, backs) => {
        const undone = new Error('undone');
        expect(() =>
          registry.transaction(() => {
            const on = labelled(registry, `prompt ${(count += 1)}`);
            for (const [at, to] of moves.entries()) {
              on.moves(to);
              if (at % 4 === backs) on.back();
            }
            for (let left = moves.length + 1; left >= 0; left -= 1) {
              const before = on.now();
              const to = on.back();
              if (typeof to === 'string') throw undone;
              expect(to).not.toBe(before);
              expect(on.now()).toBe(to);
            }
            expect.unreachable('a rollback without end');
          }),
        ).toThrow(undone);
      }),
    );
  });
});

/** A prompt of four versions whose label `production` is moved by number. */
function labelled(registry: Registry, name = 'a') {
  const { promptId, versions } = promptWith(registry, name, 'one', 'two', 'three', 'four');
  const version = (number: number) => versions[number - 1]!.versionId;
  const now = () =>
    promptDetail(registry, promptId).labelStates.find((state) => state.label === 'production')?.number ?? null;
  /** A move to where the label is already is left out. */
  const move = (to: number | null, reason = '') => {
    if (now() === to) return null;
    const versionId = to === null ? null : version(to);
    const expectedMoveId = currentMoveId(registry, promptId, 'production');
    return moveLabel(registry, { promptId, label: 'production', versionId, expectedMoveId, reason });
  };
  /** The number that a rollback went to, or the code it was refused with. */
  const back = (): number | string => {
    let number: number | null = null;
    const refusal = refusalOf(
      () => ({ number } = rollBackLabel(registry, { promptId, label: 'production', reason: 'bad' })),
    );
    return refusal?.code ?? number!;
  };
  return { promptId, version, now, move, back, moves: (...all: (number | null)[]) => all.forEach((to) => move(to)) };
}
