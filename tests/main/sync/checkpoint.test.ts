import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { printContent } from '../../../shared/content.ts';
import { Refused } from '../../../shared/reply.ts';
import type { CheckpointHeader } from '../../../shared/segment/checkpoint-header.ts';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import { migrations } from '../../../main/registry/migrations.ts';
import { searchPrompts } from '../../../main/registry/search.ts';
import { verify } from '../../../main/registry/verify.ts';
import { auditCheckpoint } from '../../../main/sync/checkpoint-audit.ts';
import { beginFromCheckpoint, checkpointChore } from '../../../main/sync/checkpoint-chore.ts';
import { openCheckpoint } from '../../../main/sync/checkpoint-read.ts';
import { INDEX_TABLES, LOCAL_TABLES, SHARED_TABLES } from '../../../main/sync/checkpoint-tables.ts';
import { takeCheckpoint, unaudited } from '../../../main/sync/checkpoint-take.ts';
import { writeCheckpoint } from '../../../main/sync/checkpoint-write.ts';
import { openEnvelope, sealEnvelope } from '../../../main/sync/envelope.ts';
import { systemClock } from '../../../main/sync/system-clock.ts';
import { standingOf } from '../../../main/sync/standing.ts';
import type { Signer } from '../../../main/sync/sync-types.ts';
import { commit, hashOf, newWorkspace, promptWith, says, temporaryFolder } from '../registry/workspace-under-test.ts';
import { invited, newSignedTeam, remoteOf, type SignedDevice } from './signed-team.ts';

const never = new AbortController().signal;
const SECRET = 'zebra-quartz-vexing-jumps';

describe('a checkpoint', () => {
  test('gives a new device the same state, searchable, and work and the log go on from it', async () => {
    const { ana, ben, promptId } = teamAtWork();
    const number = await begin(ben, await checkpointOf(ana));
    expect(number).toBe(ana.log.segments.length);
    expect(ben.store.position().head).toEqual(ana.store.position().head);
    expect(found(ben, 'second text')).toEqual(['a/prompt']);
    commit(ben.registry, createPrompt(ben.registry, 'bens own').promptId, 'pending on top');
    expect(found(ben, 'pending on top')).toEqual(['bens own']);
    checkIndex(ben);
    commit(ana.registry, promptId, 'third text, after the checkpoint');
    ana.push();
    ben.push();
    ana.pull();
    expect(hashOf(ben.registry)).toBe(hashOf(ana.registry));
    expect(verify(ben.registry)).toEqual(verify(ana.registry));
    expect(found(ben, 'after the checkpoint')).toEqual(['a/prompt']);
    checkIndex(ben);
    expect(ben.store.segmentAt(1)).toEqual(ana.store.segmentAt(1));
  });

  test('holds nothing of the device that wrote it: no draft, no setting, no pending word, no name of a key', async () => {
    const { ana, promptId } = teamAtWork();
    const { registry } = ana;
    commit(registry, promptId, `pending ${SECRET}-pending`);
    createPrompt(registry, `${SECRET}-name`);
    registry.drafts.put(registry.state.promptSeq(promptId)!, printContent(says(`${SECRET}-draft`)), 1);
    registry.settings.set('author', `${SECRET}-author`);
    registry.notes.set('engine/remote', `${SECRET}-remote`);
    registry.record({
      kind: 'policy.set',
      body: { label: `${SECRET}-queued`.slice(0, 30), protected: true, approvals: 1, roles: ['owner'] },
    });
    const header = (await writeCheckpoint(registry, ana.signer, 5))!;
    const bytes = unpacked(header.bytes);
    expect(verify(registry).pending).toBe(3);
    expect(bytes.includes(SECRET)).toBe(false);
    // The index knows letters by threes: what was pending must not be found by them either.
    const ben = invitedTo(ana);
    await begin(ben, header.bytes);
    expect(ben.registry.db.prepare(`SELECT count(*) FROM heads_fts WHERE heads_fts MATCH '"zeb"'`).pluck().get()).toBe(
      0,
    );
    for (const table of LOCAL_TABLES.filter((name) => name !== 'sync' && name !== 'local_settings'))
      expect(rowsIn(bytes, table), table).toBe(0);
    expect([rowsIn(bytes, 'sync'), rowsIn(bytes, 'local_settings')]).toEqual([0, 0]);
  });

  test('sorts every table into what is shared and what is this device’s own', () => {
    const tables = newWorkspace()
      .db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all();
    const known: unknown[] = [...SHARED_TABLES, ...INDEX_TABLES, ...LOCAL_TABLES];
    expect(new Set(tables)).toEqual(new Set(known));
    expect(tables).toHaveLength(known.length);
  });

  test('is not written while the log holds what no segment covers', async () => {
    const { ana } = newSignedTeam();
    expect(await writeCheckpoint(ana.registry, ana.signer, 5)).toBeNull();
  });
});

