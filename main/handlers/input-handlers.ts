import type { inputCalls } from '../../shared/contract/input-calls.ts';
import { readInputs, saveInputs } from '../registry/edit-draft.ts';
import { done } from './done.ts';
import type { HandlersOf } from './services.ts';

export const inputHandlers: HandlersOf<typeof inputCalls> = {
  'inputs.get': ({ registry }, { promptId }) => ({ values: readInputs(registry, promptId) }),
  'inputs.save': ({ registry }, { promptId, values }) => done(() => saveInputs(registry, promptId, values)),
};
