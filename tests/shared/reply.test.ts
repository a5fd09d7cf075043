import { expect, test } from 'vitest';
import { ok, refuse, Refused, unwrap } from '../../shared/reply.ts';

test('a reply is unwrapped to its value, or thrown as the refusal it is', () => {
  expect(unwrap(ok(7))).toBe(7);
  const refusal = refuse('stale-move', 'Someone was first.', { label: 'production' });
  try {
    unwrap(refusal);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(Refused);
    expect((error as Refused).refusal).toEqual(refusal.error);
    expect((error as Refused).message).toBe('Someone was first.');
  }
});

test('a refusal without details has none, so that it stays plain JSON', () => {
  expect(Object.keys(refuse('code', 'Sentence.').error)).toEqual(['code', 'message']);
});
