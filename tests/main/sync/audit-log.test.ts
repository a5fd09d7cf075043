import * as fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { newId } from '../../../shared/ids.ts';
import { Refused } from '../../../shared/reply.ts';
import type { SegmentHeader } from '../../../shared/segment/segment-header.ts';
import { verify } from '../../../main/registry/verify.ts';
import { exportAuditLog, type AuditSegment } from '../../../main/sync/audit-log.ts';
import { verifyAuditLog } from '../../../main/sync/audit-log-verify.ts';
import { fingerprintOf } from '../../../main/sync/keys/fingerprint.ts';
import { commit, newWorkspace, promptWith, temporaryFolder } from '../registry/workspace-under-test.ts';
import { invited, newSignedTeam, type SignedDevice } from './signed-team.ts';

const SECRET = 'the text of the version';

describe('an audit log', () => {
  test('tells a third party who is a member, and who released what on whose approvals', async () => {
    const { ana, ben, versionId } = teamWithRelease();
    const report = await verifyAuditLog(written(textOf(ana)));
    expect(report).toMatchObject({
      workspace: ana.log.chain,
      head: ana.store.position().head,
      stateHash: verify(ana.registry).stateHash,
      changes: ana.registry.log.count(),
      odd: 0,
    });
    expect(report.members).toEqual([
      { name: 'ana', role: 'owner', removed: false, fingerprints: [fingerprintOf(ana.signer.key)] },
      { name: 'ben', role: 'publisher', removed: false, fingerprints: [fingerprintOf(ben.signer.key)] },
    ]);
    expect(report.releases).toMatchObject([
      { member: 'ana', prompt: 'a/prompt', label: 'staging', from: null, to: 1, isProtected: false, approvals: [] },
      {
        member: 'ana',
        prompt: 'a/prompt',
        label: 'production',
        from: null,
        to: 2,
        versionId,
        isProtected: true,
        approvals: ['ben'],
        reason: 'ready',
        isRollback: false,
      },
    ]);
    expect(report.refusals).toMatchObject([
      { kind: 'label.moved', author: 'ben', why: expect.stringMatching(/meantime|already/) },
    ]);
  });

  test('holds no word of what versions say, and nothing that is pending', async () => {
    const { ana } = teamWithRelease();
    commit(ana.registry, promptWith(ana.registry, 'pending/prompt').promptId, SECRET, 'pending message');
    const text = textOf(ana);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('pending');
    expect(text).toContain('first message');
    await expect(verifyAuditLog(written(text))).resolves.toBeDefined();
  });

  test('is verified across marks that other programs take for the end of a line', async () => {
    const { ana } = newSignedTeam();
    promptWith(ana.registry, 'a');
    const { promptId } = promptWith(ana.registry, 'b');
    commit(ana.registry, promptId, 'x', 'one\u2028two\u2029three\rfour\nfive');
    ana.push();
    await expect(verifyAuditLog(written(textOf(ana)))).resolves.toMatchObject({ changes: ana.registry.log.count() });
  });

  test('of a workspace that has no signed log is refused with a sentence', () => {
    expect(() => [...exportAuditLog(newWorkspace())]).toThrow(/^This workspace has no signed log yet/);
  });
});

