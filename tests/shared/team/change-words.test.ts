import { expect, test } from 'vitest';
import type { Change, ChangeBody, ChangeKind } from '../../../shared/change.ts';
import { changeWords, type Names } from '../../../shared/team/change-words.ts';

const PROMPT = '0198c000-0000-7000-8000-000000000001';
const OTHER = '0198c000-0000-7000-8000-000000000002';
const BEN = '0198c000-0000-7000-8000-000000000003';
const REVIEW = '0198c000-0000-7000-8000-000000000004';
const V8 = '8'.repeat(64);
const KEY = 'A'.repeat(43);
const SIGNATURE = 'A'.repeat(86);

const names: Names = {
  version: (_, versionId) => (versionId === V8 ? 'v8' : null),
  versionOfChange: () => ({ promptId: PROMPT, versionId: V8 }),
  member: (memberId) => (memberId === BEN ? 'Ben' : null),
  memberOfDevice: () => 'Ben',
  review: (reviewId) => (reviewId === REVIEW ? { promptId: PROMPT, versionId: V8, label: 'production' } : null),
};

function told<K extends ChangeKind>(kind: K, body: ChangeBody<K>) {
  const change = { id: REVIEW, kind, author: 'Ana', at: 0, body } as unknown as Change<K>;
  return changeWords(change, names);
}

const move = (promptId: string, label: string, versionId: string | null) => ({
  promptId,
  label,
  versionId,
  expectedMoveId: null,
});
const device = { deviceId: OTHER, key: KEY };

test('every kind of change is told as a clause that follows the author’s name', () => {
  const clauses: { [K in ChangeKind]: [ChangeBody<K>, string] } = {
    'workspace.created': [{ workspaceId: OTHER, name: 'acme' }, 'made the workspace “acme”'],
    'workspace.configured': [
      { name: 'acme', requireMessage: true },
      'named the workspace “acme” and asked for a message with every commit',
    ],
    'prompt.created': [{ promptId: PROMPT, name: 'a/b' }, 'made the prompt'],
    'prompt.renamed': [{ promptId: PROMPT, name: 'a/c' }, 'renamed the prompt to a/c'],
    'prompt.archived': [{ promptId: PROMPT }, 'archived the prompt'],
    'prompt.unarchived': [{ promptId: PROMPT }, 'took the prompt out of the archive'],
    'prompt.tagged': [{ promptId: PROMPT, tags: ['mail', 'draft'] }, 'tagged it mail, draft'],
    'version.committed': [{ promptId: PROMPT, parents: [], message: 'Shorter' }, 'committed v8'],
    'label.moved': [{ moves: [move(PROMPT, 'production', V8)], reason: 'Better' }, 'moved production to v8'],
    'member.added': [{ memberId: BEN, name: 'Ben', role: 'editor', device }, 'let Ben in as editor'],
    'member.renamed': [{ memberId: BEN, name: 'Benjamin' }, 'changed the name of Ben to Benjamin'],
    'member.role': [{ memberId: BEN, role: 'owner' }, 'made Ben an owner'],
    'member.removed': [{ memberId: BEN }, 'removed Ben from the team'],
    'device.added': [
      { memberId: BEN, device, proof: { by: 'recovery', signature: SIGNATURE } },
      'added a device of Ben by the recovery key',
    ],
    'device.rotated': [{ deviceId: OTHER, key: KEY, proof: SIGNATURE }, 'changed the key of a device of Ben'],
    'device.removed': [{ deviceId: OTHER }, 'removed a device of Ben'],
    'recovery.set': [{ key: KEY }, 'made a recovery key'],
    'policy.set': [
      { label: 'production', protected: true, approvals: 2, roles: ['owner', 'publisher'], evaluation: 'tone' },
      'protected production: 2 approvals by owners, publishers, with “tone” passed',
    ],
    'review.requested': [
      { reviewId: REVIEW, promptId: PROMPT, versionId: V8, label: 'production', expectedMoveId: null, note: '' },
      'asked for a review of v8 for production',
    ],
    'review.commented': [{ reviewId: REVIEW, text: 'Why?' }, 'commented on the review of v8 for production'],
    'review.decided': [{ reviewId: REVIEW, decision: 'approve', note: '', policy: null }, 'approved v8 for production'],
    'review.withdrawn': [{ reviewId: REVIEW }, 'withdrew the review of v8 for production'],
    'evidence.recorded': [
      { promptId: PROMPT, versionId: V8, evaluation: 'tone', passed: false, summary: '3 of 9' },
      'recorded that v8 failed “tone”',
    ],
    'body.redacted': [{ changeId: OTHER, reason: 'A key was in it' }, 'took out the text of v8'],
  };
  for (const [kind, [body, clause]] of Object.entries(clauses))
    expect(told(kind as ChangeKind, body as never).what, kind).toBe(clause);
});

test('what came with a change, and what it is about, stand beside the clause', () => {
  expect(told('review.commented', { reviewId: REVIEW, text: 'Why?' })).toMatchObject({
    note: 'Why?',
    promptId: PROMPT,
    label: 'production',
    versionId: V8,
    reviewId: REVIEW,
  });
});

test('the founder is told as such, not as let in by themselves', () => {
  expect(told('member.added', { memberId: OTHER, name: 'Ana', role: 'owner', device }).what).toBe(
    'founded the team as owner',
  );
});

test('a move of many labels counts the prompts, and names the label where it is one', () => {
  const two = [move(PROMPT, 'production', V8), move(OTHER, 'production', V8)];
  expect(told('label.moved', { moves: two, reason: '' })).toMatchObject({
    what: 'moved production on 2 prompts',
    label: 'production',
    promptId: null,
  });
  expect(told('label.moved', { moves: [move(PROMPT, 'staging', null)], reason: '' }).what).toBe('took staging off');
  expect(told('label.moved', { moves: two, reason: '', rollback: true }).what).toBe(
    'rolled back production on 2 prompts',
  );
});

test('what is not here any more, or not yet, is said to be so', () => {
  expect(told('label.moved', { moves: [move(PROMPT, 'production', '1'.repeat(64))], reason: '' }).what).toBe(
    'moved production to a version that is not here',
  );
  expect(told('member.removed', { memberId: OTHER }).what).toBe('removed somebody unknown from the team');
  expect(told('review.withdrawn', { reviewId: OTHER })).toMatchObject({ what: 'withdrew a review', reviewId: OTHER });
});
