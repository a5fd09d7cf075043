import { useState } from 'react';
import type { Review } from '../../shared/contract/review-calls.ts';
import type { Refusal } from '../../shared/reply.ts';
import { versionPhrase } from '../../shared/version-word.ts';
import { call } from '../state/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';

export type Deed = 'approve' | 'reject' | 'withdraw';

/** A word on a review, with what goes with it. */
export function DecideDialog({ review, deed, onClose }: { review: Review; deed: Deed; onClose: () => void }) {
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { reviewId, label, promptName, to, policy } = review;
  const words = WORDS[deed];
  const act = async () => {
    if (busy) return;
    setBusy(true);
    const reply =
      deed === 'withdraw'
        ? await call('review.withdraw', { reviewId })
        : await call('review.decide', { reviewId, decision: deed, note: note.trim(), policyId: policy.changeId });
    setBusy(false);
    setRefusal(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    showToast({ text: words.done });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${words.title} ${versionPhrase(to.number)} of ${promptName} for ${label}`}
      description={words.about}
      width="narrow"
      mayClose={() => !busy}
      onSubmit={() => void act()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant={deed === 'approve' ? 'primary' : 'danger'} busy={busy}>
            {words.title}
          </Button>
        </>
      }
    >
      {deed !== 'withdraw' && (
        <Field label={deed === 'approve' ? 'Note (optional)' : 'What should be another'}>
          <NoteArea value={note} onChange={setNote} onSubmit={() => void act()} />
        </Field>
      )}
      {refusal && <Notice>{refusal.message}</Notice>}
    </Dialog>
  );
}

const WORDS: Record<Deed, { title: string; about: string; done: string }> = {
  approve: {
    title: 'Approve',
    about:
      'It counts for this version, this label where it is now, and the policy as it is. When one of them changes, it does not count any more.',
    done: 'Your approval counts once it is synced.',
  },
  reject: {
    title: 'Reject',
    about: 'The label cannot move to this version while your rejection stands.',
    done: 'Your rejection counts once it is synced.',
  },
  withdraw: {
    title: 'Withdraw',
    about: 'Nobody has to look at it any more. What was said stays on record.',
    done: 'The review is withdrawn.',
  },
};
