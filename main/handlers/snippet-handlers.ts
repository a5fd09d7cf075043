import type { snippetCalls } from '../../shared/contract/snippet-calls.ts';
import { impactOf } from '../snippets/impact.ts';
import { needsOf } from '../snippets/release-needs.ts';
import { resolveTarget } from '../snippets/resolve-target.ts';
import { usesOf } from '../snippets/uses.ts';
import type { HandlersOf } from './services.ts';

export const snippetHandlers: HandlersOf<typeof snippetCalls> = {
  'snippet.resolve': ({ snippets }, { target }) => resolveTarget(snippets, target),
  'snippet.usedBy': async ({ snippets }, { promptId }) => ({ uses: await usesOf(snippets, promptId) }),
  'snippet.impact': ({ snippets }, input) => impactOf(snippets, input),
  'release.needs': ({ snippets }, { versionId }) => needsOf(snippets, versionId),
};
