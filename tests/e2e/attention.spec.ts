import { passesAxe } from './axe.ts';
import type { RunningHost } from './running-host.ts';
import { expect, found, joinTeam, offline, online, synced, test } from './team-under-test.ts';
import { makePrompt, said } from './writing.ts';

/** A prompt of two versions that both people have. */
async function shared(host: RunningHost, other: RunningHost, remote: string): Promise<string> {
  const promptId = await makePrompt(host, 'support/reply', [
    { content: said('Answer the customer.', 'Hello'), message: 'First' },
    { content: said('Answer the customer in German.', 'Hello'), message: 'German' },
  ]);
  await found(host, remote);
  await joinTeam(host, other);
  return promptId;
}

async function commit(host: RunningHost, promptId: string, text: string): Promise<void> {
  const { headVersion, draft } = await host.call('prompt.get', { promptId });
  const head = headVersion!.id;
  const content = said(text, 'Hello');
  await host.call('draft.save', { promptId, content, baseVersionId: head, expectedRevision: draft?.revision ?? 0 });
  await host.call('version.commit', { promptId, message: text, expectedHead: head });
}

async function moveStaging(host: RunningHost, promptId: string, number: number): Promise<void> {
  const { versions } = await host.call('version.list', { promptId });
  const { id } = versions.find((version) => version.number === number)!;
  await host.call('label.move', { promptId, label: 'staging', versionId: id, expectedMoveId: null, reason: 'mine' });
}

test('a label move that came too late is explained, and made again against where the label stands now', async ({
  host,
  other,
  otherPage,
  remote,
}) => {
  const promptId = await shared(host, other, remote);
  await offline(host, other);
  await moveStaging(host, promptId, 1);
  await moveStaging(other, promptId, 2);
  await online(host);
  await online(other);
  await otherPage.getByRole('button', { name: 'Needs attention: 1' }).click();
  const card = otherPage.getByRole('list', { name: 'Needs attention' }).getByRole('listitem');
  await expect(card).toContainText('You moved staging to v2 on “support/reply”, but it had no effect');
  await expect(card).toContainText('moved by someone else in the meantime');
  await passesAxe(otherPage, 'a move that came too late');
  await card.getByRole('button', { name: 'Move it after all…' }).click();
  const dialog = otherPage.getByRole('dialog', { name: 'Move staging on support/reply' });
  await expect(dialog).toContainText('v2 takes the place of v1');
  await expect(dialog.locator('ins')).toContainText('in German');
  await dialog.getByRole('button', { name: 'Move from v1 to v2' }).click();
  await expect(otherPage.getByRole('heading', { name: 'Nothing waits on you' })).toBeVisible();
  await synced(other);
  await synced(host);
  const { states } = await host.call('label.ofPrompt', { promptId });
  expect(states.find(({ label }) => label === 'staging')).toMatchObject({ number: 2 });
});

test('versions that two people wrote at once are both kept, and merged from here', async ({
  host,
  other,
  otherPage,
  remote,
}) => {
  const promptId = await shared(host, other, remote);
  await offline(host, other);
  await commit(host, promptId, 'Answer the customer in German, politely.');
  await commit(other, promptId, 'Answer the customer at once in German.');
  await online(host);
  await online(other);
  await otherPage.keyboard.press('ControlOrMeta+4');
  const card = otherPage.getByRole('list', { name: 'Needs attention' }).getByRole('listitem');
  await expect(card).toContainText('“support/reply” was changed by two people at once');
  await card.getByRole('button', { name: 'Merge…' }).click();
  await expect(otherPage.getByRole('dialog', { name: 'Merge versions' })).toBeVisible();
});

test('the list is worked through by keys; news are dismissed, and do not come back', async ({
  host,
  other,
  otherPage,
  remote,
}) => {
  const promptId = await shared(host, other, remote);
  await offline(host, other);
  await moveStaging(host, promptId, 1);
  await moveStaging(other, promptId, 2);
  await commit(host, promptId, 'Mine.');
  await commit(other, promptId, 'Mine too.');
  await online(host);
  await online(other);
  await otherPage.keyboard.press('ControlOrMeta+4');
  const list = otherPage.getByRole('list', { name: 'Needs attention' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await list.getByRole('button').first().focus();
  await otherPage.keyboard.press('End');
  await expect(list.getByRole('listitem').last()).toBeFocused();
  await otherPage.keyboard.press('Delete');
  await otherPage.keyboard.press('Home');
  await expect(list.getByRole('listitem').first()).toBeFocused();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await otherPage.keyboard.press('Delete');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await otherPage.reload();
  await otherPage.keyboard.press('ControlOrMeta+4');
  await expect(list.getByRole('listitem')).toHaveText(/changed by two people at once/);
});

test('what a person may not do any more is refused, visibly, with the reason', async ({
  host,
  other,
  otherPage,
  remote,
}) => {
  const promptId = await shared(host, other, remote);
  await offline(other);
  await commit(other, promptId, 'Written in the train.');
  const ben = (await host.call('team.members', {})).members.find(({ name }) => name === 'Ben')!;
  await host.call('team.setRole', { memberId: ben.memberId, role: 'viewer' });
  await synced(host);
  await other.call('sync.pause', { paused: false });
  await expect.poll(async () => (await other.call('sync.now', {})).refused).toBe(1);
  await otherPage.keyboard.press('ControlOrMeta+4');
  const card = otherPage.getByRole('list', { name: 'Needs attention' }).getByRole('listitem');
  await expect(card).toContainText('You committed a version on “support/reply”');
  await card.getByRole('button', { name: 'Show in the activity' }).click();
  const feed = otherPage.getByRole('listbox', { name: 'Activity' });
  await expect(feed.getByRole('option')).toHaveCount(1);
  await expect(feed.locator('[data-state-mark="refused"]')).toBeVisible();
});

test('nothing to do is said so', async ({ page, open }) => {
  await open();
  await page.keyboard.press('ControlOrMeta+4');
  await expect(page.getByRole('heading', { name: 'Nothing waits on you' })).toBeVisible();
  await passesAxe(page, 'an empty list');
});
