import { Refused } from '../../shared/reply.ts';
import type { snippetCalls } from '../../shared/contract/snippet-calls.ts';
import type { HandlersOf } from './services.ts';

export const snippetHandlers: HandlersOf<typeof snippetCalls> = {
  'snippet.resolve': () => {
    throw new Refused('unbuilt', 'not built yet');
  },
  'snippet.usedBy': () => {
    throw new Refused('unbuilt', 'not built yet');
  },
  'snippet.impact': () => {
    throw new Refused('unbuilt', 'not built yet');
  },
  'release.needs': () => {
    throw new Refused('unbuilt', 'not built yet');
  },
};
