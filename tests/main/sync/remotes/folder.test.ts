import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderError } from '../../../../main/sync/remotes/folder-failures.ts';
import { folderPath } from '../../../../main/sync/remotes/folder-path.ts';
import type { Remote } from '../../../../main/sync/remotes/remote.ts';
import { initRemote, openRemote } from '../../../../main/sync/remotes/remotes.ts';
import { afterTest, bytesOf, conformance, errorOf, failureOf, keysOf, textOf, type Store } from './conformance.ts';
import { smallDrive } from './small-drive.ts';

conformance('A folder', async () => storeIn(newFolder()), {
  lostAnswer: null,
  silent: null,
  unreachable: null,
  wrongCredentials: null,
  mayOnlyRead: async (store) => asStranger(store, 0o555),
  mayNothing: async (store) => asStranger(store, 0o000),
  small: async () => {
    const drive = smallDrive('500k');
    if (typeof drive === 'string') return drive;
    afterTest(drive.unmount);
    return storeIn(drive.path);
  },
  missing: async () => storeIn(join(newFolder(), 'not there')).open(),
});

describe('a folder', () => {
  test('leaves nothing beside the keys, whoever won and whatever failed', async () => {
    const folder = newFolder();
    const remote = storeIn(folder).open();
    await Promise.all(Array.from({ length: 20 }, (_, at) => remote.putIfAbsent('log/1', bytesOf(`by ${at}`))));
    expect(readdirSync(join(folder, 'log'))).toEqual(['1']);
  });

  test('sweeps temporary files that lie there for days, and no younger ones', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'log'));
    const old = join(folder, 'log', '.tmp-old');
    writeFileSync(old, 'half a segm');
    utimesSync(old, new Date('2020-01-01'), new Date('2020-01-01'));
    writeFileSync(join(folder, 'log', '.tmp-young'), 'half a segm');
    const remote = storeIn(folder).open();
    expect(await keysOf(remote, 'log/')).toEqual([]);
    await remote.putIfAbsent('log/1', bytesOf('x'));
    expect(readdirSync(join(folder, 'log')).toSorted()).toEqual(['.tmp-young', '1']);
  });

  test('that a group shares stays shared, whatever a writer keeps from others by habit', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o2770);
    const before = process.umask(0o077);
    afterTest(() => process.umask(before));
    await storeIn(folder).open().putIfAbsent('log/1', bytesOf('x'));
    expect((statSync(join(folder, 'log')).mode & 0o7777).toString(8)).toBe('2770');
    expect((statSync(join(folder, 'log/1')).mode & 0o777).toString(8)).toBe('660');
  });

  test('shows no file of others as a key', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'log'));
    for (const name of ['.DS_Store', 'Thumbs db', '1 (copy)', 'desktop.ini.'])
      writeFileSync(join(folder, 'log', name), '');
    expect(await keysOf(storeIn(folder).open(), 'log/')).toEqual([]);
  });

  test('that goes away while it is used is missing, and comes back', async () => {
    const folder = newFolder();
    const remote = storeIn(folder).open();
    await remote.putIfAbsent('log/1', bytesOf('x'));
    rmSync(folder, { recursive: true });
    expect(await failureOf(remote.get('log/1'))).toBe('missing');
    expect(await failureOf(remote.putIfAbsent('log/2', bytesOf('x')))).toBe('missing');
    mkdirSync(folder);
    expect(await keysOf(remote, 'log/')).toEqual([]);
    expect(await remote.putIfAbsent('log/1', bytesOf('x'))).toBe('created');
  });

  test('whose drive is unmounted is missing, though a folder stays in its place', async ({ skip }) => {
    const drive = smallDrive('500k');
    if (typeof drive === 'string') return skip(drive);
    afterTest(drive.unmount);
    const remote = storeIn(drive.path).open();
    await remote.putIfAbsent('log/1', bytesOf('x'));
    drive.unmount();
    mkdirSync(drive.path);
    afterTest(() => rmSync(drive.path, { recursive: true }));
    expect((await errorOf(remote.get('log/1'))).sentence).toContain('No drive is mounted');
    expect(await failureOf(keysOf(remote, 'log/'))).toBe('missing');
  });

  test('that is a file is no folder', async () => {
    const path = join(newFolder(), 'file');
    writeFileSync(path, '');
    expect(await failureOf(storeIn(path).open().get('log/1'))).toBe('bad-url');
    expect(await failureOf(initRemote(pathToFileURL(path).href))).toBe('bad-url');
  });

  test('is heard of by a watch, before its log is made and after', { timeout: 20_000 }, async () => {
    const folder = newFolder();
    const watcher = storeIn(folder).open();
    const writer = storeIn(folder).open();
    let heard = Promise.withResolvers<void>();
    afterTest(watcher.watch!(() => heard.resolve()));
    for (const key of ['log/1', 'log/2', 'log/3']) {
      await writer.putIfAbsent(key, bytesOf('x'));
      await heard.promise;
      heard = Promise.withResolvers();
    }
  });

  test('is made by init, once, and never on the place of a drive that is away', async () => {
    const folder = join(newFolder(), 'team prompts');
    const url = pathToFileURL(folder).href;
    expect((await initRemote(url)).steps).toEqual([{ done: true, what: `the folder ${folder}` }]);
    expect((await initRemote(url)).steps).toEqual([{ done: false, what: `the folder ${folder}` }]);
    expect(await failureOf(initRemote(pathToFileURL(join(folder, 'away', 'team')).href))).toBe('missing');
  });
});