describe('a checkpoint that is not what it should be', () => {
  test('with any byte altered or cut off is left alone', async () => {
    const { ana, ben } = teamAtWork();
    const bytes = await checkpointOf(ana);
    const steps = Math.ceil(bytes.length / 60);
    for (let at = 0; at < bytes.length; at += steps) {
      expect(await faultOf(ben, Uint8Array.from(bytes).fill(bytes[at]! ^ 1, at, at + 1))).not.toBe('');
      expect(await faultOf(ben, bytes.subarray(0, at))).not.toBe('');
    }
    expect(ben.store.position().head).toBeNull();
  });

  test.each<[string, string, (db: Database.Database) => void]>([
    [
      'a trigger',
      'foreign-tables',
      (db) => db.exec('CREATE TRIGGER t AFTER INSERT ON changes BEGIN DELETE FROM drafts; END'),
    ],
    ['a view', 'foreign-tables', (db) => db.exec('CREATE VIEW v AS SELECT 1')],
    ['a further table', 'foreign-tables', (db) => db.exec('CREATE TABLE t (x)')],
    ['a further index', 'foreign-tables', (db) => db.exec('CREATE INDEX i ON labels (label)')],
    ['another version of tables', 'foreign-tables', (db) => db.pragma('user_version = 1')],
    ['a segment too few', 'wrong-chain', (db) => db.exec('DELETE FROM segments WHERE number = 1')],
    [
      'a header that nobody signed',
      'wrong-chain',
      (db) => db.exec('UPDATE segments SET signature = zeroblob(64) WHERE number = 2'),
    ],
  ])('with %s is left alone', async (_, fault, tamper) => {
    const { ana, ben } = teamAtWork();
    const bytes = await checkpointOf(ana);
    expect(await faultOf(ben, resigned(bytes, ben.signer, tamper))).toBe(fault);
  });

  test('of another log, another place or a newer Galley is left alone', async () => {
    const { ana, ben } = teamAtWork();
    const other = teamAtWork();
    expect(await faultOf(ben, await checkpointOf(other.ana))).toBe('wrong-workspace');
    const bytes = await checkpointOf(ana);
    const newer = { schema: migrations.length + 1 };
    expect(
      await faultOf(
        ben,
        resigned(bytes, ben.signer, () => undefined, newer),
      ),
    ).toBe('update-galley');
    expect(
      await faultOf(
        ben,
        resigned(bytes, ben.signer, () => undefined, { features: ['weights'] }),
      ),
    ).toBe('update-galley');
    expect(
      await faultOf(
        ben,
        resigned(bytes, ben.signer, () => undefined, { number: 1 }),
      ),
    ).toBe('not-a-checkpoint');
    expect(await faultOf(ben, Buffer.from('<html>'))).toBe('not-a-checkpoint');
    const head = { number: 1, hash: '0'.repeat(64) };
    const expected = { number: ana.log.segments.length, chain: ana.log.chain, head };
    await expect(openCheckpoint(bytes, expected)).rejects.toMatchObject({ refusal: { code: 'wrong-chain' } });
  });

  test('does not take the place of a log that is there', async () => {
    const { ana, ben } = teamAtWork();
    const bytes = await checkpointOf(ana);
    ben.pull();
    const before = hashOf(ben.registry);
    await expect(begin(ben, bytes)).rejects.toMatchObject({ refusal: { code: 'not-fresh' } });
    expect(hashOf(ben.registry)).toBe(before);
  });
});

