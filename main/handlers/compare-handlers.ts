import type { compareCalls } from '../../shared/contract/compare-calls.ts';
import { compareContent } from '../../shared/diff/compare-content.ts';
import { contentAt } from '../registry/content-at.ts';
import type { HandlersOf } from './services.ts';

export const compareHandlers: HandlersOf<typeof compareCalls> = {
  'version.compare': ({ registry }, { promptId, left, right, ignoreWhitespace }) =>
    compareContent(contentAt(registry, promptId, left), contentAt(registry, promptId, right), { ignoreWhitespace }),
};
