import { useEffect, useState } from 'react';
import type { Input } from '../../shared/contract.ts';
import type { MoveOutlook } from '../../shared/contract/review-calls.ts';
import { openReview, useHasTeam } from '../reviews/reviews-state.ts';
import { call } from '../state/client.ts';
import { openDialog } from '../state/dialogs.ts';
import { keepReading } from '../state/keep-reading.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

type Wanted = Input<'review.forMove'>;

/** What stands between this person and a move, kept up with the host; null where nothing does, and until it has answered. */
export function useMoveOutlook(wanted: Wanted | null): MoveOutlook | null {
  const hasTeam = useHasTeam();
  const key = wanted === null || !hasTeam ? null : JSON.stringify(wanted);
  const [answer, setAnswer] = useState<{ of: string; outlook: MoveOutlook } | null>(null);
  useEffect(() => {
    if (key === null) return undefined;
    return keepReading(async (still) => {
      const reply = await call('review.forMove', JSON.parse(key) as Wanted);
      if (still() && reply.ok) setAnswer({ of: key, outlook: reply.value });
    });
  }, [key]);
  return answer !== null && answer.of === key && answer.outlook.refusal !== null ? answer.outlook : null;
}

/** Why the move cannot be made yet. */
export function OutlookNotice({ outlook }: { outlook: MoveOutlook | null }) {
  return outlook?.refusal ? <Notice tone="warning">{outlook.refusal.message}</Notice> : null;
}

/** In place of the button that moves: asking for a review, or going to the one that is open. */
export function OutlookButton({
  outlook,
  wanted,
  onClose,
}: {
  outlook: MoveOutlook;
  wanted: Wanted;
  onClose: () => void;
}) {
  const { reviewId, mayRequest } = outlook;
  if (reviewId !== null)
    return (
      <Button
        variant="primary"
        onClick={() => {
          onClose();
          openReview(reviewId);
        }}
      >
        Open the review
      </Button>
    );
  const { promptId, label, versionId } = wanted;
  return (
    <Button
      variant="primary"
      disabled={mayRequest !== null}
      title={mayRequest ?? undefined}
      onClick={() => {
        onClose();
        openDialog({ kind: 'request-review', promptId, label, versionId });
      }}
    >
      Request a review…
    </Button>
  );
}
