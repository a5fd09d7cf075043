import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitMerge } from '../../../main/merge/commit-merge.ts';
import { planMerge } from '../../../main/merge/plan-merge.ts';
import { type Committed, commitVersion } from '../../../main/registry/commit-version.ts';
import { saveDraft } from '../../../main/registry/edit-draft.ts';
import { promptDetail, promptSeq } from '../../../main/registry/prompt-queries.ts';
import { sql as divergedVersions } from '../../../main/registry/migrations/003-diverged-versions.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { verify } from '../../../main/registry/verify.ts';
import { versionRows } from '../../../main/registry/version-queries.ts';
import { commonAncestor, lineage } from '../../../shared/merge/common-ancestor.ts';
import { resolved } from '../../../shared/merge/resolve-merge.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { newWorkspace, promptWith, says } from '../registry/workspace-under-test.ts';

/** v1, then v2 and v3 beside each other on top of it. */
function diverged(base = 'a\nb\nc', mine = 'A\nb\nc', theirs = 'a\nb\nC') {
  const registry = newWorkspace();
  const { promptId, versions } = promptWith(registry, 'reply', base, mine);
  const [v1, v2] = versions as [Committed, Committed];
  draftOn(registry, promptId, v1.versionId, theirs);
  const v3 = commitVersion(registry, { promptId, message: 'beside', beside: true, expectedHead: v2.versionId });
  return { registry, promptId, v1: v1.versionId, v2: v2.versionId, v3: v3.versionId };
}

function draftOn(registry: Registry, promptId: string, baseVersionId: string | null, text: string): void {
  const expectedRevision = promptDetail(registry, promptId).draft?.revision ?? 0;
  saveDraft(registry, { promptId, content: says(text), baseVersionId, expectedRevision });
}

function version(versionId: string) {
  return { kind: 'version', versionId } as const;
}

function graphOf(registry: Registry, promptId: string) {
  return versionRows(registry, promptSeq(registry, promptId)).map(({ number, parents, diverged }) => ({
    number,
    parents,
    diverged,
  }));
}

describe('committing beside the newest version', () => {
  test('builds on the version the draft was begun from, and the one that was the newest has diverged', () => {
    const { registry, promptId, v1, v2, v3 } = diverged();
    expect(graphOf(registry, promptId)).toEqual([
      { number: 3, parents: [v1], diverged: false },
      { number: 2, parents: [v1], diverged: true },
      { number: 1, parents: [], diverged: false },
    ]);
    expect(promptDetail(registry, promptId)).toMatchObject({ head: 3, diverged: true, hasDraft: false });
    expect(v2).not.toBe(v3);
    expect(verify(registry).changes).toBeGreaterThan(3);
  });

  test('is a usual commit where the draft was begun from the newest version', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'reply', 'one');
    draftOn(registry, promptId, versions[0]!.versionId, 'two');
    commitVersion(registry, { promptId, message: '', beside: true });
    expect(graphOf(registry, promptId)[0]).toEqual({ number: 2, parents: [versions[0]!.versionId], diverged: false });
  });

  test('refuses what the version it was begun from says, and a newest version that was not seen', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'reply', 'one', 'two', 'three');
    draftOn(registry, promptId, versions[0]!.versionId, 'one');
    expect(refusalOf(() => commitVersion(registry, { promptId, message: '', beside: true }))).toMatchObject({
      code: 'unchanged',
      message: 'This draft is the same as the version it was begun from.',
    });
    draftOn(registry, promptId, versions[0]!.versionId, 'four');
    const unseen = { promptId, message: '', beside: true, expectedHead: versions[1]!.versionId };
    expect(refusalOf(() => commitVersion(registry, unseen))?.code).toBe('head-moved');
  });
});

