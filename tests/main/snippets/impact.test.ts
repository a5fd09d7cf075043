import { describe, expect, test } from 'vitest';
import type { ContentRef } from '../../../shared/contract.ts';
import type { Variable } from '../../../shared/content.ts';
import { saveDraft } from '../../../main/registry/edit-draft.ts';
import { saveInputs } from '../../../main/registry/input-sets.ts';
import { impactOf } from '../../../main/snippets/impact.ts';
import { Desk, said } from './snippets-under-test.ts';

/** What `user` says before and after the draft of `tone`, or why nothing changes. */
async function impact(desk: Desk, versionId: string, label: string | null, to?: ContentRef): Promise<string> {
  const answer = await impactOf(desk.snippets, {
    snippetId: desk.id('tone'),
    to: to ?? { kind: 'draft' },
    label,
    user: { promptId: desk.id('user'), ref: { kind: 'version', versionId } },
  });
  expect(answer.affected).toBe(answer.why === null);
  if (answer.why !== null) return answer.why;
  const [before, after] = [answer.before, answer.after].map((messages) => messages.map(({ text }) => text).join('|'));
  const problems = answer.problems.map(({ text }) => ` (${text})`).join('');
  return `${before} → ${after}${problems}`;
}

function draftOf(desk: Desk, name: string, text: string): void {
  saveDraft(desk.registry, { promptId: desk.id(name), content: said(text), baseVersionId: null, expectedRevision: 0 });
}

describe('what changes where a snippet is included', () => {
  test('is shown as it would be sent, with the chosen inputs', async () => {
    const desk = new Desk();
    desk.says('tone', 'Be kind to {{ who }}.');
    const user = desk.says('user', "{% render 'tone', who: customer.name %} {{ ticket }} {{ kept }}", {
      variables: [{ name: 'kept', type: 'string', default: 'default' }] satisfies Variable[],
    });
    draftOf(desk, 'tone', 'Be curt to {{ who }}.');
    saveInputs(desk.registry, desk.id('user'), { customer: { name: 'Ann' } });
    expect(await impact(desk, user, null)).toBe(
      'Be kind to Ann. {{ticket}} default → Be curt to Ann. {{ticket}} default',
    );
  });

  test('is nothing for a reference to a version, and for one to another label', async () => {
    const desk = new Desk();
    desk.says('tone', 'old');
    const pinned = desk.says('user', "{% render 'tone@v1' %}");
    const labelled = desk.says('user', "{% render 'tone' %}");
    const other = desk.says('user', 'nothing');
    draftOf(desk, 'tone', 'new');
    expect(await impact(desk, pinned, null)).toBe('It asks for tone@v1, which always stays as it is.');
    expect(await impact(desk, labelled, 'staging')).toBe('It asks for tone, which this does not change.');
    expect(await impact(desk, other, null)).toBe('It does not include this snippet.');
    expect(await impact(desk, labelled, 'production')).toBe('old → new');
  });

  test('reaches through other snippets', async () => {
    const desk = new Desk();
    desk.says('tone', 'old');
    desk.says('between', "[{% render 'tone' %}]");
    const user = desk.says('user', "{% render 'between' %}");
    const older = desk.says('tone', 'older', { label: null });
    expect(await impact(desk, user, 'production', { kind: 'version', versionId: older })).toBe('[old] → [older]');
  });

  test('tells what would no longer work', async () => {
    const desk = new Desk();
    desk.says('tone', 'old');
    const user = desk.says('user', "{% render 'tone' %}");
    draftOf(desk, 'tone', 'new {{ who }}');
    expect(await impact(desk, user, null)).toBe(
      "old → {% render 'tone' %} (tone needs who. It sees only what it is given.)",
    );
    expect(await impact(desk, user, null, { kind: 'empty' })).toBe('old → ');
  });

  test('finds a circle that the change would close', async () => {
    const desk = new Desk();
    desk.says('tone', 'old');
    const user = desk.says('user', "{% render 'tone' %}");
    draftOf(desk, 'tone', "{% render 'user' %}");
    expect(await impact(desk, user, null)).toContain('user includes itself: user → tone → user.');
  });
});
