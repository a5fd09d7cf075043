import { expect, test } from 'vitest';
import { comparedPair, inOrder, nameOf, refTo, stepTo } from '../../../renderer/prompt/history/compared-pair.ts';
import type { VersionRow } from '../../../shared/contract.ts';

const versions = [3, 2, 1].map((number): VersionRow => ({
  id: String(number).repeat(64),
  number,
  author: 'Ana',
  message: '',
  committedAt: 0,
  parents: [],
  labels: [],
  diverged: false,
}));
const [v3, v2, v1] = versions.map(refTo);
const draft = { kind: 'draft' } as const;
const empty = { kind: 'empty' } as const;

test('the newest step is shown first: the draft, or the newest version; nothing while there is neither', () => {
  expect(comparedPair(versions, true, null)).toEqual({ left: v3, right: draft });
  expect(comparedPair(versions, false, null)).toEqual({ left: v2, right: v3 });
  expect(comparedPair([], true, null)).toEqual({ left: empty, right: draft });
  expect(comparedPair([], false, null)).toBeNull();
});

test('a choice stays while both are there; a draft that was committed gives way to the newest step', () => {
  const chosen = { left: v1!, right: draft };
  expect(comparedPair(versions, true, chosen)).toBe(chosen);
  expect(comparedPair(versions, false, chosen)).toEqual({ left: v2, right: v3 });
});

test('a version is compared with the one before it, the first with nothing, and two always in their order', () => {
  expect(stepTo(v2!, versions)).toEqual({ left: v1, right: v2 });
  expect(stepTo(v1!, versions)).toEqual({ left: empty, right: v1 });
  expect(inOrder(v3!, v1!, versions)).toEqual({ left: v1, right: v3 });
  expect(inOrder(draft, v2!, versions)).toEqual({ left: v2, right: draft });
  expect([nameOf(v2!, versions), nameOf(draft, versions), nameOf(empty, versions)]).toEqual(['v2', 'draft', 'nothing']);
});

test('beside the newest version, a version is compared with the one it builds on', () => {
  const beside = versions.map((version) =>
    version.number === 3 ? { ...version, parents: ['1'.repeat(64)] } : version,
  );
  expect(stepTo(v3!, beside)).toEqual({ left: v1, right: v3 });
});
