import { expect, onTestFinished, test } from 'vitest';
import { moveLabel } from '../../../main/registry/move-label.ts';
import { saveDraft } from '../../../main/registry/edit-draft.ts';
import { archivePrompts, tagPrompts } from '../../../main/registry/edit-prompts.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { editTexts, type PromptEdits } from '../../../main/text/edit-text.ts';
import { findText } from '../../../main/text/find-text.ts';
import { Matcher } from '../../../main/text/matcher.ts';
import { promptDetail } from '../../../main/registry/prompt-queries.ts';
import type { TextGroup, TextScope } from '../../../shared/contract/text-calls.ts';
import { TextQuery } from '../../../shared/text/text-query.ts';
import { Refused } from '../../../shared/reply.ts';
import { commit, newWorkspace, promptWith, says } from '../registry/workspace-under-test.ts';

function newMatcher(deadline?: number): Matcher {
  const matcher = new Matcher(deadline);
  onTestFinished(() => matcher.close());
  return matcher;
}

async function findAll(
  registry: Registry,
  query: Partial<TextQuery> & { text: string },
  scope: TextScope = {},
  replacement?: string,
): Promise<{ groups: TextGroup[]; parts: number; searched: number }> {
  const matcher = newMatcher();
  const all = { groups: [] as TextGroup[], parts: 0, searched: 0 };
  for (let cursor: string | null = null; ;) {
    const part = await findText(registry, matcher, {
      query: TextQuery.parse(query),
      scope,
      cursor,
      ...(replacement === undefined ? {} : { replacement }),
    });
    all.groups.push(...part.groups);
    all.parts++;
    all.searched += part.searched;
    cursor = part.cursor;
    if (cursor === null) return all;
  }
}

function editsOf(groups: readonly TextGroup[]): PromptEdits[] {
  return groups.map(({ promptId, headId, draftRevision, hits }) => ({
    promptId,
    headId,
    draftRevision,
    edits: hits.map(({ message, from, to, match, insert = '' }) => ({ message, from, to, expect: match, insert })),
  }));
}

test('matches are found in the newest version, or in the draft where there is one, with their lines', async () => {
  const registry = newWorkspace();
  promptWith(registry, 'b', 'an old Acme', 'Hello\n  the Acme team, acme!');
  const { promptId, versions } = promptWith(registry, 'a', 'about Acme');
  saveDraft(registry, {
    promptId,
    content: says('about Nimbus'),
    baseVersionId: versions[0]!.versionId,
    expectedRevision: 0,
  });
  const { groups, searched } = await findAll(registry, { text: 'acme' });
  expect(searched).toBe(2);
  expect(groups).toMatchObject([
    {
      name: 'b',
      number: 2,
      draftRevision: 0,
      hits: [
        { message: 0, role: 'user', from: 12, to: 16, line: 2, before: '  the ', match: 'Acme', after: ' team, acme!' },
        { from: 23, line: 2, before: '  the Acme team, ', match: 'acme', after: '!' },
      ],
    },
  ]);
  expect((await findAll(registry, { text: 'nimbus' })).groups).toMatchObject([{ name: 'a', draftRevision: 1 }]);
  expect((await findAll(registry, { text: 'acme', matchCase: true })).groups[0]!.hits).toHaveLength(1);
});

test('a search is over the prompts of its scope alone, and never over the archive', async () => {
  const registry = newWorkspace();
  const made = Object.fromEntries(
    ['sales/a', 'sales/deep/b', 'sales-x/c', 'd', 'e'].map((name) => [
      name,
      promptWith(registry, name, 'word').promptId,
    ]),
  );
  archivePrompts(registry, [made.e!], true);
  tagPrompts(registry, [made.d!], ['kept'], []);
  const version = promptDetail(registry, made.d!).headVersion!.id;
  moveLabel(registry, { promptId: made.d!, label: 'production', versionId: version, expectedMoveId: null, reason: '' });
  const named = async (scope: TextScope) =>
    (await findAll(registry, { text: 'word' }, scope)).groups.map(({ name }) => name);
  expect(await named({})).toEqual(['d', 'sales-x/c', 'sales/a', 'sales/deep/b']);
  expect(await named({ folder: 'Sales' })).toEqual(['sales/a', 'sales/deep/b']);
  expect(await named({ tag: 'kept' })).toEqual(['d']);
  expect(await named({ label: 'production' })).toEqual(['d']);
  expect(await named({ promptIds: [made['sales-x/c']!, made.e!] })).toEqual(['sales-x/c']);
});

