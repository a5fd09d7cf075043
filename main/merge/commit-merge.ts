import type { SnippetRecord } from '../../shared/change.ts';
import type { Content } from '../../shared/content.ts';
import { lineage } from '../../shared/merge/common-ancestor.ts';
import { Refused } from '../../shared/reply.ts';
import { versionPhrase, versionSubject } from '../../shared/version-word.ts';
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
    const placeOf = (id: string) => {
      const place = versions.findIndex((each) => each.id === id); // from the newest
      if (place < 0) throw new Refused('no-version', 'That version belongs to another prompt and cannot be merged.');
      return place;
    };
    const [newer, older] = [mine, theirs]
      .map(placeOf)
      .toSorted((a, b) => a - b)
      .map((place) => versions[place]!);
    if (lineage(versions, newer!.id).has(older!.id))
      throw new Refused(
        'merged-already',
        `${versionSubject(newer!.number)} builds on ${versionPhrase(older!.number)} already: there is nothing to merge.`,
      );
    return commitVersion(registry, { ...rest, parents: [mine, theirs] });
  });
}
