import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../shared/canonical-json.ts';
import {
  assertRoundTrips,
  bodies,
  canonicalBody,
  CHANGE_KINDS,
  isOptimistic,
  versionRecord,
} from '../../shared/change.ts';
import { printContent } from '../../shared/content.ts';
import { newId } from '../../shared/ids.ts';
import { anyContent } from '../arbitrary-content.ts';
import { text } from './arbitraries.ts';

describe('a change', () => {
  test('has kinds in an order that files rely on', () => {
    expect(CHANGE_KINDS).toEqual([
      'workspace.created',
      'workspace.configured',
      'prompt.created',
      'prompt.renamed',
      'prompt.archived',
      'prompt.unarchived',
      'prompt.tagged',
      'version.committed',
      'label.moved',
      'member.added',
      'member.renamed',
      'member.role',
      'member.removed',
      'device.added',
      'device.rotated',
      'device.removed',
      'recovery.set',
      'policy.set',
      'review.requested',
      'review.commented',
      'review.decided',
      'review.withdrawn',
      'evidence.recorded',
      'body.redacted',
    ]);
  });

  test('is named by an id in lower case, whatever case it was typed in', () => {
    const id = newId();
    expect(bodies['prompt.archived'].parse({ promptId: id.toUpperCase() })).toEqual({ promptId: id });
  });

  test('cannot hold text that does not survive being stored', () => {
    const body = { promptId: newId(), parents: [], message: 'half \ud800' };
    expect(bodies['version.committed'].safeParse(body).success).toBe(false);
  });

  test('does not accept a body that reads back as another text', () => {
    expect(canonicalBody({ b: 1, a: [true] })).toBe('{"a":[true],"b":1}');
    expect(() => canonicalBody({ a: Number.NaN })).toThrow(TypeError);
    expect(() => assertRoundTrips('{"a": 1}')).toThrow(TypeError);
  });
});

describe('a change of the team', () => {
  const [memberId, deviceId] = [newId(), newId()];
  const key = Buffer.alloc(32, 7).toString('base64url');
  const added = { memberId, name: 'Ana', role: 'owner', device: { deviceId, key } };

  test('knows a key by one text: 32 bytes, with no bits left over', () => {
    expect(isFit('member.added', added)).toBe(true);
    for (const other of [key.slice(1), `${key}A`, `${key.slice(0, 42)}B`, `${key.slice(0, 42)}=`, '+'.repeat(43)])
      expect(isFit('member.added', { ...added, device: { deviceId, key: other } }), other).toBe(false);
    const signature = Buffer.alloc(64, 7).toString('base64url');
    const rotated = (proof: string) => isFit('device.rotated', { deviceId, key, proof });
    expect([signature, `${signature.slice(0, 85)}B`, signature.slice(2)].map(rotated)).toEqual([true, false, false]);
  });

  test('names members as they can be read', () => {
    const problems = ['', ' ', ' a', 'a ', 'a\u0000b', 'a\u202eb', 'x'.repeat(101), 'half \ud800'];
    for (const name of problems) expect(isFit('member.added', { ...added, name }), JSON.stringify(name)).toBe(false);
    for (const name of ['Ana', 'Zoë 🙂', '山田 太郎']) expect(isFit('member.renamed', { memberId, name })).toBe(true);
  });

  test('lets nobody approve who may only look', () => {
    const policy = { label: 'production', protected: true, approvals: 1, roles: ['owner'] };
    expect(isFit('policy.set', policy)).toBe(true);
    for (const other of [
      { roles: ['viewer'] },
      { roles: [] },
      { approvals: -1 },
      { approvals: 1.5 },
      { approvals: 21 },
      { label: 'latest' },
    ])
      expect(isFit('policy.set', { ...policy, ...other }), JSON.stringify(other)).toBe(false);
  });

  test('counts at once only where it decides over nobody else', () => {
    expect(CHANGE_KINDS.filter((kind) => !isOptimistic(kind))).toEqual([
      'workspace.created',
      'label.moved',
      'member.added',
      'member.renamed',
      'member.role',
      'member.removed',
      'device.added',
      'device.rotated',
      'device.removed',
      'recovery.set',
      'policy.set',
      'review.decided',
      'evidence.recorded',
      'body.redacted',
    ]);
  });
});

test('the record a version is named by is canonical JSON of who says what, on top of what, and why', () => {
  fc.assert(
    fc.property(text, text, anyContent, (author, message, value) => {
      const body = { promptId: newId(), parents: ['0'.repeat(64)], message };
      const record = versionRecord(author, printContent(value), body);
      expect(record).toBe(canonicalJson({ author, content: JSON.parse(printContent(value)) as unknown, ...body }));
    }),
  );
});

function isFit(kind: keyof typeof bodies, body: object): boolean {
  return bodies[kind].safeParse(body).success;
}
