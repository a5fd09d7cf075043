import { expect, test } from 'vitest';
import { withDraft, workingSide } from '../../../renderer/prompt/history/working-side.ts';

const v1 = { kind: 'version', versionId: '1'.repeat(64) } as const;
const v2 = { kind: 'version', versionId: '2'.repeat(64) } as const;
const draft = { kind: 'draft' } as const;
const foreign = { kind: 'draft', promptId: 'another' } as const;

test('what is written in is the draft where there is one, else the version a draft would begin from', () => {
  expect(workingSide({ left: v1, right: draft }, true, v2.versionId)).toBe('right');
  expect(workingSide({ left: draft, right: v1 }, true, v2.versionId)).toBe('left');
  expect(workingSide({ left: v1, right: v2 }, false, v2.versionId)).toBe('right');
  expect(workingSide({ left: v1, right: v2 }, true, v2.versionId)).toBeNull();
  expect(workingSide({ left: v1, right: v1 }, false, null)).toBeNull();
});

test('the draft of another prompt is not written in', () => {
  expect(workingSide({ left: draft, right: foreign }, true, null)).toBe('left');
  expect(workingSide({ left: v1, right: foreign }, false, v2.versionId)).toBeNull();
});

test('the first change that is taken puts the draft where its version stood', () => {
  expect(withDraft({ left: v1, right: v2 }, 'right')).toEqual({ left: v1, right: draft });
  expect(withDraft({ left: v2, right: foreign }, 'left')).toEqual({ left: draft, right: foreign });
});
