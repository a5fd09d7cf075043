import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Choice } from '../../shared/merge/resolve-merge.ts';
import type { Whose } from '../../shared/merge/three-way.ts';
import type { MergeSession, MergeState } from './merge-session.ts';

/** The merge in sight, and what its sides are called: `v5`, `draft`. */
export type MergeInSight = { session: MergeSession; names: { base: string; mine: string; theirs: string } };

export const MergeContext = createContext<MergeInSight | null>(null);

export function useMerge(): MergeInSight {
  const merge = useContext(MergeContext);
  if (!merge) throw new Error('a part of a merge stands outside of one');
  return merge;
}

export function useMergeState<T>(session: MergeSession, select: (state: MergeState) => T): T {
  return useStore(session, select);
}

/** What people read for a side: `v5`, or both. */
export function sideName(names: MergeInSight['names'], whose: Exclude<Whose, 'same'>): string {
  return whose === 'both' ? `${names.mine} and ${names.theirs}` : names[whose];
}

/** What was decided, in a few words. */
export function choiceText(names: MergeInSight['names'], choice: Choice): string {
  switch (choice.take) {
    case 'both':
      return `${names.mine}, then ${names.theirs}`;
    case 'typed':
      return 'what you wrote';
    default:
      return names[choice.take];
  }
}
