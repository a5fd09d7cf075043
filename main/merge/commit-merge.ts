import type { SnippetRecord } from '../../shared/change.ts';
import type { Content } from '../../shared/content.ts';
import { lineage } from '../../shared/merge/common-ancestor.ts';
import { Refused } from '../../shared/reply.ts';
import { type Committed, commitVersion } from '../registry/commit-version.ts';
import { promptSeq } from '../registry/prompt-queries.ts';
import type { Registry } from '../registry/registry.ts';
import { versionRows } from '../registry/version-queries.ts';

/** Makes what came of a merge a version that builds on both. Refuses: `merged-already`, `no-version`, and what
 *  `commitVersion` refuses. */
export function commitMerge(
  registry: Registry,
  input: {
    promptId: string;
    mine: string;
    theirs: string;
    content: Content;
    message: string;
    expectedHead: string | null;
    snippets?: SnippetRecord[];
  },
): Committed {
  return registry.transaction(() => {
    const { mine, theirs, ...rest } = input;
    const versions = versionRows(registry, promptSeq(registry, input.promptId));
    const numberOf = (id: string) => {
      const version = versions.find((each) => each.id === id);
      if (!version) throw new Refused('no-version', 'That version belongs to another prompt and cannot be merged.');
      return version.number;
    };
    const [own, other] = [numberOf(mine), numberOf(theirs)];
    const [older, newer] = own < other ? [mine, theirs] : [theirs, mine];
    if (lineage(versions, newer).has(older))
      throw new Refused(
        'merged-already',
        `v${Math.max(own, other)} builds on v${Math.min(own, other)} already: there is nothing to merge.`,
      );
    return commitVersion(registry, { ...rest, parents: [mine, theirs] });
  });
}
