import { useMemo } from 'react';
import type { Comparison } from '../../shared/contract/compare-calls.ts';
import type { Review } from '../../shared/contract/review-calls.ts';
import { switchLayout, switchLevel } from '../prompt/history/diff-commands.ts';
import { type Command, useCommands } from '../state/commands.ts';
import { openPrompt } from '../state/tabs.ts';
import { useReadOnly } from '../state/workspace.ts';
import { changePlaces } from './review-places.ts';
import { useReviewsArea } from './reviews-state.ts';
import type { Composing } from './use-composing.ts';

type Page = {
  review: Review;
  diff: Comparison | null;
  change: number | null;
  composing: Composing;
  onChange: (change: number | null) => void;
  onDo: (doing: 'approve' | 'reject' | 'withdraw' | 'release') => void;
  onStep: (step: 'changes' | 'sent') => void;
};

/** What can be done with the review in front, by name and by key. */
export function useReviewCommands({ review, diff, change, composing, onChange, onDo, onStep }: Page): void {
  const writable = useReadOnly() === null;
  const places = useMemo(() => (diff ? changePlaces(diff) : []), [diff]);
  const { begin, mayNot } = composing;
  const { mayApprove, mayReject, mayRelease, mayWithdraw, promptId } = review;
  const commands = useMemo((): Command[] => {
    const group = 'Review';
    const count = places.length;
    const step = (by: 1 | -1) => () => {
      onStep('changes');
      onChange(count === 0 ? null : ((change ?? (by === 1 ? -1 : 0)) + by + count) % count);
    };
    const act = (id: 'approve' | 'reject' | 'release' | 'withdraw', title: string, why: string | null): Command => ({
      id: `review.${id}`,
      title,
      group,
      enabled: writable && why === null,
      run: () => onDo(id),
    });
    return [
      act('approve', 'Approve this review…', mayApprove),
      act('reject', 'Reject this review…', mayReject),
      act('release', 'Release what this review asks for…', mayRelease),
      act('withdraw', 'Withdraw this review…', mayWithdraw),
      {
        id: 'review.comment',
        title: 'Comment on the change in front',
        group,
        shortcut: 'C',
        enabled: writable && mayNot === null,
        run: () => {
          onStep('changes');
          begin(places[change ?? 0] ?? places.find((place) => place !== null) ?? null);
        },
      },
      { id: 'review.next', title: 'Next change', group, shortcut: 'F7', run: step(1) },
      { id: 'review.previous', title: 'Previous change', group, shortcut: 'Shift+F7', run: step(-1) },
      { id: 'review.nextLetter', title: 'Next change', group, shortcut: 'N', hidden: true, run: step(1) },
      { id: 'review.previousLetter', title: 'Previous change', group, shortcut: 'P', hidden: true, run: step(-1) },
      { id: 'review.sent', title: 'Show what is sent, before and after', group, run: () => onStep('sent') },
      { id: 'review.level', title: 'Compare by words or by lines', group, run: switchLevel },
      { id: 'review.layout', title: 'Side by side or unified', group, run: switchLayout },
      { id: 'review.prompt', title: 'Open the prompt of this review', group, run: () => openPrompt(promptId) },
      {
        id: 'review.back',
        title: 'Back to all reviews',
        group,
        run: () => useReviewsArea.setState({ opened: null }),
      },
    ];
  }, [
    places,
    change,
    begin,
    mayNot,
    mayApprove,
    mayReject,
    mayRelease,
    mayWithdraw,
    promptId,
    writable,
    onChange,
    onDo,
    onStep,
  ]);
  useCommands(commands);
}
