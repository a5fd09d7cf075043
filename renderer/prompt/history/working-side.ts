import type { ContentRef } from '../../../shared/contract.ts';
import type { Side } from '../../../shared/diff/take.ts';
import { type ComparedPair, isForeign } from '../../diff/compared-refs.ts';

/** The side that is what one writes in: the prompt's own draft, or, while there is none, the version a draft would begin
 *  from. Null where neither is. */
export function workingSide(pair: ComparedPair, hasDraft: boolean, baseId: string | null): Side | null {
  const isWorking = (ref: ContentRef) =>
    !isForeign(ref) &&
    (hasDraft ? ref.kind === 'draft' : ref.kind === 'version' && baseId !== null && ref.versionId === baseId);
  // Of a version compared with itself nothing can be taken, so either will do.
  return isWorking(pair.right) ? 'right' : isWorking(pair.left) ? 'left' : null;
}

/** The pair with the draft where the version stood that it began from. */
export function withDraft(pair: ComparedPair, working: Side): ComparedPair {
  return { ...pair, [working]: { kind: 'draft' } };
}
