import { describe, expect, test } from 'vitest';
import { findVersion } from '../../../main/cli/find-prompt.ts';
import { planMerge } from '../../../main/merge/plan-merge.ts';
import { restoreVersion, saveDraft } from '../../../main/registry/edit-draft.ts';
import { promptDetail, promptRows } from '../../../main/registry/prompt-queries.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { RegistrySyncStore } from '../../../main/registry/sync-store.ts';
import { versionById, versionRows } from '../../../main/registry/version-queries.ts';
import { planMoves } from '../../../main/releases/plan-moves.ts';
import { promptLabels } from '../../../main/releases/prompt-labels.ts';
import { newestWord, versionPhrase, versionSubject, versionWord } from '../../../shared/version-word.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { newKey } from './team-under-test.ts';
import { commit, newWorkspace, promptWith, says } from './workspace-under-test.ts';

describe('a version that is not in the log yet', () => {
  test('has no number, wherever it is read', () => {
    const { registry, promptId, ids } = withPending(['one', 'two'], 2);
    expect(versionRows(registry, seqOf(registry, promptId)).map(({ number }) => number)).toEqual([null, null, 2, 1]);
    expect(versionById(registry, ids[2]!).number).toBeNull();
    expect(promptRows(registry)[0]).toMatchObject({ head: 2, pending: 2 });
    expect(promptDetail(registry, promptId).headVersion).toMatchObject({ id: ids[3], number: null });
    expect(promptLabels(registry, promptId)).toMatchObject({ head: 2 });
  });

  test('is the newest, and is not found by the number it may come to have', () => {
    const { registry, ids } = withPending(['one'], 1);
    const [row] = promptRows(registry);
    expect(findVersion(registry, row!, { label: 'latest' }).id).toBe(ids[1]);
    expect(findVersion(registry, row!, { number: 1 }).id).toBe(ids[0]);
    expect(refusalOf(() => findVersion(registry, row!, { number: 2 }))).toMatchObject({
      code: 'no-version',
      message: '“a” has no v2; its newest version is v1, besides a pending one.',
    });
  });

  test('of a prompt that has no other is told from a draft', () => {
    const { registry } = withPending([], 1);
    const [row] = promptRows(registry);
    expect(row).toMatchObject({ head: 0, pending: 1 });
    expect(newestWord(row!)).toBe('pending');
    expect(refusalOf(() => findVersion(registry, row!, { number: 1 }))?.message).toBe(
      '“a” has no v1; it has only a pending one, without a number yet.',
    );
  });

  test('can be what a draft was begun from', () => {
    const { registry, promptId, ids } = withPending(['one'], 1);
    saveDraft(registry, { promptId, content: says('mine'), baseVersionId: ids[1]!, expectedRevision: 0 });
    expect(promptDetail(registry, promptId).draft).toMatchObject({ baseVersionId: ids[1], baseNumber: null });
    restoreVersion(registry, { promptId, versionId: ids[0]! });
    expect(promptDetail(registry, promptId).draft).toMatchObject({ content: says('one'), baseVersionId: ids[1] });
  });

  test('takes part in a merge by its place', () => {
    const { registry, promptId, ids } = withPending(['one', 'two'], 1);
    const [mine, theirs] = [ids[2]!, ids[0]!].map((versionId) => ({ kind: 'version' as const, versionId }));
    expect(refusalOf(() => planMerge(registry, { promptId, mine: mine!, theirs: theirs! }))?.message).toBe(
      'The pending version builds on v1 already: there is nothing to merge.',
    );
  });

  test('is where a plan to the newest leads', () => {
    const { registry, ids } = withPending(['one'], 1);
    const { rows } = planMoves(registry, { promptIds: null, label: 'staging', from: { kind: 'latest' } });
    expect(rows).toMatchObject([{ to: { versionId: ids[1], number: null } }]);
  });
});

test('a version is called by its number, or pending', () => {
  expect([versionWord(7), versionPhrase(7), versionSubject(7)]).toEqual(['v7', 'v7', 'v7']);
  expect([versionWord(null), versionPhrase(null), versionSubject(null)]).toEqual([
    'pending',
    'the pending version',
    'The pending version',
  ]);
  expect(newestWord({ head: 0, pending: 0 })).toBeNull();
});

/** A prompt with versions that are in the log, and newer ones that are not. */
function withPending(texts: string[], pending: number): { registry: Registry; promptId: string; ids: string[] } {
  const registry = newWorkspace();
  const { promptId, versions } = promptWith(registry, 'a', ...texts);
  const ids = versions.map(({ versionId }) => versionId);
  const store = new RegistrySyncStore(registry);
  store.heal(newKey());
  store.attach();
  for (let at = 0; at < pending; at++) ids.push(commit(registry, promptId, `pending ${at}`).versionId);
  return { registry, promptId, ids };
}

function seqOf(registry: Registry, promptId: string): number {
  return registry.state.promptSeq(promptId)!;
}
