import { describe, expect, test } from 'vitest';
import { commitVersion } from '../../../main/registry/commit-version.ts';
import { configureWorkspace } from '../../../main/registry/configure-workspace.ts';
import { discardDraft, restoreVersion, saveDraft } from '../../../main/registry/edit-draft.ts';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import { promptDetail } from '../../../main/registry/prompt-queries.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { versionRows } from '../../../main/registry/version-queries.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { commit, hashOf, newWorkspace, openAt, promptWith, says } from './workspace-under-test.ts';

describe('committing', () => {
  test('makes the draft a version on top of the newest one, and drops the draft', () => {
    const registry = newWorkspace({ now: () => 1_700_000_000_000 });
    const { promptId, versions } = promptWith(registry, 'a', 'one');
    save(registry, promptId, 'two');
    const committed = commitVersion(registry, {
      promptId,
      message: '  better  ',
      expectedHead: versions[0]!.versionId,
    });
    expect(committed.number).toBe(2);
    const detail = promptDetail(registry, promptId);
    expect(detail).toMatchObject({ head: 2, hasDraft: false, draft: null, changedAt: 1_700_000_000_000 });
    expect(detail.headVersion).toMatchObject({
      id: committed.versionId,
      number: 2,
      author: 'ana',
      message: 'better',
      parents: [versions[0]!.versionId],
      labels: [],
      content: says('two'),
    });
  });

  test('refuses what the newest version says already, and changes nothing', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    const before = hashOf(registry);
    expect(refusalOf(() => commit(registry, promptId, 'one'))).toMatchObject({
      code: 'unchanged',
      message: 'This is the same as v1, the newest version of “a”.',
    });
    expect(hashOf(registry)).toBe(before);
  });

  test('allows what an older version said', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one', 'two', 'one', 'two');
    expect(versionRows(registry, registry.state.promptSeq(promptId)!).map((version) => version.number)).toEqual([
      4, 3, 2, 1,
    ]);
  });

  test('refuses where someone committed since the writer looked', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'a', 'one', 'two');
    save(registry, promptId, 'three');
    const commitOn = (expectedHead: string | null) => commitVersion(registry, { promptId, message: '', expectedHead });
    expect(refusalOf(() => commitOn(versions[0]!.versionId))).toMatchObject({
      code: 'head-moved',
      details: { head: 2, headId: versions[1]!.versionId },
    });
    expect(refusalOf(() => commitOn(null))?.code).toBe('head-moved');
    expect(promptDetail(registry, promptId).draft?.content).toEqual(says('three'));
    expect(commitOn(versions[1]!.versionId).number).toBe(3);
  });

  test('refuses where there is no draft', () => {
    const registry = newWorkspace();
    const { promptId } = createPrompt(registry, 'a');
    expect(refusalOf(() => commitVersion(registry, { promptId, message: '' }))).toMatchObject({
      code: 'no-draft',
      message: '“a” has no draft to commit.',
    });
  });

  test('asks for a message only where the workspace does', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    configureWorkspace(registry, { requireMessage: true });
    expect(refusalOf(() => commit(registry, promptId, 'two', ' \n '))?.code).toBe('message-needed');
    expect(commit(registry, promptId, 'two', 'why').number).toBe(2);
  });

  test('refuses a message that is too long, or holds half of a character, and keeps the draft', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    save(registry, promptId, 'two');
    for (const message of ['x'.repeat(5_001), 'half \ud800'])
      expect(refusalOf(() => commitVersion(registry, { promptId, message }))?.code).toBe('bad-change');
    expect(promptDetail(registry, promptId).draft?.content).toEqual(says('two'));
  });

  test('refuses more text than can be read back', () => {
    const registry = newWorkspace();
    const { promptId } = createPrompt(registry, 'a');
    const content = {
      ...says(''),
      messages: Array.from({ length: 5 }, () => says('x'.repeat(9_000_000)).messages[0]!),
    };
    expect(refusalOf(() => commitVersion(registry, { promptId, message: '', content }))).toMatchObject({
      code: 'bad-content',
      message: expect.stringMatching(
        /^This version has 45,\d+,\d+ characters in all its messages; it may have 40,000,000\.$/,
      ) as string,
    });
  });

  test('of content from elsewhere leaves the writer’s own draft alone', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    save(registry, promptId, 'my words');
    commit(registry, promptId, 'theirs');
    expect(promptDetail(registry, promptId).draft?.content).toEqual(says('my words'));
  });
});

