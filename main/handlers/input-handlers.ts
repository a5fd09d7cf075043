import type { inputCalls } from '../../shared/contract/input-calls.ts';
import { chooseInputSet, listInputSets, removeInputSet, renameInputSet, saveInputSet } from '../registry/input-sets.ts';
import { done } from './done.ts';
import type { HandlersOf } from './services.ts';

export const inputHandlers: HandlersOf<typeof inputCalls> = {
  'inputs.list': ({ registry }, { promptId }) => listInputSets(registry, promptId),
  'inputs.save': ({ registry }, { promptId, ...input }) => done(() => saveInputSet(registry, promptId, input)),
  'inputs.choose': ({ registry }, { promptId, setId }) => done(() => chooseInputSet(registry, promptId, setId)),
  'inputs.rename': ({ registry }, { promptId, setId, name }) =>
    done(() => renameInputSet(registry, promptId, setId, name)),
  'inputs.remove': ({ registry }, { promptId, setId }) => done(() => removeInputSet(registry, promptId, setId)),
};