describe('the URL of a folder', () => {
  test('is read as each system writes paths', () => {
    expect(folderPath(new URL('file:///srv/team%20prompts/%C3%A9'), 'linux')).toBe('/srv/team prompts/é');
    expect(folderPath(new URL('file:///C:/Team%20Prompts'), 'win32')).toBe('C:\\Team Prompts');
    expect(folderPath(new URL('file://server/share/team'), 'win32')).toBe('\\\\server\\share\\team');
  });

  test('that this system has no path for is refused with what to write', async () => {
    for (const [url, platform, part] of [
      ['file://server/share', 'linux', 'mounted first'],
      ['file:///srv/team', 'win32', 'file:///C:/Team'],
      ['file:///srv/a%2Fb', 'linux', 'whole path'],
      ['file:///srv/team?x=1', 'linux', '%3F'],
    ] as const)
      expect((await errorOf((async () => folderPath(new URL(url), platform))())).sentence).toContain(part);
  });

  test('may be a bare path', async () => {
    const folder = join(newFolder(), 'a b#c?d');
    mkdirSync(folder);
    const remote = openRemote(folder);
    await remote.putIfAbsent('log/1', bytesOf('x'));
    expect(textOf(await openRemote(remote.url).get('log/1'))).toBe('x');
  });
});

describe('what a drive answers', () => {
  test('a drive without hard links cannot be a remote', () => {
    for (const code of ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR'])
      expect(folderError(systemError(code), '/mnt/stick', 'link').code, code).toBe('not-capable');
  });

  test('an input or output error is harmless before the link and unknown from there on', () => {
    expect(folderError(systemError('EIO'), '/mnt/nfs', 'write').code).toBe('unreachable');
    expect(folderError(systemError('EIO'), '/mnt/nfs', 'link').code).toBe('unknown-outcome');
    expect(folderError(systemError('ENOSPC'), '/mnt/nfs', 'after-link').code).toBe('unknown-outcome');
  });

  test('a quota is a full drive, a read-only drive a denied one', () => {
    expect(folderError(systemError('EDQUOT'), '/srv', 'write').code).toBe('full');
    expect(folderError(systemError('EROFS'), '/srv', 'write').code).toBe('denied');
    expect(folderError(systemError('ESTALE'), '/srv', 'read').code).toBe('unreachable');
  });
});

test('a link to a folder that a program keeps in step is refused with its name', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'kept', '.stfolder'), { recursive: true });
  mkdirSync(join(folder, 'kept', 'team'));
  symlinkSync(join(folder, 'kept', 'team'), join(folder, 'link'));
  const error = await errorOf(storeIn(join(folder, 'link')).open().get('log/1'));
  expect(error.code).toBe('not-capable');
  expect(error.sentence).toContain('Syncthing');
});

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'galley folder '));
  chmodSync(folder, 0o755);
  afterTest(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function storeIn(folder: string): Store {
  return {
    open: () => openRemote(pathToFileURL(folder).href),
    seed: async (keys) => {
      for (const key of keys) {
        mkdirSync(join(folder, dirname(key)), { recursive: true });
        writeFileSync(join(folder, key), key);
      }
    },
  };
}

/** The store as a user sees it who may read it (`0o555`) or not even that (`0o000`). */
async function asStranger(store: Store, mode: number): Promise<Remote> {
  const remote = store.open();
  const folder = new URL(remote.url);
  chmodSync(new URL(`${folder.href}/log`), 0o555);
  chmodSync(folder, mode);
  afterTest(() => chmodSync(folder, 0o700));
  if (process.geteuid?.() === 0) {
    process.seteuid!(65_534); // root may everything, whatever the mode says
    afterTest(() => process.seteuid!(0));
  }
  return remote;
}
