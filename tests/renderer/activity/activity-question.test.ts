import { expect, test } from 'vitest';
import { CHANGE_KINDS } from '../../../shared/change.ts';
import { BY_NAME, KIND_GROUPS, NO_FILTER, questionOf } from '../../../renderer/activity/activity-question.ts';

test('every kind of change is in one group, so that none is out of reach', () => {
  const grouped = Object.values(KIND_GROUPS).flatMap(({ kinds }) => [...kinds]);
  expect(grouped.toSorted()).toEqual([...CHANGE_KINDS].toSorted());
});

test('a filter asks for no more than it says', () => {
  expect(questionOf(NO_FILTER, null)).toEqual({});
  expect(
    questionOf({ ...NO_FILTER, person: 'some-id', mark: 'queued', kind: 'releases', label: 'staging' }, 'p'),
  ).toEqual({
    memberId: 'some-id',
    marks: ['queued'],
    kinds: ['label.moved'],
    label: 'staging',
    promptId: 'p',
  });
});

test('somebody who is no member is asked for by name', () => {
  expect(questionOf({ ...NO_FILTER, person: `${BY_NAME}Import` }, null)).toEqual({ author: 'Import' });
});
