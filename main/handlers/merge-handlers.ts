import type { mergeCalls } from '../../shared/contract/merge-calls.ts';
import { commitMerge } from '../merge/commit-merge.ts';
import { planMerge } from '../merge/plan-merge.ts';
import type { HandlersOf } from './services.ts';

export const mergeHandlers: HandlersOf<typeof mergeCalls> = {
  'merge.plan': ({ registry }, input) => planMerge(registry, input),
  'merge.commit': ({ registry }, input) => commitMerge(registry, input),
};
