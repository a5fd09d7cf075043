import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ContentRef } from '../../../shared/contract.ts';
import { OpenWorkspace } from '../open-workspace.ts';
import { says, temporaryFolder } from './workspace-under-test.ts';

const ref = (versionId: string): ContentRef => ({ kind: 'version', versionId });

/** A prompt with v1 and v2, and a draft. */
async function withDraft(texts: { first: string; second: string; draft: string }) {
  const workspace = new OpenWorkspace(join(temporaryFolder(), 'w.galley'));
  const { promptId } = await workspace.ask('prompt.create', { name: 'support/reply', content: says(texts.first) });
  const { versionId: v1 } = await workspace.ask('version.commit', { promptId, message: 'one', expectedHead: null });
  const save = (text: string, base: string, revision: number) =>
    workspace.ask('draft.save', { promptId, content: says(text), baseVersionId: base, expectedRevision: revision });
  await save(texts.second, v1, 0);
  const { versionId: v2 } = await workspace.ask('version.commit', { promptId, message: 'two', expectedHead: v1 });
  const { revision } = await save(texts.draft, v2, 0);
  return { workspace, promptId, v1: ref(v1), v2: ref(v2), v2Id: v2, revision, save };
}

const draft: ContentRef = { kind: 'draft' };
const texts = {
  first: 'one\ntwo\nthree\nfour\nfive',
  second: 'ONE\ntwo\nthree\nfour\nFIVE',
  draft: 'ONE\ntwo\n3\nfour\nFIVE',
};

test('both sides of a comparison are named, whichever prompt they are of', async () => {
  const { workspace, promptId, v1, revision } = await withDraft(texts);
  const other = await workspace.ask('prompt.create', { name: 'tone/formal', content: says('formal') });
  const compared = await workspace.ask('version.compare', {
    promptId,
    left: v1,
    right: { kind: 'draft', promptId: other.promptId },
  });
  expect(compared.sides.left).toMatchObject({
    kind: 'version',
    promptName: 'support/reply',
    number: 1,
    message: 'one',
  });
  expect(compared.sides.right).toMatchObject({ kind: 'draft', promptName: 'tone/formal', number: null, author: null });
  const own = await workspace.ask('version.compare', { promptId, left: draft, right: { kind: 'empty' } });
  expect(own.sides).toMatchObject({ left: { revision }, right: { kind: 'empty', promptName: 'support/reply' } });
});

test('a change between two versions is merged into the draft, and nothing is saved', async () => {
  const { workspace, promptId, v1, v2, revision } = await withDraft(texts);
  const wish = { promptId, left: v1, right: v2, from: 'left' as const, seen: { left: null, right: null } };
  const taken = await workspace.ask('version.take', { ...wish, changes: [1], mine: says(texts.draft) });
  expect(taken.content.messages[0]!.text).toBe('ONE\ntwo\n3\nfour\nfive');
  expect((await workspace.ask('prompt.get', { promptId })).draft).toMatchObject({
    revision,
    content: says(texts.draft),
  });

  const mine = says('Uno\ntwo\n3\nfour\nFIVE');
  expect(await workspace.refusal('version.take', { ...wish, changes: [0], mine })).toMatchObject({ code: 'conflict' });
  const has = says('one\ntwo\nthree');
  expect(await workspace.refusal('version.take', { ...wish, changes: [0], mine: has })).not.toBeNull();
});

test('a draft that is not the one that was looked at any more is not taken from', async () => {
  const { workspace, promptId, v1, v2Id, revision, save } = await withDraft(texts);
  const wish = { promptId, left: v1, right: draft, from: 'left' as const, changes: [0], mine: says(texts.draft) };
  const seen = { left: null, right: revision };
  const taken = await workspace.ask('version.take', { ...wish, seen });
  expect(taken.content.messages[0]!.text).toBe('one\ntwo\n3\nfour\nFIVE');
  await save('other', v2Id, revision);
  expect(await workspace.refusal('version.take', { ...wish, seen })).toMatchObject({ code: 'stale-draft' });
});

test('a patch of the prompt’s exported file', async () => {
  const { workspace, promptId, v1, v2 } = await withDraft(texts);
  const { patch } = await workspace.ask('version.patch', { promptId, left: v1, right: v2 });
  expect(patch).toContain('--- a/support/reply.prompt\n+++ b/support/reply.prompt\n');
  expect(patch).toContain('-five\n');
  expect((await workspace.ask('version.patch', { promptId, left: v1, right: v1 })).patch).toBe('');
});
