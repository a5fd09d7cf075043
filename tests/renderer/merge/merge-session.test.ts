import { describe, expect, test } from 'vitest';
import {
  decide,
  decideRest,
  goToOpen,
  type MergeSession,
  mergeSession,
  newMergeSession,
  openCount,
  redoDecision,
  stepConflict,
  takePlan,
  undoDecision,
} from '../../../renderer/merge/merge-session.ts';
import { emptyContent, type Content } from '../../../shared/content.ts';
import type { MergePlan } from '../../../shared/contract/merge-calls.ts';
import { mergeContent } from '../../../shared/merge/merge-content.ts';

function says(text: string, temperature: number): Content {
  return { ...emptyContent(), settings: { temperature }, messages: [{ role: 'user', text }] };
}

function planOf(mine: string, theirs: string): MergePlan {
  const merge = mergeContent(says('one\nsame\ntwo', 0), says(mine, 1), says(theirs, 2));
  return { base: null, mine: null, theirs: null, head: null, draftRevision: 1, merge };
}

/** Three conflicts: the temperature, the first line, the last line. */
function begun(): MergeSession {
  const session = newMergeSession();
  takePlan(session, planOf('MINE\nsame\nmine', 'THEIRS\nsame\ntheirs'));
  return session;
}

function at(session: MergeSession): number {
  const { conflicts, current } = session.getState();
  return conflicts.findIndex(({ id }) => id === current?.id);
}

describe('deciding', () => {
  test('goes from conflict to conflict, round the ends, and to those that are open', () => {
    const session = begun();
    expect(at(session)).toBe(0);
    stepConflict(session, -1);
    expect(at(session)).toBe(2);
    stepConflict(session, 1);
    expect(at(session)).toBe(0);
    decide(session, session.getState().conflicts[1]!.id, { take: 'mine' });
    goToOpen(session);
    expect(at(session)).toBe(2);
  });

  test('is taken back and done again, typing as one step', () => {
    const session = begun();
    const [first, second] = session.getState().conflicts;
    decide(session, first!.id, { take: 'mine' });
    for (const text of ['a', 'ab', 'abc']) decide(session, second!.id, { take: 'typed', text });
    expect(openCount(session.getState())).toBe(1);
    undoDecision(session);
    expect(session.getState().choices).toEqual({ [first!.id]: { take: 'mine' } });
    redoDecision(session);
    expect(session.getState().choices[second!.id]).toEqual({ take: 'typed', text: 'abc' });
    undoDecision(session);
    undoDecision(session);
    expect(openCount(session.getState())).toBe(3);
    decide(session, first!.id, { take: 'theirs' });
    expect(session.getState().future).toEqual([]);
  });
});

test('what is left is decided at once, and taken back at once', () => {
  const session = begun();
  const [first] = session.getState().conflicts;
  decide(session, first!.id, { take: 'mine' });
  decideRest(session, 'theirs');
  expect(Object.values(session.getState().choices).map((choice) => choice?.take)).toEqual(['mine', 'theirs', 'theirs']);
  undoDecision(session);
  expect(openCount(session.getState())).toBe(2);
});

describe('a merge that is asked for again', () => {
  test('keeps every decision where nothing changed', () => {
    const session = begun();
    decide(session, session.getState().conflicts[0]!.id, { take: 'mine' });
    const before = session.getState();
    takePlan(session, planOf('MINE\nsame\nmine', 'THEIRS\nsame\ntheirs'));
    expect(session.getState()).toMatchObject({ choices: before.choices, past: before.past, current: before.current });
  });

  test('asks again where a side says something else', () => {
    const session = begun();
    for (const { id } of session.getState().conflicts) decide(session, id, { take: 'mine' });
    takePlan(session, planOf('MINE\nsame\nmine', 'THEIRS\nsame\nother'));
    const { conflicts, choices } = session.getState();
    expect(conflicts.map(({ id }) => choices[id]?.take)).toEqual(['mine', 'mine', undefined]);
  });

  test('is the same while the window lives', () => {
    const pair = { mine: { kind: 'draft' }, theirs: { kind: 'version', versionId: 'a' } } as const;
    expect(mergeSession('p', pair)).toBe(mergeSession('p', { ...pair }));
    expect(mergeSession('p', pair)).not.toBe(mergeSession('q', pair));
  });
});
