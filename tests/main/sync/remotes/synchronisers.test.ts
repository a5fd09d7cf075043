import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { refuseSyncedFolder } from '../../../../main/sync/remotes/synced-folders.ts';
import { synchroniserOf } from '../../../../main/sync/remotes/synchronisers.ts';
import { afterTest, errorOf } from './conformance.ts';

test.each([
  ['Dropbox', 'linux', '/home/ana/Dropbox/team'],
  ['Dropbox', 'darwin', '/Users/ana/Library/CloudStorage/Dropbox-Acme/team'],
  ['Dropbox', 'linux', '/mnt/c/Users/ana/Dropbox (Acme)/team'],
  ['OneDrive', 'win32', 'C:\\Users\\ana\\OneDrive - Acme\\team'],
  ['OneDrive', 'darwin', '/Users/ana/Library/CloudStorage/OneDrive-Acme/team'],
  ['iCloud Drive', 'darwin', '/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/team'],
  ['iCloud Drive', 'win32', 'C:\\Users\\ana\\iCloudDrive\\team'],
  ['Google Drive', 'darwin', '/Users/ana/Library/CloudStorage/GoogleDrive-ana@acme.com/My Drive/team'],
  ['Google Drive', 'linux', '/run/user/1000/gvfs/google-drive:host=acme.com,user=ana/team'],
  ['a cloud drive', 'darwin', '/Users/ana/Library/CloudStorage/Box-Box/team'],
  [null, 'linux', '/srv/Dropbox/team'],
  [null, 'linux', '/home/ana/team'],
  [null, 'linux', '/home/ana/Dropboxes/team'],
  [null, 'win32', 'D:\\Team'],
] as const)('%s is known by its path on %s: %s', async (name, platform, path) => {
  const home = platform === 'win32' ? 'C:\\Users\\ana' : platform === 'darwin' ? '/Users/ana' : '/home/ana';
  expect(await synchroniserOf(path, { home, platform, env: {} })).toBe(name);
});

test.each([
  ['Dropbox', '.dropbox.cache/'],
  ['OneDrive', '.849C9593-D756-4E56-8D6E-42412F2A707B'],
  ['Google Drive', '.tmp.driveupload/'],
  ['Syncthing', '.stfolder/'],
  ['Nextcloud or ownCloud', '.sync_0a1b2c3d4e5f.db'],
  ['Resilio Sync', '.sync/'],
] as const)('%s is known by what it leaves in its top folder: %s', async (name, marker) => {
  const home = newFolder();
  const team = join(home, 'kept', 'further', 'team');
  mkdirSync(team, { recursive: true });
  const around = { home, platform: 'linux', env: {} } as const;
  expect(await synchroniserOf(team, around)).toBe(null);
  leave(join(home, 'kept', marker));
  expect(await synchroniserOf(team, around)).toBe(name);
});

test('what programs keep in a home folder for themselves says nothing of the folders in it', async () => {
  const home = newFolder();
  leave(join(home, '.dropbox/'));
  leave(join(home, '.sync/'));
  expect(await synchroniserOf(join(home, 'team'), { home, platform: 'linux', env: {} })).toBe(null);
});

test('a folder that only a program’s own settings name is known by them', async () => {
  const home = newFolder();
  mkdirSync(join(home, '.dropbox'));
  const kept = join(home, 'Work');
  writeFileSync(join(home, '.dropbox', 'info.json'), JSON.stringify({ business: { path: kept, host: 1 } }));
  expect(await synchroniserOf(join(kept, 'team'), { home, platform: 'linux', env: {} })).toBe('Dropbox');
  expect(await synchroniserOf(`${kept}shop`, { home, platform: 'linux', env: {} })).toBe(null);
  const elsewhere = { home, platform: 'win32', env: { OneDriveCommercial: join(home, 'Acme') } } as const;
  expect(await synchroniserOf(join(home, 'Acme', 'team'), elsewhere)).toBe('OneDrive');
});

test('documents of a Mac are iCloud’s only where their owner has them there', async () => {
  const home = newFolder();
  const around = { home, platform: 'darwin', env: {} } as const;
  const team = join(home, 'Documents', 'team');
  expect(await synchroniserOf(team, around)).toBe(null);
  mkdirSync(join(home, 'Library/Mobile Documents/com~apple~CloudDocs/Documents'), { recursive: true });
  expect(await synchroniserOf(team, around)).toBe('iCloud Drive');
  expect(await synchroniserOf(join(home, 'Desktop', 'team'), around)).toBe(null);
});

test('a folder that is not made yet is judged by the one it would be in, through links', async () => {
  const home = newFolder();
  mkdirSync(join(home, 'Dropbox', 'team'), { recursive: true });
  symlinkSync(join(home, 'Dropbox', 'team'), join(home, 'work'));
  const around = { home, platform: 'linux', env: {} } as const;
  const error = await errorOf(refuseSyncedFolder(join(home, 'work', 'new', 'prompts'), around));
  expect([error.code, error.sentence]).toEqual(['not-capable', expect.stringContaining('Dropbox')]);
  await refuseSyncedFolder(join(home, 'elsewhere', 'prompts'), around);
});

function leave(path: string): void {
  if (path.endsWith('/')) return void mkdirSync(path, { recursive: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'galley-home-'));
  afterTest(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
