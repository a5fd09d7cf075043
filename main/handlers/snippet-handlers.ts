import { Refused } from '../../shared/reply.ts';
import type { snippetCalls } from '../../shared/contract/snippet-calls.ts';
import { resolveTarget } from '../snippets/resolve-target.ts';
import type { HandlersOf } from './services.ts';

export const snippetHandlers: HandlersOf<typeof snippetCalls> = {
  'snippet.resolve': ({ snippets }, { target }) => resolveTarget(snippets, target),
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
