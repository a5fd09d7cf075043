import type { Page } from '@playwright/test';
import type { RunningHost } from './running-host.ts';
import { expect, found, joinTeam, offline, online, synced, test } from './team-under-test.ts';
import { draftSaved, makePrompt, message, openTabs, said, write } from './writing.ts';

/** A prompt that both people have in front of them. */
async function shared(host: RunningHost, other: RunningHost, remote: string): Promise<string> {
  const promptId = await makePrompt(host, 'support/reply', [
    { content: said('Answer the customer.', 'Hello'), message: 'First' },
  ]);
  await found(host, remote);
  await joinTeam(host, other);
  for (const each of [host, other]) await openTabs(each, promptId);
  return promptId;
}

/** Writes at the end of a message, and commits, as a person does. */
async function writeAndCommit(page: Page, role: string, number: number, text: string): Promise<void> {
  await write(page, role, number, text);
  await draftSaved(page);
  await page.getByRole('button', { name: 'Commit…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Commit', exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function versionCount(host: RunningHost, promptId: string): Promise<number> {
  return (await host.call('version.list', { promptId })).versions.length;
}

test('two who write offline in their windows both keep their words; one merges, and both windows show it', async ({
  page,
  host,
  other,
  otherPage,
  open,
  remote,
}) => {
  const promptId = await shared(host, other, remote);
  await open();
  await otherPage.reload();
  await offline(host, other);
  await writeAndCommit(page, 'system', 1, ' Be kind.');
  await writeAndCommit(otherPage, 'user', 2, ' there');
  await online(host);
  await online(other);
  await otherPage.getByRole('button', { name: 'Needs attention: 1' }).click();
  const card = otherPage.getByRole('list', { name: 'Needs attention' }).getByRole('listitem');
  await expect(card).toContainText('“support/reply” was changed by two people at once');
  await card.getByRole('button', { name: 'Merge…' }).click();
  await otherPage.getByRole('dialog', { name: 'Merge versions' }).getByRole('button', { name: 'Merge…' }).click();
  await expect(otherPage.getByTestId('merge-count')).toHaveText('Nothing to decide');
  await otherPage.keyboard.press('ControlOrMeta+Enter');
  await expect(otherPage.getByRole('dialog', { name: 'Commit the merge' })).toBeVisible();
  await otherPage.keyboard.press('ControlOrMeta+Enter');
  await expect(otherPage.getByRole('dialog', { name: 'Commit the merge' })).toBeHidden();
  for (const window of [page, otherPage]) {
    await window.getByRole('tab', { name: 'Edit' }).click();
    await expect(message(window, 'system')).toContainText('Answer the customer. Be kind.');
    await expect(message(window, 'user', 2)).toContainText('Hello there');
  }
  for (const each of [host, other]) expect(await versionCount(each, promptId)).toBe(4);
});

test('a member who is removed while away keeps every word, and is told that it goes to nobody', async ({
  host,
  other,
  otherPage,
  remote,
}) => {
  const promptId = await shared(host, other, remote);
  await otherPage.reload();
  await offline(other);
  await writeAndCommit(otherPage, 'system', 1, ' Written on the train.');
  await write(otherPage, 'user', 2, ', and not committed');
  await draftSaved(otherPage);
  const ben = (await host.call('team.members', {})).members.find(({ name }) => name === 'Ben')!;
  await host.call('team.remove', { memberId: ben.memberId });
  await synced(host);

  await other.call('sync.pause', { paused: false });
  await expect(otherPage.getByTestId('sync-state')).toContainText('Stopped');
  await expect(message(otherPage, 'system')).toContainText('Written on the train.');
  await expect(message(otherPage, 'user', 2)).toContainText('Hello, and not committed');
  await otherPage.keyboard.press('ControlOrMeta+4');
  const list = otherPage.getByRole('list', { name: 'Needs attention' });
  await expect(list).toContainText('You were removed from this workspace');
  await expect(list).toContainText('What you wrote is still here');
  await expect(list).toContainText('You committed a version on “support/reply”');
  await expect(list).toContainText('would have no effect');
  await synced(host);
  expect(await versionCount(host, promptId)).toBe(1);
});

test('a review goes from the request in one window to the release in the other', async ({
  page,
  host,
  other,
  otherPage,
  open,
  remote,
}) => {
  const promptId = await shared(host, other, remote);
  const { headVersion } = await host.call('prompt.get', { promptId });
  const production = {
    promptId,
    label: 'production',
    versionId: headVersion!.id,
    expectedMoveId: null,
    reason: 'First',
  };
  await host.call('label.move', production);
  await host.call('policy.set', {
    label: 'production',
    protected: true,
    approvals: 1,
    roles: ['owner', 'publisher'],
    evaluation: null,
  });
  await synced(host);
  await synced(other);
  await open();
  await otherPage.reload();
  await writeAndCommit(otherPage, 'system', 1, ' Be kind.');
  await otherPage.getByRole('tab', { name: 'Labels' }).click();
  await otherPage.getByRole('button', { name: 'Move…' }).click();
  const asking = otherPage.getByRole('dialog');
  await asking.getByRole('button', { name: 'Request a review…' }).click();
  await otherPage.getByLabel('What should the others know').fill('Kinder');
  await asking.getByRole('button', { name: 'Request review' }).click();
  await otherPage.getByRole('button', { name: 'Open', exact: true }).click();
  const asked = otherPage.getByRole('article', { name: 'Review of production on support/reply' });
  await expect(asked).toContainText('0 of 1 approval');

  await expect(page.getByRole('button', { name: 'Reviews: 1' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+3');
  await page.getByRole('region', { name: 'Waiting on you' }).getByRole('button').press('Enter');
  const review = page.getByRole('article');
  await review.getByRole('button', { name: 'Approve…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await expect(review).toContainText('1 of 1 approval');
  await expect(asked).toContainText('1 of 1 approval');
  await review.getByRole('button', { name: 'Release…' }).click();
  await page.getByRole('dialog').getByRole('textbox').first().fill('A kinder week');
  await page.getByRole('dialog').getByRole('button', { name: 'Move from v1 to v2' }).click();
  await expect(review).toContainText('“production” was moved as asked.');
  await expect(asked).toContainText('“production” was moved as asked.');
});
