import { z } from 'zod';
import { compareCalls } from './contract/compare-calls.ts';
import { inputCalls } from './contract/input-calls.ts';
import { interchangeCalls } from './contract/interchange-calls.ts';
import { labelCalls } from './contract/label-calls.ts';
import { mergeCalls } from './contract/merge-calls.ts';
import { modelCalls } from './contract/model-calls.ts';
import { promptCalls } from './contract/prompt-calls.ts';
import { JobState } from './contract/shapes.ts';
import { reviewCalls } from './contract/review-calls.ts';
import { snippetCalls } from './contract/snippet-calls.ts';
import { syncCalls, SyncStatus } from './contract/sync-calls.ts';
import { teamCalls } from './contract/team-calls.ts';
import { templateCalls } from './contract/template-calls.ts';
import { textCalls } from './contract/text-calls.ts';
import { versionCalls } from './contract/version-calls.ts';
import { workspaceCalls } from './contract/workspace-calls.ts';
import { Id } from './ids.ts';

export * from './contract/shapes.ts';

/** Every call a host serves: its input, checked in dispatch before anything runs, and its output. Values are plain JSON.
 *  Each call answers a `Reply`; the codes a caller may meet stand beside the service that refuses. One file per area. */
export const contract = {
  ...workspaceCalls,
  ...promptCalls,
  ...inputCalls,
  ...versionCalls,
  ...compareCalls,
  ...labelCalls,
  ...reviewCalls,
  ...templateCalls,
  ...snippetCalls,
  ...mergeCalls,
  ...modelCalls,
  ...textCalls,
  ...interchangeCalls,
  ...syncCalls,
  ...teamCalls,
} satisfies Record<string, Entry>;

type Entry = { input: z.ZodType; output: z.ZodType };

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type Input<N extends CallName> = z.input<Contract[N]['input']>;
export type CheckedInput<N extends CallName> = z.output<Contract[N]['input']>;
export type Output<N extends CallName> = z.output<Contract[N]['output']>;

/** What a host tells its windows. `changed` with `promptIds: null` means "many: read the list again"; `sync` comes whenever
 *  the status is another one. */
export const GalleyEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), promptIds: z.array(Id).nullable() }),
  z.object({ type: z.literal('job'), job: JobState }),
  z.object({ type: z.literal('sync'), status: SyncStatus }),
  z.object({ type: z.literal('menu'), command: z.string() }),
]);
export type GalleyEvent = z.infer<typeof GalleyEvent>;
