import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { logKey } from '../../../../shared/segment/object-keys.ts';
import type { Change } from '../../../../shared/change.ts';
import { probeRemote } from '../../../../main/sync/remotes/probe.ts';
import { writeSegment } from '../../../../main/sync/segment-codec.ts';
import { deviceNamed } from '../arbitrary-changes.ts';
import { afterTest, errorOf, failureOf } from './conformance.ts';
import { startS3, type S3Server } from './s3-server.ts';

let server: S3Server;
const S3_SECRETS = { user: 'ana', password: 'secret of ana' };

beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server?.stop());
beforeEach(() => {
  server.buckets.clear();
  server.buckets.set('bucket', new Map());
  server.conditions = 'heeds';
  server.fault = () => null;
});

describe('probing a store', () => {
  test('that keeps the first of two writes finds where it is and that no log is there', async () => {
    const folder = newFolder();
    const found = await probeRemote(pathToFileURL(folder).href);
    expect(found).toMatchObject({
      url: pathToFileURL(folder).href,
      kind: 'folder',
      server: null,
      writers: 20,
      log: null,
    });
    expect(found.milliseconds).toBeGreaterThan(0);
    expect(await probeRemote(s3Url(), S3_SECRETS)).toMatchObject({
      kind: 's3',
      name: 'bucket/team',
      server: 'galley-test',
      log: null,
    });
  });

  test('leaves two small objects beside the log and nothing in it', async () => {
    const folder = newFolder();
    await probeRemote(folder);
    expect(readdirSync(folder)).toEqual(['probe']);
    expect(readdirSync(join(folder, 'probe'))).toHaveLength(2);
  });

  test('may be told to wait for some of the writers', async () => {
    let calls = 0;
    server.fault = ({ method }) =>
      method === 'PUT' && calls++ % 3 === 1 ? { kind: 'answer', status: 503, code: 'SlowDown' } : null;
    expect(await probeRemote(s3Url(), S3_SECRETS)).toMatchObject({ writers: 20 });
  });

  test('that passes over the condition is refused', async () => {
    server.conditions = 'ignores';
    const error = await errorOf(probeRemote(s3Url(), S3_SECRETS));
    expect([error.code, error.sentence]).toEqual(['not-capable', expect.stringContaining('told 20 of 20 writers')]);
  });

  test('that judges the condition too early is refused', async () => {
    server.conditions = 'looks too early';
    const error = await errorOf(probeRemote(s3Url(), S3_SECRETS));
    expect([error.code, error.sentence]).toEqual(['not-capable', expect.stringContaining('writers at once')]);
  });

  test('that does not know the condition is refused', async () => {
    server.conditions = 'refuses';
    expect(await failureOf(probeRemote(s3Url(), S3_SECRETS))).toBe('not-capable');
  });

  test('that changes what it keeps, or does not list it, is refused', async () => {
    const keysAsked: string[] = [];
    server.fault = ({ method, key }) => {
      if (method === 'GET' && key !== '') keysAsked.push(key);
      return keysAsked.length === 1 && method === 'GET'
        ? { kind: 'answer', status: 200, body: 'something else' }
        : null;
    };
    expect((await errorOf(probeRemote(s3Url(), S3_SECRETS))).sentence).toContain('other bytes');
    const empty = '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>';
    server.fault = ({ method, key }) =>
      method === 'GET' && key === '' ? { kind: 'answer', status: 200, body: empty } : null;
    expect((await errorOf(probeRemote(s3Url(), S3_SECRETS))).sentence).toContain('does not list');
  });

  test('in a folder that a program keeps in step is refused before anything is written', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, '.stfolder'));
    expect((await errorOf(probeRemote(folder))).sentence).toContain('Syncthing');
    expect(readdirSync(folder)).toEqual(['.stfolder']);
  });
});

describe('probing a store with a log', () => {
  test('tells whose it is, how long, and what is missing', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'log'));
    const first = firstSegment('Acme prompts');
    writeFileSync(join(folder, logKey(1)), first.bytes);
    writeFileSync(join(folder, logKey(2)), 'not looked at');
    writeFileSync(join(folder, logKey(5)), 'not looked at');
    writeFileSync(join(folder, 'log', 'readme'), 'no segment');
    expect((await probeRemote(folder)).log).toEqual({
      segments: 3,
      head: 5,
      workspace: first.headerHash,
      workspaceName: 'Acme prompts',
      begunAt: 1_700_000_000_000,
      fault: null,
    });
  });

  test('whose first segment is damaged or missing says so', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'log'));
    writeFileSync(join(folder, logKey(2)), 'not looked at');
    expect((await probeRemote(folder)).log).toMatchObject({
      segments: 1,
      head: 2,
      fault: 'Its first segment is missing.',
    });
    writeFileSync(join(folder, logKey(1)), firstSegment('Acme').bytes.slice(0, -3));
    expect((await probeRemote(folder)).log).toMatchObject({
      workspace: null,
      fault: expect.stringContaining('cut off or damaged') as string,
    });
  });
});

function firstSegment(name: string) {
  const change: Change<'workspace.configured'> = {
    id: '00000000-0000-7000-a000-000000000001',
    kind: 'workspace.configured',
    author: 'Ana',
    at: 1_700_000_000_000,
    body: { name },
  };
  const frame = { number: 1, workspace: null, previous: null, sequence: 1, seen: null, at: 1_700_000_000_000 };
  return writeSegment([{ change }], { ...frame, seed: new Uint8Array(32) }, deviceNamed('a'));
}

function s3Url(): string {
  return `s3://bucket/team?endpoint=http://127.0.0.1:${server.port}`;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'galley-probe-'));
  afterTest(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
