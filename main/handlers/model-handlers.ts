import type { modelCalls } from '../../shared/contract/model-calls.ts';
import type { HandlersOf } from './services.ts';

export const modelHandlers: HandlersOf<typeof modelCalls> = {
  'model.list': async ({ models }) => ({ models: await models.list() }),
  'model.count': ({ models }, input) => models.count(input),
  'model.get': async ({ models }, { model }) => ({
    info: await models.info(model),
    unsupported: await models.unsupported(model),
  }),
  'model.request': ({ models }, { model, messages, content }) => models.request(model, messages, content),
  'model.copyAs': async ({ models }, input) => ({ text: await models.copyAs(input) }),
};
