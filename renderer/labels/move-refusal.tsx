import type { LabelState } from '../../shared/contract.ts';
import type { Refusal } from '../../shared/reply.ts';
import { Notice } from '../ui/notice.tsx';

type Props = { refusal: Refusal | null; label: string; /** Where the label stands now. */ now: LabelState | undefined };

/** Why a label was not moved. Where someone else was faster, what is shown below is already the new state. */
export function MoveRefusal({ refusal, label, now }: Props) {
  if (refusal === null) return null;
  if (refusal.code !== 'stale-move') return <Notice>{refusal.message}</Notice>;
  return (
    <Notice tone="warning">
      Nothing was moved: someone else moved “{label}” in the meantime. It is on {now ? `v${now.number}` : 'no version'}{' '}
      now; look at what would change, then move it again if you still want to.
    </Notice>
  );
}