test('a search over many prompts comes in parts, each prompt once', async () => {
  const registry = newWorkspace();
  registry.transaction(() => {
    for (let count = 0; count < 450; count++)
      promptWith(registry, `p/${String(count).padStart(4, '0')}`, `number ${count}`);
  });
  const { groups, parts, searched } = await findAll(registry, { text: 'number' });
  expect(groups.map(({ name }) => name)).toEqual(
    Array.from({ length: 450 }, (_, count) => `p/${String(count).padStart(4, '0')}`),
  );
  expect(parts).toBeGreaterThan(2);
  expect(searched).toBe(450);
});

test('an expression that takes too long is stopped, and the next search is answered', async () => {
  const registry = newWorkspace();
  promptWith(registry, 'a', `${'a'.repeat(40)}!`);
  const matcher = newMatcher(200);
  const look = (text: string) =>
    findText(registry, matcher, { query: TextQuery.parse({ text, regex: true }), scope: {}, cursor: null });
  await expect(look('(a+)+$')).rejects.toMatchObject({ refusal: { code: 'slow-query' } });
  expect((await look('a!')).groups).toHaveLength(1);
  await expect(look('(a')).rejects.toThrow(Refused);
  await expect(look('(a')).rejects.toThrow('This expression cannot be read: unterminated group.');
});

test('replacing changes drafts, and what takes it back leaves none behind', async () => {
  const registry = newWorkspace();
  const { promptId, versions } = promptWith(registry, 'a', 'Acme and acme. Acme');
  const { groups } = await findAll(registry, { text: '(a)cme', regex: true }, {}, '<$1>');
  const { edited, refused } = editTexts(registry, editsOf(groups));
  expect(refused).toEqual([]);
  expect(promptDetail(registry, promptId)).toMatchObject({
    head: 1,
    draft: { content: says('<A> and <a>. <A>'), baseVersionId: versions[0]!.versionId },
  });
  const back = edited.map((each) => ({ ...each, headId: versions[0]!.versionId }));
  expect(editTexts(registry, back)).toMatchObject({ edited: [{ draftRevision: 0 }], refused: [] });
  expect(promptDetail(registry, promptId)).toMatchObject({
    draft: null,
    headVersion: { content: says('Acme and acme. Acme') },
  });
});

test('a prompt that was written in since is left alone and told; the others are changed', async () => {
  const registry = newWorkspace();
  const typed = promptWith(registry, 'typed', 'Acme');
  const moved = promptWith(registry, 'moved', 'Acme');
  const still = promptWith(registry, 'still', 'Acme');
  const { groups } = await findAll(registry, { text: 'Acme' }, {}, 'Nimbus');
  saveDraft(registry, { promptId: typed.promptId, content: says('Acme!'), baseVersionId: null, expectedRevision: 0 });
  commit(registry, moved.promptId, 'Acme, newer');
  const { edited, refused } = editTexts(registry, editsOf(groups));
  expect(edited.map((each) => each.promptId)).toEqual([still.promptId]);
  expect(refused.map(({ code, text }) => [code, text])).toEqual([
    ['head-moved', '“moved” has a newer version since; look for it again.'],
    ['stale-draft', 'The draft of “typed” was written in since; look for it again.'],
  ]);
  expect(promptDetail(registry, typed.promptId).draft!.content).toEqual(says('Acme!'));
});

test('an edit that expects another text changes nothing of its prompt', () => {
  const registry = newWorkspace();
  const { promptId, versions } = promptWith(registry, 'a', 'one two');
  const edits = [
    { message: 0, from: 0, to: 3, expect: 'one', insert: '1' },
    { message: 0, from: 4, to: 7, expect: 'TWO', insert: '2' },
  ];
  const [wrong, beyond] = [edits, [{ ...edits[0]!, message: 3 }]].map((each) =>
    editTexts(registry, [{ promptId, headId: versions[0]!.versionId, draftRevision: 0, edits: each }]),
  );
  expect(wrong).toMatchObject({ edited: [], refused: [{ code: 'stale-draft' }] });
  expect(beyond).toMatchObject({ edited: [], refused: [{ code: 'stale-draft' }] });
  expect(promptDetail(registry, promptId).draft).toBeNull();
});
