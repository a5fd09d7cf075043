import { describe, expect, test } from 'vitest';
import { addExamples } from '../../../main/registry/examples.ts';
import { saveDraft } from '../../../main/registry/edit-draft.ts';
import {
  archivePrompts,
  createPrompt,
  duplicatePrompt,
  movePrompts,
  renameFolder,
  renamePrompt,
  tagPrompts,
} from '../../../main/registry/edit-prompts.ts';
import { configureWorkspace } from '../../../main/registry/configure-workspace.ts';
import { moveLabel } from '../../../main/registry/move-label.ts';
import { promptDetail, promptNamed, promptRows, workspaceInfo } from '../../../main/registry/prompt-queries.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { verify } from '../../../main/registry/verify.ts';
import { newId } from '../../../shared/ids.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { hashOf, newWorkspace, openAt, promptWith, says } from './workspace-under-test.ts';

describe('a prompt', () => {
  test('keeps its history, its labels and its draft when it is renamed', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'a', 'one', 'two');
    moveLabel(registry, {
      promptId,
      label: 'production',
      versionId: versions[0]!.versionId,
      expectedMoveId: null,
      reason: '',
    });
    saveDraft(registry, { promptId, content: says('three'), baseVersionId: null, expectedRevision: 0 });
    renamePrompt(registry, promptId, 'folder/b');
    expect(promptDetail(registry, promptId)).toMatchObject({
      name: 'folder/b',
      head: 2,
      labels: [{ label: 'production', number: 1 }],
      draft: { content: says('three') },
    });
    expect(refusalOf(() => promptNamed(registry, 'a'))?.message).toBe(
      'There is no prompt called “a” in this workspace.',
    );
    expect(promptNamed(registry, 'FOLDER/B').id).toBe(promptId);
  });

  test('takes the draft it is made with, and is copied with draft and tags, but without history or labels', () => {
    const registry = newWorkspace();
    const { promptId } = createPrompt(registry, 'a', says('begun'));
    tagPrompts(registry, [promptId], ['work'], []);
    const copy = duplicatePrompt(registry, promptId, 'a copy');
    expect(promptDetail(registry, copy.promptId)).toMatchObject({
      head: 0,
      tags: ['work'],
      draft: { content: says('begun'), baseNumber: null },
    });
    const { promptId: committed, versions } = promptWith(registry, 'b', 'one');
    moveLabel(registry, {
      promptId: committed,
      label: 'production',
      versionId: versions[0]!.versionId,
      expectedMoveId: null,
      reason: '',
    });
    const second = duplicatePrompt(registry, committed, 'b copy');
    expect(promptDetail(registry, second.promptId)).toMatchObject({
      head: 0,
      labels: [],
      draft: { content: says('one') },
    });
    expect(refusalOf(() => duplicatePrompt(registry, promptId, 'A COPY'))?.code).toBe('name-taken');
  });

  test('is archived and brought back, and holds its name meanwhile', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    archivePrompts(registry, [promptId], true);
    archivePrompts(registry, [promptId], true);
    expect(promptDetail(registry, promptId).archived).toBe(true);
    expect(refusalOf(() => createPrompt(registry, 'A'))?.message).toContain('An archived prompt is called “a”');
    archivePrompts(registry, [promptId], false);
    expect(promptDetail(registry, promptId)).toMatchObject({ archived: false, head: 1 });
    expect(registry.log.count()).toBe(5); // the second archiving was no change
  });

  test('is tagged and untagged', () => {
    const registry = newWorkspace();
    const [a, b] = [createPrompt(registry, 'a').promptId, createPrompt(registry, 'b').promptId];
    tagPrompts(registry, [a, b], ['z', 'y'], []);
    tagPrompts(registry, [a], ['x'], ['z']);
    expect(promptRows(registry).map((row) => row.tags)).toEqual([
      ['x', 'y'],
      ['y', 'z'],
    ]);
  });
});

