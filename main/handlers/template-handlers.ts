import type { templateCalls } from '../../shared/contract/template-calls.ts';
import { checkTexts, fillIn } from '../snippets/check-texts.ts';
import type { HandlersOf } from './services.ts';

export const templateHandlers: HandlersOf<typeof templateCalls> = {
  'template.check': ({ snippets }, input) => checkTexts(snippets, input),
  'template.render': ({ snippets }, input) => fillIn(snippets, input),
};
