import { passesAxe } from './axe.ts';
import { expect, found, joinTeam, synced, test } from './team-under-test.ts';
import { told } from './writing.ts';

test('somebody is invited, asks to be let in, is recognised by their key, and let in with another role', async ({
  page,
  host,
  otherPage,
  other,
  open,
  remote,
}) => {
  await found(host, remote);
  await host.call('workspace.addExamples', {});
  await open();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Invite somebody');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Viewer' }).click();
  const invitation = page.getByRole('textbox', { name: 'Invitation' });
  await expect(invitation).toHaveValue(/^galley-/);
  await passesAxe(page, 'an invitation');
  const text = await invitation.inputValue();
  await page.keyboard.press('Escape');

  await otherPage.getByRole('button', { name: 'Join a team…' }).first().click();
  const join = otherPage.getByRole('dialog', { name: 'Join a team' });
  await join.getByRole('textbox', { name: 'Invitation' }).fill(text.slice(0, -6));
  await expect(join.getByRole('alert')).toContainText('The end of this invitation is missing');
  await join.getByRole('textbox', { name: 'Invitation' }).fill(`Please join:\n${text}`);
  await expect(join.getByLabel('What the invitation says')).toContainText('Viewer. Reads everything');
  await join.getByRole('textbox', { name: 'Your name' }).fill('Ben');
  await passesAxe(otherPage, 'joining');
  await join.getByRole('button', { name: 'Join acme' }).click();
  const waiting = otherPage.getByRole('region', { name: 'Waiting to be let in' });
  await expect(waiting).toContainText('Ana can let you in');
  await passesAxe(otherPage, 'waiting to be let in');
  const { fingerprint } = await other.call('team.members', {});
  await expect(waiting).toContainText(fingerprint!);

  await page.getByRole('button', { name: 'Needs attention: 1' }).click();
  await page.getByRole('button', { name: 'Let in…' }).click();
  const accept = page.getByRole('dialog', { name: 'Let Ben in' });
  await expect(accept).toContainText(fingerprint!);
  await accept.getByRole('radio', { name: 'Editor' }).click();
  await passesAxe(page, 'letting somebody in');
  await accept.getByRole('button', { name: 'Let in as editor' }).click();
  await synced(host);
  await expect(waiting).toBeHidden();
  await expect(otherPage.getByRole('contentinfo')).toContainText('Ben · editor');
  await expect(page.getByRole('heading', { name: 'Nothing waits on you' })).toBeVisible();
});

test('roles are changed with a way back, members renamed and removed; the last owner stays', async ({
  page,
  host,
  other,
  open,
  remote,
}) => {
  await found(host, remote);
  await joinTeam(host, other);
  await open();
  await page.keyboard.press('ControlOrMeta+5');
  await page.getByRole('tab', { name: 'Members' }).click();
  const ben = page.getByRole('list', { name: 'Members' }).getByRole('listitem').filter({ hasText: 'Ben' });
  await page.getByRole('combobox', { name: 'Role of Ben' }).selectOption('publisher');
  await expect.poll(async () => (await roles(host))['Ben']).toBe('publisher');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await roles(host))['Ben']).toBe('editor');
  await page.getByRole('combobox', { name: 'Role of Ana' }).selectOption('viewer');
  await expect(page.getByText(/Ana is the last owner/)).toBeVisible();

  await page.getByRole('button', { name: 'More about Ben' }).click();
  await page.getByRole('menuitem', { name: 'Change the name…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Benjamin');
  await page.keyboard.press('Enter');
  await told(page, 'The name is Benjamin once this is synced.');
  await synced(host);
  await expect(page.getByRole('button', { name: 'More about Benjamin' })).toBeVisible();

  await page.getByRole('button', { name: 'Show the devices of Ana' }).click();
  await expect(page.getByRole('list', { name: 'Devices of Ana' })).toContainText('This device');
  await passesAxe(page, 'the members');

  await page.getByRole('button', { name: 'More about Benjamin' }).click();
  await page.getByRole('menuitem', { name: 'Remove from the team…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Benjamin' });
  await expect(dialog).toContainText('take their access to it away');
  await passesAxe(page, 'removing a member');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await synced(host);
  await expect(ben).toContainText('removed');
  await expect.poll(async () => (await other.call('sync.now', {})).problem?.code).toBe('removed');
});

