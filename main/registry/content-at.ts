import { readContent, type Content } from '../../shared/content.ts';
import type { ContentRef } from '../../shared/contract.ts';
import { Refused } from '../../shared/reply.ts';
import { promptSeq } from './prompt-queries.ts';
import type { Registry } from './registry.ts';
import { contentOf } from './version-queries.ts';

/** One side of a comparison; null for nothing at all. Throws `Refused` (`no-draft`, `no-version`, `no-prompt`). */
export function contentAt(registry: Registry, promptId: string, ref: ContentRef): Content | null {
  if (ref.kind === 'version') return contentOf(registry, ref.versionId);
  if (ref.kind === 'empty') return null;
  const draft = registry.drafts.get(promptSeq(registry, ref.promptId ?? promptId));
  if (!draft) throw new Refused('no-draft', 'This prompt has no draft to compare.');
  return readContent(draft.content);
}
