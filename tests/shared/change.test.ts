import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { assertRoundTrips, bodies, canonicalBody, CHANGE_KINDS, versionRecord } from '../../shared/change.ts';
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

test('the record a version is named by is canonical JSON of who says what, on top of what, and why', () => {
  fc.assert(
    fc.property(text, text, anyContent, (author, message, value) => {
      const body = { promptId: newId(), parents: ['0'.repeat(64)], message };
      const record = versionRecord(author, printContent(value), body);
      expect(record).toBe(canonicalJson({ author, content: JSON.parse(printContent(value)) as unknown, ...body }));
    }),
  );
});
