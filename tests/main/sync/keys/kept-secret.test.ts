import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Refused } from '../../../../shared/reply.ts';
import { writeInvitation } from '../../../../shared/segment/invitation.ts';
import { writeJoinRequest } from '../../../../shared/segment/join-request.ts';
import { backupTo } from '../../../../main/registry/backup.ts';
import { exportAuditLog } from '../../../../main/sync/audit-log.ts';
import { writeCheckpoint } from '../../../../main/sync/checkpoint-write.ts';
import { openEnvelope } from '../../../../main/sync/envelope.ts';
import { newDeviceFor, rotationOf } from '../../../../main/sync/keys/device-keys.ts';
import { FileSecrets } from '../../../../main/sync/keys/file-secrets.ts';
import { makeRecoveryKey, readRecoveryKey } from '../../../../main/sync/keys/recovery-key.ts';
import { readSegment } from '../../../../main/sync/segment-codec.ts';
import { commit, promptWith, temporaryFolder } from '../../registry/workspace-under-test.ts';
import { invited, newSignedTeam, type SignedDevice } from '../signed-team.ts';

test('no private key and no recovery key is in the workspace, a segment, a checkpoint, an export, a request or a refusal', async () => {
  const { ana } = newSignedTeam();
  const { registry, keys, signer } = ana;
  const { promptId } = promptWith(registry, 'a/prompt', 'text');
  const ben = invited(ana, 'ben', 'publisher');
  const { text: recoveryText, recovery } = makeRecoveryKey();
  registry.record({ kind: 'recovery.set', body: { key: recovery.key } });
  const workspaceId = registry.state.workspace()!.id;
  const further = keys.create();
  const member = { workspaceId, memberId: ana.memberId };
  registry.record({
    kind: 'device.added',
    body: newDeviceFor(member, further, { by: signer.deviceId, sign: (text) => signer.sign(text) }),
  });
  commit(registry, promptId, 'more');
  registry.record({
    kind: 'device.rotated',
    body: rotationOf(workspaceId, signer, keys.prepareRotation(ana.deviceId)),
  });
  ana.push();

  const places = new Map<string, Buffer>([
    ...filesOf(ana),
    ...ana.log.segments.flatMap((bytes, at): [string, Buffer][] => [
      [`segment ${at + 1}`, Buffer.from(bytes)],
      [`segment ${at + 1}, unpacked`, unpacked(bytes)],
    ]),
    ['the audit log', Buffer.from([...exportAuditLog(registry)].join(''))],
    [
      'a request to join',
      Buffer.from(writeJoinRequest({ workspace: ana.log.chain, name: 'B', role: 'editor', at: 1 }, ben.signer).text),
    ],
    [
      'an invitation',
      Buffer.from(
        Buffer.from(
          writeInvitation({
            workspace: ana.log.chain,
            name: 'n',
            head: registry.notes.head()!,
            remote: 'file:///r',
            role: 'editor',
            from: 'ana',
          }),
        ).toString(),
      ),
    ],
    ['what was refused', Buffer.from(refusalsAbout(ana, recoveryText))],
    ['the notes', Buffer.from(JSON.stringify(registry.db.prepare('SELECT * FROM sync').all()))],
  ]);
  ben.pull();
  for (const [name, bytes] of filesOf(ben)) places.set(`ben: ${name}`, bytes);
  const { bytes } = (await writeCheckpoint(ben.registry, ben.signer, 1))!;
  places.set('a checkpoint', unpacked(bytes));

  const secrets = [...secretsOf(ana), ...secretsOf(ben)];
  expect(secrets).toHaveLength(4);
  for (const [name, bytes] of places) {
    for (const secret of secrets) for (const form of formsOf(secret)) expect(bytes.includes(form), name).toBe(false);
    for (const form of [recoveryText, recoveryText.replaceAll('-', '')]) expect(bytes.includes(form), name).toBe(false);
    expect(bytes.length, name).toBeGreaterThan(10);
  }
});

/** The private keys in a device's folder of keys. */
function secretsOf({ keyFolder }: SignedDevice): string[] {
  return readdirSync(keyFolder).flatMap((name) => readFileSync(join(keyFolder, name), 'utf8').split(' '));
}

function formsOf(secret: string): (string | Buffer)[] {
  const bytes = Buffer.from(secret, 'base64url');
  return [secret, bytes, bytes.toString('hex'), bytes.toString('base64')];
}

function filesOf({ registry }: SignedDevice): [string, Buffer][] {
  const copy = join(temporaryFolder(), 'copy.backup');
  backupTo(registry.db, copy);
  const files = [registry.path, `${registry.path}-wal`, copy].filter((file) => existsSync(file));
  return files.map((file) => [file, readFileSync(file)]);
}

function unpacked(bytes: Uint8Array): Buffer {
  const envelope = openEnvelope(bytes);
  return 'fault' in envelope ? expect.unreachable(envelope.fault) : zstdDecompressSync(envelope.packed);
}

/** Every refusal that comes near a key. */
function refusalsAbout(ana: SignedDevice, recoveryText: string): string {
  const told = [readRecoveryKey(recoveryText.slice(1)), readRecoveryKey(`${recoveryText.slice(0, -1)}?`)];
  const first = ana.log.segments[0]!;
  const works = [
    () => readSegment(Uint8Array.from(first).fill(0, 200, 300), { number: 1, workspace: null, previous: null }),
    () => new FileSecrets('/dev/null/keys').set('one', secretsOf(ana)[0]!),
    () => ana.registry.record({ kind: 'recovery.set', body: { key: secretsOf(ana)[0]!.slice(1) } }),
  ];
  for (const work of works) {
    try {
      work();
      expect.unreachable('this should have been refused');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      told.push({ ok: false, error: error.refusal });
    }
  }
  return JSON.stringify(told);
}