test('a member who was removed is told, and can ask to come back', async ({ host, other, otherPage, remote }) => {
  await found(host, remote);
  await joinTeam(host, other);
  const ben = (await host.call('team.members', {})).members.find(({ name }) => name === 'Ben')!;
  await host.call('team.remove', { memberId: ben.memberId });
  await synced(host);
  await other.call('sync.now', {});
  await expect(otherPage.getByTestId('sync-state')).toContainText('Stopped');
  await otherPage.keyboard.press('ControlOrMeta+4');
  const card = otherPage.getByRole('list', { name: 'Needs attention' }).getByRole('listitem').first();
  await expect(card).toContainText('You were removed from this workspace');
  await card.getByRole('button', { name: 'Join again…' }).click();
  const { invitation } = await host.call('team.invite', { role: 'viewer' });
  await otherPage.getByRole('textbox', { name: 'Invitation' }).fill(invitation);
  await otherPage.getByRole('button', { name: 'Join acme' }).click();
  await expect(otherPage.getByRole('region', { name: 'Waiting to be let in' })).toBeVisible();
  await expect.poll(async () => (await host.call('sync.now', {})).attention).toBe(1);
  const [request] = (await host.call('team.members', {})).requests;
  await host.call('team.accept', { deviceId: request!.deviceId, role: 'viewer' });
  await synced(host);
  await expect.poll(async () => (await other.call('sync.now', {})).member?.memberId).toBe(ben.memberId);
});

test('a recovery key is shown once, and brings an owner back on another device', async ({
  page,
  host,
  other,
  otherPage,
  open,
  remote,
}) => {
  await found(host, remote);
  await open();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Make a recovery key');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Make and show it' }).click();
  const key = page.getByRole('textbox', { name: 'Recovery key' });
  await expect(key).toHaveValue(/^\S{4}([ -]\S{4}){7}$/);
  const text = await key.inputValue();
  await expect(page.getByRole('button', { name: 'Done' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(key).toBeVisible();
  await passesAxe(page, 'a recovery key');
  await page.getByRole('checkbox', { name: 'I have kept it' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await synced(host);

  const { invitation } = await host.call('team.invite', { role: 'viewer' });
  await other.call('team.join', { invitation, name: 'Somebody' });
  await other.call('sync.now', {});
  await otherPage.keyboard.press('ControlOrMeta+5');
  await otherPage.getByRole('tab', { name: 'Members' }).click();
  await otherPage.getByRole('button', { name: 'I have a recovery key…' }).click();
  await otherPage
    .getByRole('textbox', { name: 'Recovery key' })
    .fill(`${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`);
  await otherPage.getByRole('button', { name: 'Recover' }).click();
  await expect(otherPage.getByRole('dialog').getByRole('alert')).toBeVisible();
  await otherPage.getByRole('textbox', { name: 'Recovery key' }).fill(text.toLowerCase());
  await otherPage.getByRole('button', { name: 'Recover' }).click();
  await expect
    .poll(async () => (await other.call('sync.now', {})).member)
    .toMatchObject({ name: 'Ana', role: 'owner' });
  await expect(otherPage.getByRole('contentinfo')).toContainText('Ana · owner');
});

test('a device of one’s own is added, and its key changed; it goes on writing', async ({
  host,
  other,
  page,
  open,
  remote,
}) => {
  await found(host, remote);
  const { invitation } = await host.call('team.invite', { role: 'viewer', ownDevice: true });
  await other.call('team.join', { invitation, name: 'ignored' });
  await other.call('sync.now', {});
  await open();
  await expect.poll(async () => (await host.call('sync.now', {})).attention).toBe(1);
  await page.getByRole('button', { name: 'Needs attention: 1' }).click();
  await page.getByRole('button', { name: 'Let in…' }).click();
  await page.getByRole('button', { name: 'Let in for Ana' }).click();
  await synced(host);
  await expect.poll(async () => (await other.call('sync.now', {})).member?.name).toBe('Ana');

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Change the key of this device');
  await page.keyboard.press('Enter');
  const before = (await host.call('team.members', {})).fingerprint;
  await page.getByRole('dialog').getByRole('button', { name: 'Change key' }).click();
  await host.call('prompt.create', { name: 'after/the-change' });
  await synced(host);
  expect((await host.call('team.members', {})).fingerprint).not.toBe(before);
  await host.call('prompt.create', { name: 'with/the-new-key' });
  await synced(host);
  await other.call('sync.now', {});
  const names = (await other.call('prompt.list', {})).prompts.map(({ name }) => name);
  expect(names.toSorted()).toEqual(['after/the-change', 'with/the-new-key']);
});

async function roles(host: Parameters<typeof synced>[0]): Promise<Record<string, string>> {
  await host.call('sync.now', {});
  const { members } = await host.call('team.members', {});
  return Object.fromEntries(members.map(({ name, role }) => [name, role]));
}