describe('an audit log that was altered', () => {
  test('is refused wherever a byte of it is another, missing, or more', async () => {
    const bytes = Buffer.from(textOf(teamWithRelease().ana));
    const at = fc.nat(bytes.length - 1);
    await fc.assert(
      fc.asyncProperty(at, fc.integer({ min: 1, max: 255 }), async (at, by) => {
        expect(await faultOf(Uint8Array.from(bytes).fill(bytes[at]! ^ by, at, at + 1))).not.toBe('');
        expect(await faultOf(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]))).not.toBe('');
        expect(await faultOf(Buffer.concat([bytes.subarray(0, at), Buffer.from([by]), bytes.subarray(at)]))).not.toBe(
          '',
        );
        expect(await faultOf(bytes.subarray(0, at))).not.toBe('');
      }),
      { numRuns: 150 },
    );
  });

  test('is refused where a line is dropped, doubled, swapped or taken from another log', async () => {
    const lines = textOf(teamWithRelease().ana).split('\n').slice(0, -1);
    const other = textOf(teamWithRelease().ana).split('\n');
    for (let at = 0; at < lines.length; at += 1) {
      expect(await faultOf(joined(lines.toSpliced(at, 1)))).not.toBe('');
      expect(await faultOf(joined(lines.toSpliced(at, 0, lines[at]!)))).not.toBe('');
      expect(await faultOf(joined(lines.with(at, other[at]!)))).not.toBe('');
      if (at > 0) expect(await faultOf(joined(lines.with(at, lines[at - 1]!).with(at - 1, lines[at]!)))).not.toBe('');
    }
  });

  test('is refused where somebody signs another release with a key of their own in a member’s name', async () => {
    const { ana, ben } = teamWithRelease();
    const lines = textOf(ana).split('\n').slice(0, -1);
    const at = lines.length - 2;
    const segment = JSON.parse(lines[at]!) as AuditSegment;
    const header = canonicalJson({ ...(JSON.parse(segment.header) as SegmentHeader), at: 1 });
    const forged = JSON.stringify({ ...segment, header, signature: ben.signer.sign(header) });
    expect(await faultOf(joined(lines.with(at, forged)))).toBe('audit-log-failed');
  });

  test('is told from a file that never was one', async () => {
    expect(await faultOf('')).toBe('not-an-audit-log');
    expect(await faultOf('{"a":1}\n')).toBe('not-an-audit-log');
    expect(await faultOf(textOf(teamWithRelease().ana).replace('"format":1', '"format":2'))).toBe('update-galley');
    await expect(verifyAuditLog(join(temporaryFolder(), 'none'))).rejects.toThrow(/cannot be read/);
  });
});

/** Two people, a release of a protected label on an approval, a free one, and a stale move that had no effect. */
function teamWithRelease(): { ana: SignedDevice; ben: SignedDevice; versionId: string } {
  const { ana } = newSignedTeam();
  const { promptId, versions } = promptWith(ana.registry, 'a/prompt', `${SECRET} one`);
  const { versionId } = commit(ana.registry, promptId, `${SECRET} two`, 'first message');
  const policy = ana.registry.record({
    kind: 'policy.set',
    body: { label: 'production', protected: true, approvals: 1, roles: ['publisher'] },
  });
  const ben = invited(ana, 'ben', 'publisher');
  ben.pull();
  const free = { promptId, label: 'staging', versionId: versions[0]!.versionId, expectedMoveId: null };
  ben.registry.record({ kind: 'label.moved', body: { moves: [free], reason: 'late' } });
  ana.registry.record({ kind: 'label.moved', body: { moves: [free], reason: 'early' } });
  const reviewId = newId();
  const asked = { reviewId, promptId, versionId, label: 'production', expectedMoveId: null, note: '' };
  ana.registry.record({ kind: 'review.requested', body: asked });
  ana.push(3);
  ben.push();
  const decision = { reviewId, decision: 'approve' as const, note: 'good', policy: policy.change.id };
  ben.registry.record({ kind: 'review.decided', body: decision });
  ben.push();
  ana.pull();
  const release = { promptId, label: 'production', versionId, expectedMoveId: null };
  ana.registry.record({ kind: 'label.moved', body: { moves: [release], reason: 'ready' } });
  ana.push();
  return { ana, ben, versionId };
}

function textOf(device: SignedDevice): string {
  return [...exportAuditLog(device.registry)].join('');
}

function written(text: string | Uint8Array): string {
  const path = join(temporaryFolder(), 'audit.jsonl');
  writeFileSync(path, text);
  return path;
}

function joined(lines: string[]): string {
  return `${lines.join('\n')}\n`;
}

async function faultOf(text: string | Uint8Array): Promise<string> {
  try {
    await verifyAuditLog(written(text));
    return '';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(error.message).toMatch(/\.$/);
    return error.refusal.code;
  }
}
