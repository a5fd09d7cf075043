import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import type { Change } from '../../../shared/change.ts';
import { applyChange } from '../../../shared/fold/apply-change.ts';
import type { FoldContext } from '../../../shared/fold/fold-context.ts';
import { inverse } from '../../../shared/fold/inverse.ts';
import { MemoryState } from '../../../shared/fold/memory-state.ts';
import type { Effect, FoldEffect } from '../../../shared/fold/state.ts';
import { newId } from '../../../shared/ids.ts';
import { foldContext } from '../../../main/registry/fold-context.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { stateHash } from '../../../main/registry/verify.ts';
import { contentOf } from '../../shared/fold/fold-under-test.ts';
import { TeamHistory, type TeamStep, teamSteps } from '../../shared/fold/random-team.ts';
import { hashOf, newWorkspace } from './workspace-under-test.ts';

test('whatever a team does, the database holds what memory does, and all of it can be taken back, newest first, and done again', () => {
  const registry = newWorkspace();
  const kept = derived(registry);
  fc.assert(
    fc.property(teamSteps, (steps) => {
      const undone = new Error('taken back, so that the next history begins from nothing');
      expect(() =>
        registry.transaction(() => {
          const memory = folded(registry);
          const done = fold(registry, memory, steps);
          expect(stateHash(registry.state.lines())).toBe(stateHash(memory.lines()));
          for (const some of [done.slice(done.length / 2), done]) {
            takeBack(registry, some);
            doAgain(registry, some);
            expect(stateHash(registry.state.lines())).toBe(stateHash(memory.lines()));
          }
          throw undone;
        }),
      ).toThrow(undone);
      expect(derived(registry)).toEqual(kept);
    }),
    { numRuns: 60 },
  );
});

test('what is read outside of a transaction is what was written in it', () => {
  const registry = newWorkspace();
  const memory = folded(registry);
  for (const steps of fc.sample(teamSteps, { numRuns: 5, seed: 4 }))
    registry.transaction(() => fold(registry, memory, steps));
  expect(hashOf(registry)).toBe(stateHash(memory.lines()));
  for (const kind of ['member', 'review', 'decision', 'policy'] as const)
    expect([...registry.state.teamRows(kind)]).toHaveLength([...memory.teamRows(kind)].length);
  for (const { memberId } of memory.teamRows('member'))
    expect([...registry.state.teamRows('member', memberId)]).toEqual([...memory.teamRows('member', memberId)]);
  const reviews = [...memory.teamRows('review')];
  expect(reviews.length).toBeGreaterThan(0);
  for (const { reviewId, promptId } of reviews) {
    expect(registry.state.team('review', reviewId)).toEqual(memory.team('review', reviewId));
    for (const [kind, group] of [
      ['decision', reviewId],
      ['prompt-review', promptId],
    ] as const)
      expect(sorted(registry.state.teamRows(kind, group))).toEqual(sorted(memory.teamRows(kind, group)));
  }
});

test('a prompt or version that is taken back is found no more, and what stood before is found again', () => {
  const registry = newWorkspace();
  const found = (word: string) =>
    registry.statements.column<number>('SELECT rowid FROM heads_fts WHERE heads_fts MATCH ?', `"${word}"`).length;
  const promptId = newId();
  const make = registry.transaction(() => recorded(registry, 'prompt.created', { promptId, name: 'yak' }));
  const [first, second] = ['emu', 'jay'].map((text) =>
    registry.transaction(() =>
      recorded(registry, 'version.committed', { promptId, parents: [], message: '' }, contentOf(text)),
    ),
  );
  expect([found('yak'), found('emu'), found('jay')]).toEqual([1, 0, 1]);
  expect(registry.statements.column('SELECT number FROM diverged')).toEqual([1]);
  registry.transaction(() => registry.writer.write(second!.back, second!.seq, null));
  expect([found('yak'), found('emu'), found('jay')]).toEqual([1, 1, 0]);
  expect(registry.statements.column('SELECT number FROM diverged')).toEqual([]);
  registry.transaction(() => registry.writer.write(first!.back, first!.seq, null));
  expect([found('yak'), found('emu')]).toEqual([1, 0]);
  registry.transaction(() => registry.writer.write(make.back, make.seq, null));
  expect(found('yak')).toBe(0);
});