describe('the audit of the log behind a checkpoint', () => {
  test('finds that all is well, and then the mark is gone', async () => {
    const { ana, ben, promptId } = teamAtWork();
    await begin(ben, await checkpointOf(ana));
    commit(ana.registry, promptId, 'after it');
    ana.push();
    ben.pull();
    commit(ben.registry, promptId, 'pending');
    expect(unaudited(ben.registry)).toMatchObject({ done: 0 });
    const told: number[] = [];
    expect(await auditCheckpoint(ben.registry, never, ({ done }) => told.push(done))).toBe(true);
    expect(told.at(-1)).toBe(ana.log.segments.length - 1);
    expect(unaudited(ben.registry)).toBeNull();
    expect(ben.store.position().halted).toBeNull();
  });

  test.each<[string, (db: Database.Database) => void]>([
    [
      'a message was altered',
      (db) => db.exec(`UPDATE changes SET body = replace(body, 'why', 'because') WHERE body LIKE '%why%'`),
    ],
    ['an author was altered', (db) => db.exec(`UPDATE changes SET author = 'eve' WHERE seq = 3`)],
    ['a label stands elsewhere', (db) => db.exec('UPDATE labels SET number = 2')],
    [
      'a member is an owner who never was made one',
      (db) => db.exec(`UPDATE team SET row = replace(row, '"editor"', '"owner"')`),
    ],
    ['a label was never moved', (db) => db.exec('DELETE FROM releases')],
    ['a change cannot be read', (db) => db.exec(`UPDATE changes SET body = 'nonsense' WHERE seq = 2`)],
    ['changes are missing', (db) => db.exec('DELETE FROM changes WHERE seq = 3')],
  ])('finds that %s, and nothing is written any more', async (_, tamper) => {
    const { ana, ben } = teamAtWork();
    await begin(ben, resigned(await checkpointOf(ana), ana.signer, tamper));
    expect(await auditCheckpoint(ben.registry, never)).toBe(false);
    expect(ben.store.position().halted).toMatchObject({ code: 'audit-failed', isReadOnly: true });
    expect(ben.store.position().halted!.message).toMatch(
      /^This workspace began from the checkpoint at segment \d+.*\.$/,
    );
    expect(() => createPrompt(ben.registry, 'more')).toThrow(/^This workspace began from/);
    expect(unaudited(ben.registry)).not.toBeNull();
  });

  test('can be broken off, and is begun anew', async () => {
    const { ana, ben } = teamAtWork();
    await begin(ben, await checkpointOf(ana));
    const stop = new AbortController();
    await expect(auditCheckpoint(ben.registry, stop.signal, () => stop.abort())).rejects.toThrow();
    expect(unaudited(ben.registry)).not.toBeNull();
    expect(ben.store.position().halted).toBeNull();
    expect(await auditCheckpoint(ben.registry, never)).toBe(true);
  });
});

describe('galley verify', () => {
  test('audits what lies behind a checkpoint first', async () => {
    const { ana, ben } = teamAtWork();
    await begin(ben, await checkpointOf(ana));
    expect(galleyVerify(ben)).toMatchObject({ status: 0 });
    expect(unaudited(ben.registry)).toBeNull();
    const carl = invited(ana, 'carl');
    await begin(
      carl,
      resigned(await checkpointOf(ana), ana.signer, (db) => db.exec(`UPDATE changes SET author = 'eve' WHERE seq = 3`)),
    );
    expect(galleyVerify(carl)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('This workspace began from'),
    });
  });
});

describe('checkpoints in a remote', () => {
  test('are written by owners once the log has grown enough, and the newest that is of use is begun from', async () => {
    const { ana, ben, promptId } = teamAtWork();
    const objects = new Map<string, Uint8Array>();
    const remote = remoteOf(objects);
    const chore = checkpointChore({
      registry: ana.registry,
      remote,
      store: ana.store,
      standing: (position) => standingOf(ana.registry, position),
      keys: ana.keys,
      clock: systemClock,
      every: 2,
    });
    await chore({ synced: false, signal: never });
    expect(objects.size).toBe(0);
    await chore({ synced: true, signal: never });
    await chore({ synced: true, signal: never });
    expect(objects.size).toBe(1);
    for (const text of ['more', 'and more']) {
      commit(ana.registry, promptId, text);
      ana.push();
    }
    await chore({ synced: true, signal: never });
    expect(objects.size).toBe(2);
    objects.set('checkpoint/00000000000000000999', Buffer.from('not one'));
    objects.set('checkpoint/readme', Buffer.from('not one'));
    const faults: string[] = [];
    const number = await beginFromCheckpoint(
      { registry: ben.registry, remote },
      { chain: ana.log.chain, head: null, highest: 999 },
      never,
      ({ refusal }) => faults.push(refusal.code),
    );
    expect([number, faults]).toEqual([ana.log.segments.length, ['not-a-checkpoint']]);
    expect(hashOf(ben.registry)).toBe(hashOf(ana.registry));
  });

  test('are not written by an editor', async () => {
    const { ana, ben } = teamAtWork();
    ben.pull();
    const objects = new Map<string, Uint8Array>();
    await checkpointChore({
      registry: ben.registry,
      remote: remoteOf(objects),
      store: ben.store,
      standing: (position) => standingOf(ben.registry, position),
      keys: ben.keys,
      clock: systemClock,
      every: 1,
    })({ synced: true, signal: never });
    expect(objects.size).toBe(0);
    expect(ana.log.segments.length).toBeGreaterThan(1);
  });
});

