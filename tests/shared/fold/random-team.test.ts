import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyChange } from '../../../shared/fold/apply-change.ts';
import { inverse } from '../../../shared/fold/inverse.ts';
import { MemoryState } from '../../../shared/fold/memory-state.ts';
import type { PromptState, VersionState } from '../../../shared/fold/state.ts';
import { rowsOf } from './fold-under-test.ts';
import { type Entry, TeamHistory, type TeamStep, teamSteps } from './random-team.ts';
import { isOwnerless, wronglyEffective } from './recount.ts';

test('whatever anybody tries: what may not be changes nothing, what has its effect was allowed, and an owner stays', () => {
  fc.assert(
    fc.property(teamSteps, (steps) => {
      const state = new MemoryState();
      const log: Entry[] = [];
      for (const entry of histories(steps, state)) {
        log.push(entry);
        if (entry.effects === null) continue;
        expect(wronglyEffective(log)).toBeNull();
        expect(isOwnerless(log)).toBe(false);
      }
      const lines = [...state.lines()];
      const versions = rowsOf<VersionState>(lines, 'version');
      for (const prompt of rowsOf<PromptState>(lines, 'prompt')) {
        const numbers = versions.filter(({ promptId }) => promptId === prompt.id).map(({ number }) => number);
        expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: prompt.head }, (_, at) => at + 1));
      }
    }),
    { numRuns: 150 },
  );
});

test('the histories of the test above reach what it is about', () => {
  const reached: Record<string, number> = {};
  for (const steps of fc.sample(teamSteps, { numRuns: 200, seed: 1 })) {
    const state = new MemoryState();
    for (const { change, effects } of histories(steps, state)) {
      const count = (what: string) => (reached[what] = (reached[what] ?? 0) + 1);
      if (effects === null) continue;
      count(change.kind);
      const released = effects.some((effect) => effect.table === 'team' && effect.kind === 'review');
      const policy = state.team('policy', 'production');
      if (change.kind === 'label.moved' && change.body.moves[0]!.label === 'production' && policy?.protected)
        count(`${policy.approvals} approvals${released ? '' : ', no review'}`);
      if (change.kind === 'device.added') count(change.body.proof.by === 'recovery' ? 'by recovery' : 'by a device');
    }
  }
  for (const what of [
    'device.rotated',
    'device.removed',
    'member.removed',
    'body.redacted',
    'review.withdrawn',
    '1 approvals',
    '2 approvals',
    'by recovery',
    'by a device',
  ])
    expect(reached[what] ?? 0, what).toBeGreaterThan(2);
});

/** Folds the steps in one after the other; finds that a refused one changes nothing, and that one taken back leaves the
 *  state as it was. */
function* histories(steps: TeamStep[], state: MemoryState): Iterable<Entry> {
  const history = new TeamHistory();
  for (const step of steps) {
    const { change, actor } = history.change(step, state);
    const before = [...state.lines()];
    const outcome = applyChange(state, change, history.context(actor));
    const effects = 'effects' in outcome ? outcome.effects : null;
    if (effects) {
      const back = inverse(state, effects);
      state.write(effects);
      state.write(back);
      expect([...state.lines()]).toEqual(before);
      state.write(effects);
    }
    if (effects === null) expect([...state.lines()]).toEqual(before);
    history.note({ change, actor, effects });
    yield { change, actor, effects };
  }
}
