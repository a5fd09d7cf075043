import type { Content } from '../../shared/content.ts';
import type { ContentRef } from '../../shared/contract.ts';
import type { MergePlan } from '../../shared/contract/merge-calls.ts';
import { commonAncestor } from '../../shared/merge/common-ancestor.ts';
import { mergeContent } from '../../shared/merge/merge-content.ts';
import { Refused } from '../../shared/reply.ts';
import { versionPhrase, versionSubject } from '../../shared/version-word.ts';
import { contentAt } from '../registry/content-at.ts';
import { promptSeq, readDraft } from '../registry/prompt-queries.ts';
import type { Registry } from '../registry/registry.ts';
import { contentOf, versionRows } from '../registry/version-queries.ts';

/**
 * Merges two contents of a prompt over the nearest version that both build on; a draft builds on the version it was begun
 * from. Refuses: `merged-already` (one builds on the other, so there is nothing to bring together), `no-draft`,
 * `no-version`, `no-prompt`.
 */
export function planMerge(
  registry: Registry,
  { promptId, mine, theirs }: { promptId: string; mine: ContentRef; theirs: ContentRef },
): MergePlan {
  // One read transaction: another process may commit between one query and the next.
  return registry.db.transaction((): MergePlan => {
    const prompt = promptSeq(registry, promptId);
    const versions = versionRows(registry, prompt);
    const draft = [mine, theirs].some(({ kind }) => kind === 'draft') ? readDraft(registry, prompt) : null;
    const placeOf = (ref: ContentRef) => {
      if (ref.kind === 'draft' && ref.promptId !== undefined && ref.promptId !== promptId)
        throw new Refused('no-draft', 'The draft of another prompt cannot be merged into this one.');
      const id = ref.kind === 'version' ? ref.versionId : ref.kind === 'draft' ? (draft?.baseVersionId ?? null) : null;
      const version = id === null ? null : versions.find((each) => each.id === id);
      if (ref.kind === 'version' && !version)
        throw new Refused('no-version', 'That version belongs to another prompt: there is nothing both build on.');
      return version ? { versionId: version.id, number: version.number } : null;
    };
    const contents = [contentAt(registry, promptId, mine), contentAt(registry, promptId, theirs)];
    const [own, other] = [placeOf(mine), placeOf(theirs)];
    const base = own && other ? commonAncestor(versions, own.versionId, other.versionId) : null;
    for (const [ref, place, rest, otherRef] of [
      [mine, own, other, theirs],
      [theirs, other, own, mine],
    ] as const) {
      if (ref.kind !== 'version' || !place || !rest || base?.id !== place.versionId) continue;
      const name = otherRef.kind === 'draft' ? 'The draft' : versionSubject(rest.number);
      throw new Refused(
        'merged-already',
        `${name} builds on ${versionPhrase(place.number)} already: there is nothing to merge.`,
      );
    }
    // Without what both build on they are merged all the same: whatever differs is left to decide.
    const known = base && !versions.find(({ id }) => id === base.id)?.redacted ? contentOf(registry, base.id) : null;
    return {
      base: base && { versionId: base.id, number: base.number },
      mine: mine.kind === 'version' ? own : null,
      theirs: theirs.kind === 'version' ? other : null,
      head: versions[0]?.id ?? null,
      draftRevision: draft?.revision ?? 0,
      merge: mergeContent(known, ...(contents.map(something) as [Content, Content])),
    };
  })();
}

function something(content: Content | null): Content {
  if (content) return content;
  throw new Refused('no-version', 'Nothing at all cannot be merged: choose two versions, or a version and the draft.');
}
