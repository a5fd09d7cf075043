import type { contract } from '../shared/contract.ts';
import { compareHandlers } from './handlers/compare-handlers.ts';
import { inputHandlers } from './handlers/input-handlers.ts';
import { interchangeHandlers } from './handlers/interchange-handlers.ts';
import { labelHandlers } from './handlers/label-handlers.ts';
import { mergeHandlers } from './handlers/merge-handlers.ts';
import { modelHandlers } from './handlers/model-handlers.ts';
import { promptHandlers } from './handlers/prompt-handlers.ts';
import { reviewHandlers } from './handlers/review-handlers.ts';
import { snippetHandlers } from './handlers/snippet-handlers.ts';
import { syncHandlers } from './handlers/sync-handlers.ts';
import { teamHandlers } from './handlers/team-handlers.ts';
import { templateHandlers } from './handlers/template-handlers.ts';
import { textHandlers } from './handlers/text-handlers.ts';
import { versionHandlers } from './handlers/version-handlers.ts';
import { workspaceHandlers } from './handlers/workspace-handlers.ts';
import type { HandlersOf } from './handlers/services.ts';

/** What answers each call of the contract, one file per area. */
export const handlers: HandlersOf<typeof contract> = {
  ...workspaceHandlers,
  ...promptHandlers,
  ...inputHandlers,
  ...versionHandlers,
  ...compareHandlers,
  ...labelHandlers,
  ...reviewHandlers,
  ...templateHandlers,
  ...snippetHandlers,
  ...mergeHandlers,
  ...modelHandlers,
  ...textHandlers,
  ...interchangeHandlers,
  ...syncHandlers,
  ...teamHandlers,
};
