import { expect, test } from 'vitest';
import { movesAlong, needMove, needProblems, needTarget, openNeeds } from '../../../shared/release/snippet-needs.ts';
import type { SnippetNeed } from '../../../shared/contract/snippet-calls.ts';

const v = (number: number) => ({ versionId: String(number).repeat(64).slice(0, 64), number });

function need(state: SnippetNeed['state'], rest: Partial<SnippetNeed> = {}): SnippetNeed {
  return {
    promptId: 'snippet',
    name: 'tone/formal',
    label: 'production',
    target: 'tone/formal@production',
    current: { ...v(2), moveId: 'm' },
    recorded: v(2),
    latest: v(3),
    state,
    ...rest,
  };
}

test('an unset snippet moves along to what the text was committed with, or to the newest', () => {
  expect(movesAlong(need('unset', { current: null }))).toBe(true);
  expect(needMove(need('unset', { current: null }))).toMatchObject({ versionId: v(2).versionId, expectedMoveId: null });
  expect(needTarget(need('unset', { current: null, recorded: null }))?.number).toBe(3);
});

test('a snippet that is behind what the text was committed with moves along; one that has moved on does not', () => {
  expect(movesAlong(need('moved', { recorded: v(3) }))).toBe(true);
  expect(movesAlong(need('moved', { recorded: v(1) }))).toBe(false);
});

test('a newer version is offered and not taken', () => {
  expect(movesAlong(need('newer'))).toBe(false);
  expect(needTarget(need('newer'))?.number).toBe(3);
});

test('settled ones are not asked about, and one that is asked for twice is asked about once', () => {
  expect(openNeeds([need('settled'), need('newer'), need('newer')])).toHaveLength(1);
});

test('an unset snippet that stays behind blocks the release, and so does what has no version', () => {
  const unset = need('unset', { current: null });
  const key = 'snippet production';
  expect(needProblems({ needs: [unset], problems: [] }, new Map())).toEqual([]);
  expect(needProblems({ needs: [unset], problems: [] }, new Map([[key, false]]))).toHaveLength(1);
  const empty = need('unset', { current: null, recorded: null, latest: null });
  expect(needProblems({ needs: [empty], problems: ['A cycle.'] }, new Map())).toEqual([
    'A cycle.',
    expect.stringContaining('has no version yet'),
  ]);
});