/** Ana's team after some work, and Ben, who is a member and has taken nothing in. */
function teamAtWork(): { ana: SignedDevice; ben: SignedDevice; promptId: string } {
  const { ana } = newSignedTeam();
  const { promptId, versions } = promptWith(ana.registry, 'a/prompt', 'first text');
  commit(ana.registry, promptId, 'second text', 'why');
  ana.push(2);
  const move = { promptId, label: 'production', versionId: versions[0]!.versionId, expectedMoveId: null };
  ana.registry.record({ kind: 'label.moved', body: { moves: [move], reason: 'why' } });
  const ben = invitedTo(ana);
  return { ana, ben, promptId };
}

function invitedTo(ana: SignedDevice): SignedDevice {
  return invited(ana, `ben${ana.log.segments.length}`);
}

function galleyVerify({ registry }: SignedDevice): { status: number | null; stderr: string } {
  const args = ['main/cli/main.ts', 'verify', '--json', '--workspace', registry.path];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

async function checkpointOf(device: SignedDevice): Promise<Uint8Array> {
  return (await writeCheckpoint(device.registry, device.signer, 5))!.bytes;
}

function begin(device: SignedDevice, bytes: Uint8Array): Promise<number> {
  const envelope = openEnvelope(bytes);
  const { number } = JSON.parse('fault' in envelope ? '{}' : envelope.headerText) as CheckpointHeader;
  return openCheckpoint(bytes, { number, chain: device.log.chain, head: null }).then((opened) => {
    try {
      takeCheckpoint(device.registry, opened);
      return number;
    } finally {
      opened.remove();
    }
  });
}

async function faultOf(device: SignedDevice, bytes: Uint8Array): Promise<string> {
  try {
    const expected = { number: device.log.segments.length, chain: device.log.chain, head: null };
    (await openCheckpoint(bytes, expected)).remove();
    return '';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(error.message).toMatch(/^The checkpoint at segment \d+ .*\. It was left alone/);
    return error.refusal.code;
  }
}

/** The checkpoint after `tamper` was at its file, signed by somebody who may sign. */
function resigned(
  bytes: Uint8Array,
  signer: Signer,
  tamper: (db: Database.Database) => void,
  more: object = {},
): Uint8Array {
  const envelope = openEnvelope(bytes);
  if ('fault' in envelope) return expect.unreachable(envelope.fault);
  const file = join(temporaryFolder(), 'tampered');
  writeFileSync(file, zstdDecompressSync(envelope.packed));
  const db = new Database(file);
  tamper(db);
  db.close();
  const payload = readFileSync(file);
  const facts = { size: payload.length, payload: hash('sha256', payload), device: signer.deviceId, key: signer.key };
  const text = canonicalJson({ ...(JSON.parse(envelope.headerText) as CheckpointHeader), ...facts, ...more });
  return sealEnvelope(text, Buffer.from(signer.sign(text), 'base64url'), zstdCompressSync(payload));
}

function unpacked(bytes: Uint8Array): Buffer {
  const envelope = openEnvelope(bytes);
  return 'fault' in envelope ? expect.unreachable(envelope.fault) : zstdDecompressSync(envelope.packed);
}

function rowsIn(bytes: Buffer, table: string): unknown {
  const db = new Database(bytes);
  try {
    return db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  } finally {
    db.close();
  }
}

function found(device: SignedDevice, text: string): string[] {
  return searchPrompts(device.registry, { text, archived: false, limit: 10 }).hits.map((hit) => hit.name);
}

/** SQLite finds the search index whole, and it holds every prompt once. */
function checkIndex({ registry }: SignedDevice): void {
  registry.db.exec(`INSERT INTO heads_fts (heads_fts, rank) VALUES ('integrity-check', 0)`);
  const indexed = registry.db.prepare('SELECT id FROM heads_fts_docsize ORDER BY id').pluck().all();
  expect(indexed).toEqual(registry.db.prepare('SELECT seq FROM prompts ORDER BY seq').pluck().all());
}