describe('a folder', () => {
  test('is renamed with all that lies below it, archived prompts too', () => {
    const registry = newWorkspace();
    for (const name of ['task/a', 'task/deep/b', 'taskforce/c', 'task']) createPrompt(registry, name);
    archivePrompts(registry, [promptNamed(registry, 'task/a').id], true);
    expect(renameFolder(registry, 'task', 'life/task')).toEqual({ prompts: 2 });
    expect(names(registry)).toEqual(['life/task/a', 'life/task/deep/b', 'task', 'taskforce/c']);
  });

  test('may change its case', () => {
    const registry = newWorkspace();
    createPrompt(registry, 'task/a');
    renameFolder(registry, 'task', 'Task');
    expect(names(registry)).toEqual(['Task/a']);
  });

  test.each([
    ['nothing', 'x', 'no-folder'],
    ['task', 'task/inside', 'inside-itself'],
    ['task', 'other', 'name-taken'],
    ['task', 'x'.repeat(199), 'bad-change'],
  ])('is not renamed where it cannot be (%#: %s)', (from, to, code) => {
    const registry = newWorkspace();
    for (const name of ['task/a', 'task/b', 'other/b']) createPrompt(registry, name);
    const before = hashOf(registry);
    expect(refusalOf(() => renameFolder(registry, from, to))?.code).toBe(code);
    expect(hashOf(registry)).toBe(before);
  });
});

describe('all or nothing', () => {
  test.each<[string, (registry: Registry, ids: string[]) => void, string]>([
    ['moving prompts of one name into one folder', (registry, ids) => movePrompts(registry, ids, 'new'), 'name-taken'],
    [
      'moving into a folder that makes a name too long',
      (registry, ids) => movePrompts(registry, ids, 'x'.repeat(196)),
      'bad-change',
    ],
    [
      'archiving one that does not exist',
      (registry, ids) => archivePrompts(registry, [...ids, newId()], true),
      'no-prompt',
    ],
    [
      'tagging one that does not exist',
      (registry, ids) => tagPrompts(registry, [...ids, newId()], ['x'], []),
      'no-prompt',
    ],
    [
      'tagging with more tags than a prompt holds',
      (registry, ids) => tagPrompts(registry, ids, manyTags(), []),
      'bad-change',
    ],
  ])('%s changes no prompt', (_, work, code) => {
    const registry = newWorkspace();
    const ids = ['a/same', 'b/other', 'c/same'].map((name) => promptWith(registry, name, `text of ${name}`).promptId);
    const before = hashOf(registry);
    expect(refusalOf(() => work(registry, ids))?.code).toBe(code);
    expect(hashOf(registry)).toBe(before);
    verify(registry);
  });

  test('moving to the top works for all', () => {
    const registry = newWorkspace();
    const ids = ['a/x', 'b/c/y', 'z'].map((name) => createPrompt(registry, name).promptId);
    movePrompts(registry, ids, '');
    expect(names(registry)).toEqual(['x', 'y', 'z']);
  });
});

describe('a workspace', () => {
  test('keeps its name and its rule as changes, and the author on this device', () => {
    const registry = newWorkspace();
    configureWorkspace(registry, { name: 'acme', author: 'Ana', requireMessage: true });
    const changes = registry.log.count();
    configureWorkspace(registry, { name: 'acme', requireMessage: true });
    expect(registry.log.count()).toBe(changes);
    registry.close();
    expect(workspaceInfo(openAt(registry.path))).toMatchObject({
      name: 'acme',
      author: 'Ana',
      requireMessage: true,
      readOnly: null,
    });
  });

  test('cannot be given an author or a name of half a character', () => {
    const registry = newWorkspace();
    expect(refusalOf(() => configureWorkspace(registry, { name: 'a\ud800' }))?.code).toBe('bad-change');
    configureWorkspace(registry, { author: 'a\ud800' });
    promptWith(registry, 'a', 'one');
    verify(registry);
  });

  test('takes the examples once', () => {
    const registry = newWorkspace();
    const { prompts } = addExamples(registry);
    expect(prompts).toBeGreaterThan(2);
    const before = hashOf(registry);
    expect(addExamples(registry)).toEqual({ prompts: 0 });
    expect(hashOf(registry)).toBe(before);
    verify(registry);
  });
});

function names(registry: Registry): string[] {
  return promptRows(registry).map((row) => row.name);
}

function manyTags(): string[] {
  return Array.from({ length: 101 }, (_, at) => `tag ${at}`);
}
