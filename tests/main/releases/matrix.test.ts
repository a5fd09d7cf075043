import { describe, expect, test } from 'vitest';
import { archivePrompts } from '../../../main/registry/edit-prompts.ts';
import { labelMatrix } from '../../../main/releases/matrix.ts';
import { moveLabels } from '../../../main/releases/move-many.ts';
import { planMoves } from '../../../main/releases/plan-moves.ts';
import { promptLabels } from '../../../main/releases/prompt-labels.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { newWorkspace } from '../registry/workspace-under-test.ts';
import { labelled } from './labelled.ts';

describe('the matrix', () => {
  test('says where each label stands, who put it there and when, and the last release even of a label taken off', () => {
    let now = 1_000;
    const registry = newWorkspace({ now: () => now });
    const [a, b] = [labelled(registry, 'a', 'one', 'two'), labelled(registry, 'b', 'one')];
    labelled(registry, 'never labelled', 'one');
    a.move('staging', 1);
    now = 2_000;
    a.move('production', 2);
    b.move('production', 1);
    now = 3_000;
    b.move('production', null);
    const rows = [
      {
        promptId: a.promptId,
        cells: [
          { label: 'production', number: 2, at: 2_000, author: 'ana' },
          { label: 'staging', number: 1, at: 1_000, author: 'ana' },
        ],
        last: { label: 'production', at: 2_000, author: 'ana' },
      },
      { promptId: b.promptId, cells: [], last: { label: 'production', at: 3_000, author: 'ana' } },
    ];
    expect(labelMatrix(registry, null)).toEqual(rows);
    expect(labelMatrix(registry, [b.promptId])).toEqual([rows[1]]);
  });

  test('of one prompt comes with its versions and releases', () => {
    const registry = newWorkspace();
    const a = labelled(registry, 'a', 'one', 'two');
    a.move('production', 2, 'why');
    expect(promptLabels(registry, a.promptId)).toMatchObject({
      name: 'a',
      head: 2,
      states: [{ label: 'production', number: 2 }],
      versions: [{ number: 2 }, { number: 1 }],
      releases: [{ to: { number: 2 }, reason: 'why' }],
    });
  });
});

describe('a plan', () => {
  test('to follow another label lists what differs, and counts what is there already and what has nothing to follow', () => {
    const registry = newWorkspace();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => labelled(registry, name, 'one', 'two'));
    a!.move('staging', 2);
    const moveId = a!.move('production', 1);
    b!.move('staging', 1);
    b!.move('production', 1);
    c!.move('production', 1);
    const d = labelled(registry, 'd', 'one');
    d.move('staging', 1);
    const plan = planMoves(registry, {
      promptIds: null,
      label: 'production',
      from: { kind: 'label', label: 'staging' },
    });
    expect(plan).toMatchObject({ same: 1, missing: 1 });
    expect(plan.rows).toEqual([
      {
        promptId: a!.promptId,
        name: 'a',
        from: { versionId: a!.version(1), number: 1 },
        to: { versionId: a!.version(2), number: 2 },
        expectedMoveId: moveId,
      },
      {
        promptId: d.promptId,
        name: 'd',
        from: null,
        to: { versionId: d.version(1), number: 1 },
        expectedMoveId: null,
      },
    ]);
  });

  test('to the newest version, or off, is what moving several labels takes', () => {
    const registry = newWorkspace();
    const [a, b] = [labelled(registry, 'a', 'one', 'two'), labelled(registry, 'b', 'one')];
    const nothingYet = labelled(registry, 'draft only');
    a.move('production', 1);
    const ids = [a.promptId, b.promptId, nothingYet.promptId];
    const latest = planMoves(registry, { promptIds: ids, label: 'production', from: { kind: 'latest' } });
    expect(latest).toMatchObject({ rows: [{ name: 'a' }, { name: 'b' }], same: 0, missing: 1 });
    run(latest.rows);
    const off = planMoves(registry, { promptIds: ids, label: 'production', from: { kind: 'off' } });
    expect(off).toMatchObject({ rows: [{ from: { number: 2 }, to: null }, { name: 'b' }], same: 0, missing: 1 });
    run(off.rows);
    expect(labelMatrix(registry, null).flatMap((row) => row.cells)).toEqual([]);

    function run(rows: typeof latest.rows) {
      const moves = rows.map(({ promptId, to, expectedMoveId }) => ({
        promptId,
        label: 'production',
        versionId: to?.versionId ?? null,
        expectedMoveId,
      }));
      moveLabels(registry, { moves, reason: 'as planned' });
    }
  });

  test('of all prompts leaves archived ones out, and a label cannot follow itself', () => {
    const registry = newWorkspace();
    const a = labelled(registry, 'a', 'one');
    archivePrompts(registry, [a.promptId], true);
    const input = { label: 'production', from: { kind: 'latest' } as const };
    expect(planMoves(registry, { ...input, promptIds: null }).rows).toEqual([]);
    expect(planMoves(registry, { ...input, promptIds: [a.promptId] }).rows).toHaveLength(1);
    expect(
      refusalOf(() =>
        planMoves(registry, { promptIds: null, label: 'staging', from: { kind: 'label', label: 'staging' } }),
      )?.code,
    ).toBe('same-label');
  });
});
