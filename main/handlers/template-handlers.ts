import type { templateCalls } from '../../shared/contract/template-calls.ts';
import { unwrap } from '../../shared/reply.ts';
import type { HandlersOf } from './services.ts';

export const templateHandlers: HandlersOf<typeof templateCalls> = {
  'template.check': async ({ templates }, input) => unwrap(await templates.check(input)),
  'template.render': async ({ templates }, input) => unwrap(await templates.render(input)),
};
