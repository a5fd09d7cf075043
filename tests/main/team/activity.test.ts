import { describe, expect, test } from 'vitest';
import { archivePrompts, renamePrompt } from '../../../main/registry/edit-prompts.ts';
import { moveLabel } from '../../../main/registry/move-label.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { requestReview } from '../../../main/review/make-review.ts';
import { activityPeople, listActivity, type ActivityQuestion } from '../../../main/team/activity.ts';
import { newTeam } from '../registry/team-under-test.ts';
import { commit, newWorkspace, promptWith } from '../registry/workspace-under-test.ts';

const told = (registry: Registry, question: Partial<ActivityQuestion> = {}) =>
  listActivity(registry, { limit: 100, ...question }).rows.map(({ author, what }) => `${author} ${what}`);

function move(registry: Registry, promptId: string, label: string, versionId: string): void {
  moveLabel(registry, { promptId, label, versionId, expectedMoveId: null, reason: 'better' });
}

describe('the feed of a workspace', () => {
  test('tells everything, newest first, also where there is no team', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'a', 'one');
    move(registry, promptId, 'staging', versions[0]!.versionId);
    renamePrompt(registry, promptId, 'b');
    expect(told(registry)).toEqual([
      'ana renamed the prompt to b',
      'ana moved staging to v1',
      'ana committed v1',
      'ana made the prompt',
      'ana made the workspace “test”',
    ]);
    const [renamed, moved] = listActivity(registry, { limit: 2 }).rows;
    expect(renamed).toMatchObject({ mark: 'confirmed', segment: null, promptName: 'b', position: 5, why: null });
    expect(moved).toMatchObject({ label: 'staging', note: 'better', versionId: versions[0]!.versionId, promptId });
  });

  test('comes in pages that meet', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a');
    for (let at = 0; at < 7; at++) commit(registry, promptId, `text ${at}`);
    const whole = listActivity(registry, { limit: 100 }).rows;
    const first = listActivity(registry, { limit: 4 });
    const second = listActivity(registry, { limit: 100, before: first.rows[3]!.changeId });
    expect(first.more).toBe(true);
    expect(second.more).toBe(false);
    expect([...first.rows, ...second.rows]).toEqual(whole);
  });

  test('is narrowed to a prompt: what was done to it, and the moves and reviews of its versions', () => {
    const { ana } = newTeam();
    const { registry } = ana;
    const one = promptWith(registry, 'one', 'text');
    const two = promptWith(registry, 'two', 'text');
    const versionId = one.versions[0]!.versionId;
    ana.push();
    requestReview(registry, { promptId: one.promptId, versionId, label: 'production', expectedMoveId: null, note: '' });
    move(registry, one.promptId, 'staging', versionId);
    move(registry, two.promptId, 'staging', two.versions[0]!.versionId);
    expect(told(registry, { promptId: one.promptId })).toEqual([
      'ana moved staging to v1',
      'ana asked for a review of v1 for production',
      'ana committed v1',
      'ana made the prompt',
    ]);
  });

  test('is narrowed to a label, to kinds, and to what is not settled', () => {
    const { ana } = newTeam();
    const { registry } = ana;
    const { promptId, versions } = promptWith(registry, 'one', 'text');
    const { versionId } = versions[0]!;
    ana.push();
    requestReview(registry, { promptId, versionId, label: 'production', expectedMoveId: null, note: '' });
    move(registry, promptId, 'staging', versionId);
    archivePrompts(registry, [promptId], true);
    expect(told(registry, { label: 'staging' })).toEqual(['ana moved staging to v1']);
    expect(told(registry, { label: 'production' })).toEqual(['ana asked for a review of v1 for production']);
    expect(told(registry, { kinds: ['member.added'] })).toEqual(['ana founded the team as owner']);
    expect(told(registry, { marks: ['queued'] })).toEqual(['ana moved staging to v1']);
    expect(told(registry, { marks: ['pending'] })).toEqual([
      'ana archived the prompt',
      'ana asked for a review of v1 for production',
    ]);
    expect(told(registry, { marks: ['queued', 'pending'] })).toHaveLength(3);
  });

  test('shows what was refused with the reason, and says in which segment everything lies', () => {
    const { ana, join } = newTeam();
    const { promptId, versions } = promptWith(ana.registry, 'one', 'first', 'second');
    ana.push();
    const ben = join('ben', 'editor');
    move(ben.registry, promptId, 'staging', versions[1]!.versionId);
    move(ana.registry, promptId, 'staging', versions[0]!.versionId);
    ana.push();
    ben.push();
    const [late] = listActivity(ben.registry, { limit: 10, marks: ['refused'] }).rows;
    expect(late).toMatchObject({ author: 'ben', mark: 'refused', label: 'staging', promptName: 'one' });
    expect(late!.why).toMatch(/\S/);
    expect(late!.segment).toBe(ben.log.segments.length);
    expect(told(ben.registry, { marks: ['confirmed'], kinds: ['label.moved'] })).toEqual(['ana moved staging to v1']);
  });

  test('knows people by every name they have had', () => {
    const { ana, join } = newTeam();
    const ben = join('ben');
    promptWith(ben.registry, 'two', 'text');
    ben.push();
    ben.registry.record({ kind: 'member.renamed', body: { memberId: ben.memberId, name: 'benjamin' } });
    ben.push();
    ana.pull();
    expect(activityPeople(ana.registry).people).toEqual([
      { name: 'ana', memberId: ana.memberId },
      { name: 'benjamin', memberId: ben.memberId },
    ]);
    expect(told(ana.registry, { memberId: ben.memberId })).toEqual([
      'ben changed the name of benjamin to benjamin',
      'ben committed v1',
      'ben made the prompt',
    ]);
  });
});
