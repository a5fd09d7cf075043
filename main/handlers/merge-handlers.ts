import type { mergeCalls } from '../../shared/contract/merge-calls.ts';
import { commitMerge } from '../merge/commit-merge.ts';
import { planMerge } from '../merge/plan-merge.ts';
import { recordOf } from '../snippets/record-snippets.ts';
import type { HandlersOf } from './services.ts';

export const mergeHandlers: HandlersOf<typeof mergeCalls> = {
  'merge.plan': ({ registry }, input) => planMerge(registry, input),
  'merge.commit': async ({ registry, snippets }, input) =>
    commitMerge(registry, { ...input, snippets: await recordOf(snippets, input.promptId, input.content) }),
};
