import type { textCalls } from '../../shared/contract/text-calls.ts';
import { editTexts } from '../text/edit-text.ts';
import { findText } from '../text/find-text.ts';
import { matchTexts } from '../text/match-texts.ts';
import type { HandlersOf } from './services.ts';

export const textHandlers: HandlersOf<typeof textCalls> = {
  'text.find': ({ registry, matcher }, input) => findText(registry, matcher, input),
  'text.match': ({ matcher }, input) => matchTexts(matcher, input),
  'text.edit': ({ registry }, { prompts }) => editTexts(registry, prompts),
};
