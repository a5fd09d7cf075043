import type { templateCalls } from '../../shared/contract/template-calls.ts';
import { unwrap } from '../../shared/reply.ts';
import { checkTexts, fillIn } from '../snippets/check-texts.ts';
import type { HandlersOf } from './services.ts';

export const templateHandlers: HandlersOf<typeof templateCalls> = {
  'template.check': ({ snippets }, input) => checkTexts(snippets, input),
  'template.render': ({ snippets }, input) => fillIn(snippets, input),
  'template.convert': async ({ templates }, input) => unwrap(await templates.convert(input)),
};