describe('a draft', () => {
  test('is there after closing and opening', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'a', 'one');
    const { revision } = save(registry, promptId, 'half a thou', versions[0]!.versionId);
    registry.close();
    expect(promptDetail(openAt(registry.path), promptId).draft).toMatchObject({
      content: says('half a thou'),
      revision,
      baseNumber: 1,
      baseVersionId: versions[0]!.versionId,
    });
  });

  test('saved on top of an older save is refused, and neither text is lost', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    const first = save(registry, promptId, 'mine').revision;
    const second = save(registry, promptId, 'mine, longer', null, first).revision;
    expect(refusalOf(() => save(registry, promptId, 'from another window', null, first))).toMatchObject({
      code: 'stale-draft',
      details: { revision: second },
    });
    expect(refusalOf(() => save(registry, promptId, 'from another window', null, 0))?.code).toBe('stale-draft');
    expect(promptDetail(registry, promptId).draft?.content).toEqual(says('mine, longer'));
  });

  test('that was discarded and begun anew is not taken for the one before', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    const known = save(registry, promptId, 'seen by both windows').revision;
    discardDraft(registry, promptId);
    const anew = save(registry, promptId, 'new thought').revision;
    expect(anew).not.toBe(known);
    expect(refusalOf(() => save(registry, promptId, 'old thought', null, known))?.code).toBe('stale-draft');
    commitVersion(registry, { promptId, message: '' });
    save(registry, promptId, 'third thought');
    expect(refusalOf(() => save(registry, promptId, 'old thought', null, anew))?.code).toBe('stale-draft');
  });

  test('that says what the newest version says is no draft any more', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    const { revision } = save(registry, promptId, 'two');
    expect(save(registry, promptId, 'one', null, revision).revision).toBe(0);
    expect(promptDetail(registry, promptId)).toMatchObject({ hasDraft: false, draft: null });
    expect(save(registry, promptId, 'two', null, 0).revision).toBeGreaterThan(revision);
  });

  test('begun from a version of another prompt is refused', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    const other = promptWith(registry, 'b', 'one').versions[0]!.versionId;
    expect(refusalOf(() => save(registry, promptId, 'two', other))?.code).toBe('no-version');
  });

  test('is made by restoring an older version, which stays as it was', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'a', 'one', 'two');
    const before = hashOf(registry);
    const draft = restoreVersion(registry, { promptId, versionId: versions[0]!.versionId });
    expect(draft).toMatchObject({ content: says('one'), baseNumber: 2 });
    expect(hashOf(registry)).toBe(before);
    expect(commitVersion(registry, { promptId, message: 'back' }).number).toBe(3);
  });

  test('that another window saved since is neither committed unseen nor replaced by an older version', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'a', 'one', 'two');
    const seen = save(registry, promptId, 'three').revision;
    const theirs = save(registry, promptId, 'theirs', null, seen).revision;
    const commit = (draftRevision: number) => commitVersion(registry, { promptId, message: 'm', draftRevision });
    const restore = { promptId, versionId: versions[0]!.versionId, draftRevision: seen };
    expect(refusalOf(() => commit(seen))?.code).toBe('stale-draft');
    expect(refusalOf(() => restoreVersion(registry, restore))?.code).toBe('stale-draft');
    expect(commit(theirs).number).toBe(3);
    expect(restoreVersion(registry, { ...restore, draftRevision: 0 })).toMatchObject({ content: says('one') });
  });

  test('is not made by restoring what the newest version says, or a version of another prompt', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'a', 'one', 'two', 'one');
    const other = promptWith(registry, 'b', 'x').versions[0]!.versionId;
    const restore = (versionId: string) => refusalOf(() => restoreVersion(registry, { promptId, versionId }))?.code;
    expect([restore(versions[0]!.versionId), restore(other)]).toEqual(['unchanged', 'no-version']);
  });
});

function save(
  registry: Registry,
  promptId: string,
  text: string,
  baseVersionId: string | null = null,
  expectedRevision = 0,
) {
  return saveDraft(registry, { promptId, content: says(text), baseVersionId, expectedRevision });
}
