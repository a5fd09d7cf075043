import type { Output } from '../../shared/contract.ts';
import { Refused } from '../../shared/reply.ts';
import { versionById } from '../registry/version-queries.ts';
import type { Snippets } from './snippets.ts';

/** What a target means now. Refuses `bad-reference`, `missing-snippet`, `missing-label` and `missing-version`. */
export function resolveTarget(snippets: Snippets, target: string): Output<'snippet.resolve'> {
  const { found, missing } = snippets.find(target);
  if (!found) throw new Refused(missing.code, missing.text, { instead: missing.instead, create: missing.create });
  const { prompt: _prompt, place: _place, ...version } = versionById(snippets.registry, found.versionId);
  return { promptId: found.promptId, name: found.name, version };
}
