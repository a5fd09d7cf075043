import type { labelCalls } from '../../shared/contract/label-calls.ts';
import { moveLabel, moveLabels, rollBackLabel } from '../registry/move-label.ts';
import { labelNames, promptSeq } from '../registry/prompt-queries.ts';
import { releases } from '../registry/version-queries.ts';
import type { HandlersOf } from './services.ts';

export const labelHandlers: HandlersOf<typeof labelCalls> = {
  'label.names': ({ registry }) => ({ labels: labelNames(registry) }),
  'label.move': ({ registry }, input) => moveLabel(registry, input),
  'label.moveMany': ({ registry }, input) => moveLabels(registry, input),
  'label.rollback': ({ registry }, input) => rollBackLabel(registry, input),
  'release.list': ({ registry }, { promptId, label, limit }) => {
    const prompt = promptId === undefined ? undefined : promptSeq(registry, promptId);
    return { releases: releases(registry, { prompt, label, limit }) };
  },
};
