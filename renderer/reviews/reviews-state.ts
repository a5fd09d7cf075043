import { create } from 'zustand';
import type { Output } from '../../shared/contract.ts';
import { call } from '../state/client.ts';
import { keepReading } from '../state/keep-reading.ts';
import { showArea } from '../state/tabs.ts';

export type Scope = 'waiting' | 'open' | 'mine' | 'all';

type State = {
  part: 'inbox' | 'policies';
  /** The review that is open; null for the inbox. */
  opened: string | null;
  scope: Scope;
  label: string;
};

/** How the area was left; kept while the window lives. */
export const useReviewsArea = create<State>(() => ({ part: 'inbox', opened: null, scope: 'open', label: '' }));

export function openReview(reviewId: string): void {
  useReviewsArea.setState({ part: 'inbox', opened: reviewId });
  showArea('reviews');
}

export function showReviews(scope: Scope = 'open'): void {
  useReviewsArea.setState({ part: 'inbox', opened: null, scope });
  showArea('reviews');
}

export function showPolicies(): void {
  useReviewsArea.setState({ part: 'policies' });
  showArea('reviews');
}

/** How many reviews wait on this person: shown wherever they are. */
export const useWaiting = create<{ waiting: number; hasTeam: boolean }>(() => ({ waiting: 0, hasTeam: false }));

/** Whether there is anybody to ask. */
export function useHasTeam(): boolean {
  return useWaiting((state) => state.hasTeam);
}

/** Keeps the count up with the host. */
export function followWaiting(): () => void {
  return keepReading(async (wanted) => {
    const reply = await call('review.list', { scope: 'waiting' });
    if (wanted() && reply.ok) noteWaiting(reply.value);
  });
}

export function noteWaiting({ waiting, hasTeam }: Output<'review.list'>): void {
  const before = useWaiting.getState();
  if (before.waiting !== waiting || before.hasTeam !== hasTeam) useWaiting.setState({ waiting, hasTeam });
}
