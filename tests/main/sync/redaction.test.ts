import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { emptyContent } from '../../../shared/content.ts';
import { logKey, redactedKey } from '../../../shared/segment/object-keys.ts';
import { Registry } from '../../../main/registry/registry.ts';
import { sha256 } from '../../../main/registry/sha256.ts';
import { stateHash } from '../../../main/registry/verify.ts';
import { openEnvelope } from '../../../main/sync/envelope.ts';
import { blankSegment, readSegment } from '../../../main/sync/segment-codec.ts';
import { OpenWorkspace } from '../open-workspace.ts';
import { temporaryFolder } from '../registry/workspace-under-test.ts';

const SECRET = 'xq7hunter2wz9';

type Store = { folder: string; url: string };

function newStore(): Store {
  const folder = temporaryFolder();
  process.env['GALLEY_KEYS'] = join(folder, 'keys');
  mkdirSync(join(folder, 'remote'));
  return { folder, url: pathToFileURL(join(folder, 'remote')).href };
}

async function founder({ folder, url }: Store): Promise<OpenWorkspace> {
  const ana = new OpenWorkspace(join(folder, 'ana.galley'));
  await ana.ask('workspace.configure', { author: 'Ana' });
  await ana.ask('remote.connect', { url });
  return ana;
}

async function joined({ folder }: Store, ana: OpenWorkspace, name: string): Promise<OpenWorkspace> {
  const { invitation } = await ana.ask('team.invite', { role: 'editor' });
  const other = new OpenWorkspace(join(folder, `${name}.galley`));
  await other.ask('team.join', { invitation, name });
  await other.ask('sync.now', {});
  await ana.ask('sync.now', {});
  const { requests } = await ana.ask('team.members', {});
  await ana.ask('team.accept', { deviceId: requests[0]!.deviceId, role: 'editor' });
  await ana.ask('sync.now', {});
  expect(await other.ask('sync.now', {})).toMatchObject({ state: 'synced', problem: null });
  return other;
}

async function committed(desk: OpenWorkspace, promptId: string, text: string): Promise<string> {
  const { headVersion } = await desk.ask('prompt.get', { promptId });
  const { revision } = await desk.ask('draft.save', {
    promptId,
    content: { ...emptyContent(), messages: [{ role: 'user', text }] },
    baseVersionId: headVersion?.id ?? null,
    expectedRevision: 0,
  });
  const { versionId } = await desk.ask('version.commit', {
    promptId,
    message: 'why',
    expectedHead: headVersion?.id ?? null,
    draftRevision: revision,
  });
  await desk.ask('sync.now', {});
  return versionId;
}

/** Objects of the remote that say the words, packed or not. */
function saying(store: Store, words: string): string[] {
  const root = join(store.folder, 'remote');
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      const envelope = openEnvelope(bytes);
      return bytes.includes(words) || (!('fault' in envelope) && zstdDecompressSync(envelope.packed).includes(words));
    })
    .map((file) => file.slice(root.length + 1));
}

async function waits(desk: OpenWorkspace) {
  const { items } = await desk.ask('attention.list', {});
  return items.filter(({ kind }) => kind === 'stale-objects' || kind === 'withheld');
}

function holds(path: string, words: string): boolean {
  return [path, `${path}-wal`].some((file) => existsSync(file) && readFileSync(file).includes(words));
}

/** What a store may do by itself: put a blanked copy in the place of a segment. */
function withhold({ folder }: Store, number: number): void {
  const fileOf = (key: string) => join(folder, 'remote', key);
  const hash = (at: number) => {
    const envelope = openEnvelope(readFileSync(fileOf(logKey(at))));
    if ('fault' in envelope) throw new Error(`segment ${at} is damaged`);
    return sha256(envelope.headerText);
  };
  const expected = { number, workspace: hash(1), previous: hash(number - 1) };
  const segment = readSegment(readFileSync(fileOf(logKey(number))), expected);
  const ids = segment.lines.flatMap((line) => ('change' in line ? [line.change.id] : []));
  mkdirSync(join(folder, 'remote', 'redacted'), { recursive: true });
  writeFileSync(fileOf(redactedKey(number)), blankSegment(segment, new Set(ids)));
  rmSync(fileOf(logKey(number)));
}

function hashOf(path: string): string {
  const registry = new Registry(path);
  try {
    return stateHash(registry.state.lines());
  } finally {
    registry.close();
  }
}

test('a redacted text leaves every device, the owner hears what to delete, and whoever joins after that has the same', async () => {
  const store = newStore();
  const ana = await founder(store);
  const ben = await joined(store, ana, 'Ben');
  const { promptId } = await ana.ask('prompt.create', { name: 'greeting' });
  const versionId = await committed(ana, promptId, `the key is ${SECRET}`);
  await committed(ana, promptId, 'no key here');
  const [original, ...others] = saying(store, SECRET);
  expect(others).toEqual([]);

  expect(await ana.ask('version.redact', { versionId, reason: 'a key' })).toEqual({ queued: true });
  await ana.ask('sync.now', {});
  await ben.ask('sync.now', {});
  await ana.ask('sync.now', {});
  const copy = original!.replace('log/', 'redacted/');
  expect(existsSync(join(store.folder, 'remote', copy))).toBe(true);
  expect(saying(store, SECRET)).toEqual([original]);
  expect(await waits(ana)).toMatchObject([
    { kind: 'stale-objects', title: 'The store still holds the text of v1 of “greeting”' },
  ]);
  expect((await waits(ana))[0]!.detail).toContain(original);
  expect(await waits(ben)).toEqual([]);

  rmSync(join(store.folder, 'remote', original!));
  await ana.ask('sync.now', {});
  expect(await waits(ana)).toEqual([]);
  expect(saying(store, SECRET)).toEqual([]);

  const cleo = await joined(store, ana, 'Cleo');
  await ben.ask('sync.now', {});
  expect(await waits(cleo)).toEqual([]);
  for (const desk of [ana, ben, cleo])
    expect(await desk.ask('version.get', { versionId })).toMatchObject({
      number: 1,
      redacted: { by: 'Ana', reason: 'a key' },
      content: { messages: [] },
    });
  for (const desk of [ana, ben, cleo]) await desk.ask('sync.pause', { paused: true });
  const paths = ['ana', 'Ben', 'Cleo'].map((name) => join(store.folder, `${name}.galley`));
  for (const path of paths) expect([path, holds(path, SECRET)]).toEqual([path, false]);
  expect(new Set(paths.map(hashOf)).size).toBe(1);
}, 60_000);

test('a store that gives a copy without a text nobody redacted is told of', async () => {
  const store = newStore();
  const ana = await founder(store);
  const { promptId } = await ana.ask('prompt.create', { name: 'greeting' });
  await committed(ana, promptId, SECRET);
  const [original] = saying(store, SECRET);
  const number = Number(original!.slice('log/'.length));
  withhold(store, number);
  const ben = await joined(store, ana, 'Ben');
  expect((await ben.ask('attention.list', {})).items).toMatchObject([
    { kind: 'withheld', title: 'The store withholds the text of v1 of “greeting”' },
  ]);
}, 60_000);
