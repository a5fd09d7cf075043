import { useEffect, useState } from 'react';
import type { ContentRef } from '../../../shared/contract.ts';
import { type ComparedPair, isForeign } from '../../diff/compared-refs.ts';
import { onEvent } from '../../state/client.ts';

/** Counts the changes of the other prompts that a pair is of: their drafts go on while they are compared with. */
export function useChangesOf(pair: ComparedPair | null): number {
  const [count, setCount] = useState(0);
  const ids = [pair?.left, pair?.right]
    .filter((ref) => ref !== undefined)
    .flatMap(foreignId)
    .join(' ');
  useEffect(() => {
    if (ids === '') return undefined;
    const watched = ids.split(' ');
    return onEvent((event) => {
      if (event.type !== 'changed') return;
      if (event.promptIds === null || event.promptIds.some((id) => watched.includes(id))) setCount((now) => now + 1);
    });
  }, [ids]);
  return count;
}

function foreignId(ref: ContentRef): string[] {
  return isForeign(ref) ? [ref.promptId] : [];
}