describe('merging', () => {
  test('two versions over the one both build on; the merge builds on both, and nothing has diverged any more', () => {
    const { registry, promptId, v1, v2, v3 } = diverged();
    const plan = planMerge(registry, { promptId, mine: version(v2), theirs: version(v3) });
    expect(plan).toMatchObject({
      base: { versionId: v1, number: 1 },
      mine: { number: 2 },
      theirs: { number: 3 },
      head: v3,
    });
    const content = resolved(plan.merge, {});
    expect(content).toEqual(says('A\nb\nC'));
    const input = { promptId, mine: v2, theirs: v3, content, message: 'Merge v2 into v3', expectedHead: v3 };
    expect(commitMerge(registry, input).number).toBe(4);
    expect(graphOf(registry, promptId)[0]).toEqual({ number: 4, parents: [v2, v3], diverged: false });
    expect(promptDetail(registry, promptId)).toMatchObject({ diverged: false, headVersion: { content } });
    verify(registry);
  });

  test('may come to what one side says', () => {
    const { registry, promptId, v2, v3 } = diverged();
    const input = { promptId, mine: v2, theirs: v3, content: says('a\nb\nC'), message: '', expectedHead: v3 };
    expect(commitMerge(registry, input).number).toBe(4);
  });

  test('is refused where one builds on the other, where the newest version is another than was seen, and for strangers', () => {
    const { registry, promptId, v1, v2, v3 } = diverged();
    const other = promptWith(registry, 'other', 'x').versions[0]!.versionId;
    expect(refusalOf(() => planMerge(registry, { promptId, mine: version(v1), theirs: version(v3) }))).toMatchObject({
      code: 'merged-already',
      message: 'v3 builds on v1 already: there is nothing to merge.',
    });
    expect(refusalOf(() => planMerge(registry, { promptId, mine: version(other), theirs: version(v3) }))?.code).toBe(
      'no-version',
    );
    const input = { promptId, mine: v2, theirs: v3, content: says('x'), message: '', expectedHead: v2 };
    expect(refusalOf(() => commitMerge(registry, input))?.code).toBe('head-moved');
    expect(refusalOf(() => commitMerge(registry, { ...input, mine: v1, expectedHead: v3 }))?.code).toBe(
      'merged-already',
    );
    expect(refusalOf(() => commitMerge(registry, { ...input, mine: other, expectedHead: v3 }))?.code).toBe(
      'no-version',
    );
  });

  test('the draft over the version it was begun from', () => {
    const { registry, promptId, v1, v3 } = diverged();
    draftOn(registry, promptId, v1, 'a\nB!\nc');
    const plan = planMerge(registry, { promptId, mine: { kind: 'draft' }, theirs: version(v3) });
    expect(plan).toMatchObject({ base: { number: 1 }, mine: null, theirs: { number: 3 } });
    expect(plan.draftRevision).toBe(promptDetail(registry, promptId).draft!.revision);
    expect(resolved(plan.merge, {})).toEqual(says('a\nB!\nC'));
    draftOn(registry, promptId, v3, 'z');
    expect(
      refusalOf(() => planMerge(registry, { promptId, mine: { kind: 'draft' }, theirs: version(v3) }))?.message,
    ).toBe('The draft builds on v3 already: there is nothing to merge.');
  });

  test('versions that share no past have an empty one', () => {
    const { registry, promptId, v3 } = diverged();
    const alone = commitVersion(registry, {
      promptId,
      message: '',
      content: says('a\nb\nC\nd'),
      parents: [],
    }).versionId;
    const plan = planMerge(registry, { promptId, mine: version(alone), theirs: version(v3) });
    expect(plan.base).toBeNull();
    expect(resolved(plan.merge, {})).toEqual(says('a\nb\nC\nd'));
  });
});

/** For each version of a history the places, in it, of those it builds on. */
const history = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 12 });

test('what has diverged is what nothing builds on, but for the newest, whatever the history', () => {
  fc.assert(
    fc.property(history, (plan) => {
      const registry = newWorkspace();
      const { promptId } = promptWith(registry, 'reply');
      const ids: string[] = [];
      registry.transaction(() => {
        for (const [index, picks] of plan.entries()) {
          const parents = ids.length === 0 ? [] : [...new Set(picks.map((pick) => ids[pick % ids.length]!))];
          ids.push(
            commitVersion(registry, { promptId, message: '', content: says(`text ${index}`), parents }).versionId,
          );
        }
      });
      const rows = versionRows(registry, promptSeq(registry, promptId));
      const builtOn = new Set(rows.flatMap((row) => row.parents));
      const leaves = rows.slice(1).filter((row) => !builtOn.has(row.id));
      expect(rows.filter((row) => row.diverged)).toEqual(leaves);
      expect(promptDetail(registry, promptId).diverged).toBe(leaves.length > 0);
      for (const a of rows)
        for (const b of rows) {
          const nearest = commonAncestor(rows, a.id, b.id);
          const common = lineage(rows, a.id).intersection(lineage(rows, b.id));
          expect(nearest === null).toBe(common.size === 0);
          // No other that both build on builds on it.
          if (nearest)
            for (const id of common) expect(id === nearest.id || !lineage(rows, id).has(nearest.id)).toBe(true);
        }
      registry.close();
    }),
    { numRuns: 30 },
  );
});

test('the table of what has diverged is filled for a workspace that had none', () => {
  const { registry, promptId, v2, v3 } = diverged();
  const kept = () => registry.statements.column<number>('SELECT number FROM diverged ORDER BY number');
  const content = says('merged');
  const fillAnew = () => {
    registry.db.exec('DROP TABLE diverged');
    registry.db.exec(divergedVersions);
    return kept();
  };
  expect([kept(), fillAnew()]).toEqual([[2], [2]]);
  commitMerge(registry, { promptId, mine: v3, theirs: v2, content, message: '', expectedHead: v3 });
  expect([kept(), fillAnew()]).toEqual([[], []]);
});
