import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { SyncStatus } from '../../shared/contract/sync-calls.ts';
import type { Role } from '../../shared/team/roles.ts';
import { test as base, expect } from './fixtures.ts';
import { RunningHost } from './running-host.ts';

export { expect };

type Fixtures = {
  /** A second person’s host, on an empty workspace of its own. */
  other: RunningHost;
  /** A window of the second person. */
  otherPage: Page;
  /** A folder that both can reach. */
  remote: string;
};

/** Specs of two people: `host` and `page` are Ana’s, `other` and `otherPage` Ben’s. */
export const test = base.extend<Fixtures>({
  // Playwright wants a destructured first argument.
  // oxlint-disable-next-line no-empty-pattern
  other: async ({}, use) => {
    const other = await RunningHost.start();
    await use(other);
    await other.stop();
  },

  otherPage: async ({ browser, other, colorScheme, viewport }, use) => {
    const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' });
    await context.addCookies([{ ...other.cookie, url: other.origin, httpOnly: true, sameSite: 'Strict' }]);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
    await page.goto(other.origin);
    await expect(page.locator('#root > *').first()).toBeVisible();
    await use(page);
    expect(errors, 'errors in the other page').toEqual([]);
    await context.close();
  },

  remote: async ({ host }, use) => {
    const remote = join(host.folder, 'shared');
    await mkdir(remote);
    await use(remote);
  },
});

/** Connects Ana’s workspace, called “acme”, with the folder. */
export async function found(host: RunningHost, remote: string): Promise<void> {
  await host.call('workspace.configure', { name: 'acme', author: 'Ana' });
  await host.call('remote.connect', { url: remote });
  await synced(host);
}

/** Has Ben join Ana’s team, beside the windows. */
export async function joinTeam(host: RunningHost, other: RunningHost, role: Role = 'editor'): Promise<void> {
  const { invitation } = await host.call('team.invite', { role });
  await other.call('team.join', { invitation, name: 'Ben' });
  await other.call('sync.now', {});
  await expect.poll(async () => (await nowMembers(host)).requests.length).toBe(1);
  const [request] = (await nowMembers(host)).requests;
  await host.call('team.accept', { deviceId: request!.deviceId, role });
  await synced(host);
  await expect.poll(async () => (await other.call('sync.now', {})).member?.name).toBe('Ben');
}

/** A round, until nothing waits here. */
export async function synced(host: RunningHost): Promise<SyncStatus> {
  await expect.poll(async () => (await host.call('sync.now', {})).ahead).toBe(0);
  return host.call('sync.status', {});
}

/** Neither sends nor fetches until `synced` or a person says so. */
export async function offline(...hosts: RunningHost[]): Promise<void> {
  for (const host of hosts) await host.call('sync.pause', { paused: true });
}

export async function online(host: RunningHost): Promise<void> {
  await host.call('sync.pause', { paused: false });
  await synced(host);
}

async function nowMembers(host: RunningHost) {
  await host.call('sync.now', {});
  return host.call('team.members', {});
}
