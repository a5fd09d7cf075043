import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChange } from '../../../shared/fold/apply-change.ts';
import { MemoryState } from '../../../shared/fold/memory-state.ts';
import { Refused } from '../../../shared/reply.ts';
import type { NewChange, Registry } from '../../../main/registry/registry.ts';
import { foldContext } from '../../../main/registry/fold-context.ts';
import { stateHash, verify } from '../../../main/registry/verify.ts';
import { History, steps, type Step } from '../../shared/fold/random-changes.ts';
import { hashOf, logOf, newWorkspace, openAt } from './workspace-under-test.ts';

describe('whatever is written', () => {
  test('the database and the fold in memory hold the same state, and the log gives back what went in', () => {
    const registry = newWorkspace();
    const before = logOf(registry);
    const hash = hashOf(registry);
    fc.assert(
      fc.property(steps, (all) => {
        const undone = new Error('taken back, so that the next history begins from nothing');
        expect(() =>
          registry.transaction(() => {
            const history = new History();
            const memory = folded(registry);
            const recorded: unknown[] = [];
            for (const step of all) tryStep(registry, memory, history, step, recorded);
            expect(stateHash(registry.state.lines())).toBe(stateHash(memory.lines()));
            expect(logOf(registry)).toEqual([...before, ...recorded]);
            throw undone;
          }),
        ).toThrow(undone);
        expect(hashOf(registry)).toBe(hash);
      }),
      { numRuns: 150 },
    );
    expect(logOf(registry)).toEqual(before);
  });

  test('folding the log again gives the same hash, also after closing and opening', () => {
    const registry = newWorkspace();
    const history = new History();
    const memory = folded(registry);
    for (const all of fc.sample(steps, { numRuns: 30, seed: 7 }))
      for (const step of all) tryStep(registry, memory, history, step, []);
    const verified = verify(registry);
    const hash = stateHash(memory.lines());
    expect(verified).toEqual({ stateHash: hash, viewHash: hash, changes: registry.log.count(), pending: 0 });
    registry.close();
    const again = openAt(registry.path);
    expect(verify(again)).toEqual(verified);
    expect(hashOf(again)).toBe(verified.stateHash);
  });
});

/** Records one step, or meets the same refusal in both places and finds that nothing was written. */
function tryStep(registry: Registry, memory: MemoryState, history: History, step: Step, recorded: unknown[]): void {
  const made = history.change(step, registry.state);
  const before = registry.log.count();
  try {
    const { change, effects } = registry.record(made as NewChange);
    const outcome = applyChange(memory, change, foldContext(null));
    if (!('effects' in outcome)) return expect.unreachable(outcome.refusal.message);
    expect(outcome.effects).toEqual(effects);
    memory.write(outcome.effects);
    recorded.push(change);
    for (const effect of effects) if (effect.table === 'version') history.versions.push(effect.row.id);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(registry.log.count()).toBe(before);
  }
}

function folded(registry: Registry): MemoryState {
  const memory = new MemoryState();
  for (const { change } of registry.log.read()) {
    const outcome = applyChange(memory, change, foldContext(null));
    if ('effects' in outcome) memory.write(outcome.effects);
  }
  return memory;
}
