import { Refused } from '../../shared/reply.ts';
import type { modelCalls } from '../../shared/contract/model-calls.ts';
import type { HandlersOf } from './services.ts';

export const modelHandlers: HandlersOf<typeof modelCalls> = {
  'model.list': () => {
    throw new Refused('unbuilt', 'not built yet');
  },
  'model.count': () => {
    throw new Refused('unbuilt', 'not built yet');
  },
  'model.request': () => {
    throw new Refused('unbuilt', 'not built yet');
  },
};
