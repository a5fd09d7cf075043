import type { Page } from '@playwright/test';
import { setPolicy } from '../../main/review/policies.ts';
import { commentOn, decideOn, requestReview } from '../../main/review/make-review.ts';
import { moveLabel } from '../../main/registry/move-label.ts';
import { createPrompt } from '../../main/registry/edit-prompts.ts';
import { commitVersion } from '../../main/registry/commit-version.ts';
import type { Role } from '../../shared/team/roles.ts';
import { passesAxe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { RunningHost } from './running-host.ts';
import { TeamLog } from './team-log.ts';
import { said } from './writing.ts';

/** Ana has written two versions of a prompt and put production on the first; it takes one approval. The window is Ben's. */
function startTeam(host: RunningHost, role: Role) {
  const team = new TeamLog(host, { name: 'Ben', role });
  const { registry } = team.ana;
  const { promptId } = createPrompt(registry, 'support/reply');
  const texts = ['You help.\nBe brief.', 'You help.\nBe brief, and kind.\nAsk for the ticket.'];
  const ids = texts.map(
    (text, at) =>
      commitVersion(registry, {
        promptId,
        message: at === 0 ? 'First' : 'Kinder',
        content: said(text, 'Hello {{name}}'),
      }).versionId,
  );
  const production = { promptId, label: 'production', versionId: ids[0]!, expectedMoveId: null, reason: 'First' };
  const { moveId } = moveLabel(registry, production);
  setPolicy(registry, {
    label: 'production',
    protected: true,
    approvals: 1,
    roles: ['owner', 'publisher'],
    evaluation: null,
  });
  team.sync();
  const cleo = team.join('Cleo', 'publisher');
  const target = { promptId, versionId: ids[1]!, label: 'production', expectedMoveId: moveId };
  return { team, cleo, promptId, ids, target };
}

async function openPrompt(page: Page, tab: string): Promise<void> {
  await page.getByRole('treeitem', { name: /reply/ }).click();
  await page.getByRole('tab', { name: tab }).click();
}

test('an editor who may not move a label asks for a review; it is approved by another and released by a publisher', async ({
  page,
  host,
  open,
}) => {
  const { team, cleo, target } = startTeam(host, 'editor');
  await open();
  await openPrompt(page, 'Labels');
  await page.getByRole('button', { name: 'Move…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Ben is an editor');
  await dialog.getByRole('button', { name: 'Request a review…' }).click();
  await page.getByLabel('What should the others know').fill('Kinder, as asked');
  await expect(dialog).toContainText('Publishers and owners may move it once a member has approved.');
  await dialog.getByRole('button', { name: 'Request review' }).click();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const review = page.getByRole('article', { name: 'Review of production on support/reply' });
  await expect(review).toContainText('0 of 1 approval');
  await expect(review.getByText('pending', { exact: true })).toBeVisible();

  team.sync();
  await expect(review.getByText('pending', { exact: true })).toBeHidden();
  const approve = review.getByRole('button', { name: 'Approve…' });
  await expect(approve).toHaveAttribute('aria-disabled', 'true');
  await expect(approve).toHaveAttribute('title', /Ben is an editor/);
  const { reviews } = await host.call('review.list', { scope: 'mine' });
  const { reviewId } = reviews[0]!;
  decideOn(cleo.registry, { reviewId, decision: 'approve', note: 'Reads well' });
  team.sync();
  await expect(review).toContainText('1 of 1 approval');
  await expect(review).toContainText('“production” can be moved now.');
  await passesAxe(page, 'an approved review');

  moveLabel(cleo.registry, { ...target, reason: 'Approved' });
  team.sync();
  await expect(review).toContainText('“production” was moved as asked.');
  await review.getByRole('button', { name: 'All reviews' }).click();
  await expect(page.getByText('No review is open')).toBeVisible();
  team.close();
});

test('a publisher finds what waits, speaks of a line by key, approves, and releases; all of it queued until it is synced', async ({
  page,
  host,
  open,
}) => {
  const { team, cleo, target, promptId } = startTeam(host, 'publisher');
  const { reviewId } = requestReview(cleo.registry, { ...target, note: 'Kinder' });
  team.sync();
  await open();
  await expect(page.getByRole('button', { name: 'Reviews: 1' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+3');
  const row = page.getByRole('region', { name: 'Waiting on you' }).getByRole('button');
  await expect(row).toContainText('v1 → v2');
  await passesAxe(page, 'the inbox');
  await row.press('Enter');
  const review = page.getByRole('article');
  await expect(review).toContainText('1 message changed');

  await page.keyboard.press('n');
  await page.keyboard.press('c');
  const remark = page.getByRole('textbox', { name: 'Comment on message 1, line 2' });
  await expect(remark).toBeFocused();
  await remark.fill('Why kind?');
  await page.keyboard.press('ControlOrMeta+Enter');
  const changes = review.getByRole('region', { name: 'From v1 to v2' });
  await expect(changes.getByText('Why kind?')).toBeVisible();
  commentOn(cleo.registry, { reviewId, text: 'They asked for it.', place: { message: 0, line: 2, side: 'after' } });
  team.sync();
  await expect(changes.getByText('They asked for it.')).toBeVisible();

  await review.getByRole('button', { name: 'Approve…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await expect(review.getByRole('region', { name: 'Approvals' })).toContainText('queued');
  await expect(review).toContainText('0 of 1 approval');
  team.sync();
  await expect(review).toContainText('1 of 1 approval');
  await expect(page.getByRole('button', { name: 'Reviews', exact: true })).toBeVisible();

  await review.getByRole('tab', { name: 'What is sent' }).click();
  await expect(review).toContainText('variables stand as they are written');
  await passesAxe(page, 'what is sent');
  await review.getByRole('button', { name: 'Release…' }).click();
  await page.getByRole('dialog').getByRole('textbox').first().fill('A kinder week');
  await page.getByRole('dialog').getByRole('button', { name: 'Move from v1 to v2' }).click();
  await expect(page.getByText('Queued: “production” moves to v2 once this is synced.', { exact: true })).toBeVisible();
  await expect(review.getByRole('button', { name: 'Release…' })).toHaveAttribute('title', /queued already/);
  expect(await standing(host, promptId)).toBe(1);
  team.sync();
  await expect(review).toContainText('“production” was moved as asked.');
  expect(await standing(host, promptId)).toBe(2);
  team.close();
});

test('an approval that no longer counts stays in sight, struck, with the reason', async ({ page, host, open }) => {
  const { team, cleo, target } = startTeam(host, 'editor');
  const { reviewId } = requestReview(team.me.registry, { ...target, note: '' });
  team.sync();
  decideOn(cleo.registry, { reviewId, decision: 'approve', note: '' });
  team.sync();
  await open();
  await page.keyboard.press('ControlOrMeta+3');
  await page.getByRole('button', { name: /support\/reply/ }).click();
  const approvals = page.getByRole('region', { name: 'Approvals' });
  await expect(approvals).toContainText('1 of 1 approval');
  setPolicy(team.ana.registry, {
    label: 'production',
    protected: true,
    approvals: 2,
    roles: ['owner', 'publisher'],
    evaluation: 'tone',
  });
  team.sync();
  await expect(approvals).toContainText('0 of 2 approvals');
  await expect(approvals.locator('s')).toHaveText('Cleo approved');
  await expect(approvals).toContainText('the policy of “production” has been changed since');
  await expect(page.getByRole('region', { name: 'Evidence' })).toContainText('“tone” is required and has not run');
  await passesAxe(page, 'a review with a dead approval');
  team.close();
});

test('a queued move says so where the label stands, and can be taken back before it is sent', async ({
  page,
  host,
  open,
}) => {
  const { team, promptId, ids } = startTeam(host, 'publisher');
  moveLabel(team.me.registry, {
    promptId,
    label: 'staging',
    versionId: ids[1]!,
    expectedMoveId: null,
    reason: 'Try it',
  });
  await open();
  await openPrompt(page, 'Labels');
  await page.getByRole('button', { name: 'staging' }).click();
  const detail = page.getByRole('complementary', { name: 'About staging' });
  await expect(detail).toContainText('on no version');
  await expect(detail).toContainText('queued');
  await passesAxe(page, 'a queued label');
  await page.keyboard.press('ControlOrMeta+2');
  await expect(page.getByRole('grid')).toContainText('queued to move to v2');
  await page.keyboard.press('ControlOrMeta+1');
  await detail.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('“staging” stays where it is').first()).toBeVisible();
  team.sync();
  expect((await host.call('label.ofPrompt', { promptId })).states.map(({ label }) => label)).toEqual(['production']);
  team.close();
});

test('a version that is not synced has no number in history, and gets the next one in the log', async ({
  page,
  host,
  open,
}) => {
  const { team, promptId } = startTeam(host, 'editor');
  commitVersion(team.me.registry, { promptId, message: 'On the train', content: said('You help on trains.', 'Hello') });
  await open();
  await openPrompt(page, 'History');
  const row = page.getByRole('button', { name: /On the train/ });
  await expect(row).toContainText('pending');
  const line = page.getByRole('treeitem', { name: /reply/ });
  await expect(line).toContainText('Pending');
  await passesAxe(page, 'a pending version');
  commitVersion(team.ana.registry, { promptId, message: 'At the desk', content: said('You help at desks.', 'Hello') });
  team.ana.sync();
  team.sync();
  await expect(row).toContainText('v4');
  await expect(line).not.toContainText('Pending');
  await expect(page.getByRole('button', { name: /At the desk/ })).toContainText('diverged');
  team.close();
});

test('policies are read by all and set by owners', async ({ page, host, open }) => {
  const { team } = startTeam(host, 'owner');
  await open();
  await page.keyboard.press('ControlOrMeta+3');
  await page.getByRole('tab', { name: 'Policies' }).click();
  await expect(page.getByText('Publishers and owners may move it once a member has approved.')).toBeVisible();
  await passesAxe(page, 'the policies');
  await page.getByRole('button', { name: 'Protect another label…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Label', { exact: true }).fill('staging');
  await dialog.getByLabel('Approvals it takes').selectOption('2');
  await dialog.getByLabel('Evaluation that must have passed').fill('tone');
  await expect(dialog).toContainText('once 2 members have approved');
  await passesAxe(page, 'the dialog of a policy');
  await dialog.getByRole('button', { name: 'Set policy' }).click();
  await expect(page.getByText('Protected: 2 approvals, “tone” passed')).toBeVisible();
  team.sync();
  await expect(page.getByText('Publishers and owners may move it once 2 members have approved.')).toBeVisible();
  team.close();
});

test('without a team reviews and policies say what they need', async ({ page, open }) => {
  await open();
  await page.keyboard.press('ControlOrMeta+3');
  await expect(page.getByText('Reviews need a team')).toBeVisible();
  await passesAxe(page, 'reviews without a team');
  await page.getByRole('tab', { name: 'Policies' }).click();
  await expect(page.getByText('Policies need a team')).toBeVisible();
});

async function standing(host: RunningHost, promptId: string): Promise<number | undefined> {
  const { states } = await host.call('label.ofPrompt', { promptId });
  return states.find(({ label }) => label === 'production')?.number;
}