test('a version that others were merged with has not diverged when one that builds on it is taken back', () => {
  const registry = newWorkspace();
  const promptId = newId();
  registry.transaction(() => recorded(registry, 'prompt.created', { promptId, name: 'a' }));
  const commit = (text: string, ...parents: string[]) =>
    registry.transaction(() =>
      recorded(registry, 'version.committed', { promptId, parents, message: '' }, contentOf(text)),
    );
  const idOf = (done: Done) => registry.state.versionOfChange(done.change.id)!.id;
  const [one, two] = [idOf(commit('one')), idOf(commit('two'))];
  commit('merged', two, one);
  const diverged = () => registry.statements.column('SELECT number FROM diverged');
  expect(diverged()).toEqual([]);
  const { back, seq } = commit('beside', one);
  expect(diverged()).toEqual([3]);
  registry.transaction(() => registry.writer.write(back, seq, null));
  expect(diverged()).toEqual([]);
});

type Done = {
  change: Change;
  context: FoldContext;
  effects: FoldEffect[];
  back: Effect[];
  seq: number;
  before: unknown;
};

/** Folds the steps into the database and into memory; both see the same and say the same of each. */
function fold(registry: Registry, memory: MemoryState, steps: TeamStep[]): Done[] {
  const history = new TeamHistory(registry.state.workspace()!.id);
  const done: Done[] = [];
  for (const step of steps) {
    const { change, actor } = history.change(step, registry.state);
    const context = history.context(actor);
    const outcome = applyChange(registry.state, change, context);
    expect(applyChange(memory, change, context)).toEqual(outcome);
    history.note({ change, actor, effects: 'effects' in outcome ? outcome.effects : null });
    if (!('effects' in outcome)) continue;
    const back = inverse(registry.state, outcome.effects);
    expect(inverse(memory, outcome.effects)).toEqual(back);
    const [before, seq] = [derived(registry), registry.log.nextPlace()];
    registry.writer.confirm({ change }, outcome, seq);
    memory.write(outcome.effects);
    done.push({ change, context, effects: outcome.effects, back, seq, before });
  }
  return done;
}

function takeBack(registry: Registry, done: Done[]): void {
  for (const { back, seq, before } of done.toReversed()) {
    registry.state.write(back, seq);
    expect(derived(registry)).toEqual(before);
  }
}

function doAgain(registry: Registry, done: Done[]): void {
  for (const { change, context, effects, seq } of done) {
    expect(applyChange(registry.state, change, context)).toEqual({ effects });
    registry.state.write(effects, seq);
  }
}

/** Every table that the fold writes, as its rows. */
function derived(registry: Registry): unknown {
  return ['workspace', 'prompts', 'versions', 'labels', 'releases', 'diverged', 'team'].map((table) =>
    registry.statements.all(`SELECT * FROM ${table}`),
  );
}

function recorded(registry: Registry, kind: string, body: object, content?: string): Done {
  const parts = { id: newId(), kind, author: 'ana', at: 0, body, ...(content === undefined ? {} : { content }) };
  const change = parts as unknown as Change;
  const context = foldContext(null);
  const outcome = applyChange(registry.state, change, context);
  if (!('effects' in outcome)) return expect.unreachable(outcome.refusal.message);
  const back = inverse(registry.state, outcome.effects);
  const [before, seq] = [derived(registry), registry.log.nextPlace()];
  registry.writer.confirm({ change }, outcome, seq);
  return { change, context, effects: outcome.effects, back, seq, before };
}

function folded(registry: Registry): MemoryState {
  const memory = new MemoryState();
  for (const { seq, change } of registry.log.read()) {
    if (seq > 1) break; // only what set the workspace up
    const outcome = applyChange(memory, change, foldContext(null));
    if ('effects' in outcome) memory.write(outcome.effects);
  }
  return memory;
}

function sorted(rows: Iterable<unknown>): string[] {
  return Array.from(rows, canonicalJson).toSorted();
}
