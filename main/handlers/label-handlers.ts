import type { labelCalls } from '../../shared/contract/label-calls.ts';
import { moveLabel, rollBackLabel } from '../registry/move-label.ts';
import { labelNames, promptSeq } from '../registry/prompt-queries.ts';
import { cancelQueued } from '../registry/queued.ts';
import { releases } from '../registry/release-queries.ts';
import { labelMatrix } from '../releases/matrix.ts';
import { moveLabels } from '../releases/move-many.ts';
import { planMoves } from '../releases/plan-moves.ts';
import { promptLabels } from '../releases/prompt-labels.ts';
import { queuedMoves } from '../releases/queued-moves.ts';
import { releaseAuthors, releaseGroups } from '../releases/release-groups.ts';
import { readReport } from '../releases/report.ts';
import { moveSeq, rollBackRelease } from '../releases/roll-back-release.ts';
import { done } from './done.ts';
import type { HandlersOf } from './services.ts';

export const labelHandlers: HandlersOf<typeof labelCalls> = {
  'label.names': ({ registry }) => ({ labels: labelNames(registry) }),
  'label.matrix': ({ registry }, { promptIds }) => ({ rows: labelMatrix(registry, promptIds) }),
  'label.ofPrompt': ({ registry }, { promptId }) => promptLabels(registry, promptId),
  'label.plan': ({ registry }, input) => planMoves(registry, input),
  'label.move': ({ registry }, input) => moveLabel(registry, input),
  'label.moveMany': ({ registry }, input) => moveLabels(registry, input),
  'label.rollback': ({ registry }, input) => rollBackLabel(registry, input),
  'label.queued': ({ registry }) => ({ moves: queuedMoves(registry) }),
  'label.cancelQueued': ({ registry }, { changeId }) => done(() => cancelQueued(registry, changeId)),
  'release.list': ({ registry }, { promptId, label, limit }) => {
    const prompt = promptId === undefined ? undefined : promptSeq(registry, promptId);
    return { releases: releases(registry, { prompt, label, limit }) };
  },
  'release.groups': ({ registry }, input) => releaseGroups(registry, input),
  'release.authors': ({ registry }) => ({ authors: releaseAuthors(registry) }),
  'release.moves': ({ registry }, { moveId }) => ({ moves: releases(registry, { move: moveSeq(registry, moveId) }) }),
  'release.rollback': ({ registry }, input) => rollBackRelease(registry, input),
  'report.read': ({ registry }, period) => readReport(registry, period),
  'report.export': async ({ registry, files }, input) => {
    // The writers are loaded when they are asked for, not while a window waits to open.
    const { exportReport } = await import('../releases/export-report.ts');
    return exportReport(registry, files, input);
  },
};
