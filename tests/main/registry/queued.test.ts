import { describe, expect, test } from 'vitest';
import { moveLabel } from '../../../main/registry/move-label.ts';
import { labelStates } from '../../../main/registry/prompt-queries.ts';
import { cancelQueued } from '../../../main/registry/queued.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { queuedMoves } from '../../../main/releases/queued-moves.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import { newTeam } from './team-under-test.ts';
import { hashOf, promptWith } from './workspace-under-test.ts';

describe('a label move where a remote confirms the log', () => {
  test('waits, and is told with where it leads', () => {
    const { ana, promptId, ids } = started();
    const { moveId, queued } = move(ana.registry, promptId, ids[1]!);
    expect(queued).toBe(true);
    expect(statesOf(ana.registry, promptId)).toEqual([]);
    expect(queuedMoves(ana.registry)).toMatchObject([
      {
        changeId: moveId,
        promptName: 'a',
        label: 'staging',
        to: { versionId: ids[1], number: 2 },
        reason: 'why',
        isStale: false,
        together: 1,
      },
    ]);
    ana.push();
    expect(queuedMoves(ana.registry)).toEqual([]);
    expect(statesOf(ana.registry, promptId)).toMatchObject([{ label: 'staging', number: 2, moveId }]);
  });

  test('is told to have no effect any more once somebody was faster', () => {
    const { ana, ben, promptId, ids } = started();
    move(ana.registry, promptId, ids[0]!);
    move(ben.registry, promptId, ids[1]!);
    ben.push();
    ana.pull();
    expect(queuedMoves(ana.registry)).toMatchObject([{ isStale: true }]);
  });

  test('can be taken back before it is sent, and is as if never asked for', () => {
    const { ana, promptId, ids } = started();
    const { moveId } = move(ana.registry, promptId, ids[1]!);
    cancelQueued(ana.registry, moveId);
    expect(queuedMoves(ana.registry)).toEqual([]);
    expect(ana.store.position()).toMatchObject({ ahead: 0, queued: 0 });
    move(ana.registry, promptId, ids[0]!);
    ana.push();
    expect(statesOf(ana.registry, promptId)).toMatchObject([{ number: 1 }]);
    expect(ana.verified()).toMatchObject({ pending: 0, viewHash: hashOf(ana.registry) });
  });

  test('is not taken back from under one that builds on it, nor while it is being sent, nor after', () => {
    const { ana, promptId, ids } = started();
    const first = move(ana.registry, promptId, ids[0]!).moveId;
    const second = move(ana.registry, promptId, ids[1]!).moveId;
    expect(refusalOf(() => cancelQueued(ana.registry, first))?.code).toBe('built-upon');
    ana.store.begin({ number: 9, headerHash: '', sequence: 9, changeIds: [second] });
    expect(refusalOf(() => cancelQueued(ana.registry, second))?.code).toBe('in-flight');
    ana.store.settle();
    cancelQueued(ana.registry, second);
    cancelQueued(ana.registry, first);
    expect(refusalOf(() => cancelQueued(ana.registry, first))?.code).toBe('not-queued');
  });

  test('that was taken back does not leave with what was gathered before', () => {
    const { ana, promptId, ids } = started();
    const { moveId } = move(ana.registry, promptId, ids[1]!);
    cancelQueued(ana.registry, moveId);
    const inFlight = { number: 9, headerHash: '', sequence: 9, changeIds: [moveId] };
    expect(refusalOf(() => ana.store.begin(inFlight))?.code).toBe('busy');
    expect(ana.store.position().inFlight).toBeNull();
  });
});

function started() {
  const { ana, join } = newTeam();
  const { promptId, versions } = promptWith(ana.registry, 'a', 'one', 'two');
  ana.push();
  return { ana, ben: join('ben'), promptId, ids: versions.map(({ versionId }) => versionId) };
}

function move(registry: Registry, promptId: string, versionId: string) {
  return moveLabel(registry, { promptId, label: 'staging', versionId, expectedMoveId: null, reason: 'why' });
}

function statesOf(registry: Registry, promptId: string) {
  return labelStates(registry, registry.state.promptSeq(promptId)!);
}
