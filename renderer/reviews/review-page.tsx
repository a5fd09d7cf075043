import { ArrowLeft, MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { Review } from '../../shared/contract/review-calls.ts';
import { baseName } from '../../shared/names.ts';
import { useComparison } from '../diff/use-comparison.ts';
import { MoveImpact } from '../labels/move-impact.tsx';
import { MoveLabelDialog } from '../labels/move-label-dialog.tsx';
import { useLiveAnswer } from '../state/live-answer.ts';
import { openPrompt } from '../state/tabs.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { LabelChip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Menu } from '../ui/menu.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { Time } from '../ui/time.tsx';
import { DecideDialog, type Deed } from './decide-dialog.tsx';
import { RequestReviewDialog } from './request-review-dialog.tsx';
import { ReviewAside } from './review-aside.tsx';
import { ReviewChanges } from './review-changes.tsx';
import { ReviewRendered } from './review-rendered.tsx';
import { ReviewStateChip } from './review-state-chip.tsx';
import { placeWord, stateSentence } from './review-words.ts';
import { useReviewsArea } from './reviews-state.ts';
import { useComposing } from './use-composing.ts';
import { useReviewCommands } from './use-review-commands.ts';
import styles from './reviews.module.css';

/** One review: what would change, who said what, and what this person may do. */
export default function ReviewPage({ reviewId }: { reviewId: string }) {
  const { value: review, refusal } = useLiveAnswer('review.get', { reviewId });
  if (refusal)
    return (
      <EmptyState title="This review cannot be shown" actions={<Button onClick={back}>Show all reviews</Button>}>
        {refusal.message}
      </EmptyState>
    );
  return review ? <Page review={review} /> : <SpinnerPage label="Reading the review" />;
}

type Step = 'changes' | 'sent';
type Doing = Deed | 'release' | 'again';

function Page({ review }: { review: Review }) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const [step, setStep] = useState<Step>('changes');
  const [change, setChange] = useState<number | null>(null);
  const composing = useComposing(review);
  const { promptId, from, to } = review;
  const { diff, refusal } = useComparison(
    promptId,
    {
      left: from ? { kind: 'version', versionId: from.versionId } : { kind: 'empty' },
      right: { kind: 'version', versionId: to.versionId },
    },
    false,
  );
  const close = () => setDoing(null);
  useReviewCommands({ review, diff, change, composing, onChange: setChange, onDo: setDoing, onStep: setStep });
  return (
    <article className={styles.review} aria-label={`Review of ${review.label} on ${review.promptName}`}>
      <Header review={review} onDo={setDoing} />
      <div className={styles.body}>
        <section className={styles.main} aria-label="What is asked for">
          <Tabs
            label="What would change"
            value={step}
            onValueChange={setStep}
            tabs={[
              { value: 'changes', label: 'What changes' },
              { value: 'sent', label: 'What is sent' },
            ]}
          >
            <TabPanel value="changes">
              <div className={styles.scroll}>
                <MoveImpact promptId={promptId} versionId={to.versionId} label={review.label}>
                  <ReviewChanges
                    review={review}
                    diff={diff}
                    refusal={refusal}
                    change={change}
                    composing={composing}
                    onChange={setChange}
                  />
                </MoveImpact>
              </div>
            </TabPanel>
            <TabPanel value="sent">
              <div className={styles.scroll}>
                <ReviewRendered review={review} />
              </div>
            </TabPanel>
          </Tabs>
        </section>
        <ReviewAside review={review} composing={composing} />
      </div>
      {(doing === 'approve' || doing === 'reject' || doing === 'withdraw') && (
        <DecideDialog review={review} deed={doing} onClose={close} />
      )}
      {doing === 'release' && (
        <MoveLabelDialog promptId={promptId} label={review.label} versionId={to.versionId} onClose={close} />
      )}
      {doing === 'again' && (
        <RequestReviewDialog promptId={promptId} label={review.label} versionId={to.versionId} onClose={close} />
      )}
    </article>
  );
}

function Header({ review, onDo }: { review: Review; onDo: (doing: Doing) => void }) {
  const { label, promptId, promptName, from, to, state } = review;
  const readOnly = useReadOnly();
  const isOver = state === 'released' || state === 'withdrawn' || state === 'stale';
  const act = (doing: Doing, words: string, why: string | null, variant?: 'primary' | 'danger') => (
    <Button
      {...(variant ? { variant } : {})}
      // Not `disabled`: what cannot be done says why, to those who hear the page too.
      aria-disabled={(readOnly ?? why) !== null || undefined}
      title={readOnly ?? why ?? undefined}
      onClick={() => (readOnly ?? why) === null && onDo(doing)}
    >
      {words}
    </Button>
  );
  return (
    <header className={styles.header}>
      <IconButton label="All reviews" onClick={back}>
        <ArrowLeft />
      </IconButton>
      <div className={styles.titles}>
        <h2 className={styles.title}>
          <span className={styles.name} title={promptName}>
            {baseName(promptName)}
          </span>
          <LabelChip label={label} />
          <span className={styles.way}>
            {placeWord(from)} <span aria-label="to">→</span> {placeWord(to)}
          </span>
          <ReviewStateChip review={review} />
        </h2>
        <p className={styles.about}>
          {stateSentence(review)} Asked for by {review.requestedBy}, <Time at={review.at} />.
        </p>
      </div>
      <div className={styles.deeds}>
        {isOver ? (
          state === 'stale' && act('again', 'Ask again…', null, 'primary')
        ) : (
          <>
            {act('reject', 'Reject…', review.mayReject)}
            {act('approve', 'Approve…', review.mayApprove, primaryOf(review) === 'approve' ? 'primary' : undefined)}
            {act('release', 'Release…', review.mayRelease, primaryOf(review) === 'release' ? 'primary' : undefined)}
          </>
        )}
        <Menu
          align="end"
          trigger={
            <IconButton label="More about this review">
              <MoreHorizontal />
            </IconButton>
          }
          items={[
            { label: 'Open the prompt', onSelect: () => openPrompt(promptId) },
            'separator',
            {
              label: 'Withdraw…',
              danger: true,
              disabled: readOnly !== null || review.mayWithdraw !== null,
              onSelect: () => onDo('withdraw'),
            },
          ]}
        />
      </div>
    </header>
  );
}

/** One primary button: to release what may be released, else to approve what may be approved. */
function primaryOf({ mayRelease, mayApprove, state, waitsOnMe }: Review): 'release' | 'approve' | null {
  if (waitsOnMe && state === 'open') return 'approve';
  if (mayRelease === null) return 'release';
  return mayApprove === null ? 'approve' : null;
}

function back(): void {
  useReviewsArea.setState({ opened: null });
}
