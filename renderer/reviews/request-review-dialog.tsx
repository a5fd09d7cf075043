import { useState } from 'react';
import type { PromptLabels } from '../../shared/contract/label-calls.ts';
import { policySentences } from '../../shared/review/policy-words.ts';
import { labelProblem } from '../../shared/names.ts';
import type { Refusal } from '../../shared/reply.ts';
import { versionPhrase, versionWord } from '../../shared/version-word.ts';
import { ComparedVersions } from '../diff/compared-versions.tsx';
import { stateOf } from '../labels/label-move.ts';
import { useLabelNames } from '../labels/move-label-dialog.tsx';
import { WithPromptLabels } from '../labels/with-prompt-labels.tsx';
import { call } from '../state/client.ts';
import { useLiveAnswer } from '../state/live-answer.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Select } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import { openReview } from './reviews-state.ts';
import styles from './reviews.module.css';

type Props = {
  promptId: string;
  /** The label that is to move; production where none is given. */
  label?: string | undefined;
  /** The version it is to move to; the newest where none is given. */
  versionId?: string | undefined;
  onClose: () => void;
};

/** Asks the team whether a label may move: what would change stands in view. */
export function RequestReviewDialog(props: Props) {
  return (
    <WithPromptLabels promptId={props.promptId} title="Request a review" onClose={props.onClose}>
      {(about) => <Asking about={about} {...props} />}
    </WithPromptLabels>
  );
}

function Asking({ about, promptId, label: given, versionId: first, onClose }: Props & { about: PromptLabels }) {
  const { versions } = about;
  const names = useLabelNames();
  const [label, setLabel] = useState(given ?? 'production');
  const [chosen, setChosen] = useState<string | null>(first ?? null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const target = versions.find((version) => version.id === chosen) ?? versions[0];
  const now = stateOf(about, label);
  const same = now !== undefined && now.versionId === target?.id;
  const wanted = { promptId, versionId: target?.id ?? '', label, expectedMoveId: now?.moveId ?? null };
  const ready = target !== undefined && !same && labelProblem(label) === null;
  const ask = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const reply = await call('review.request', { ...wanted, note: note.trim() });
    setBusy(false);
    setRefusal(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    const { reviewId } = reply.value;
    onClose();
    showToast({
      text: `A review for “${label}” is requested.`,
      action: { label: 'Open', run: () => openReview(reviewId) },
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Request a review of ${about.name}`}
      width="wide"
      mayClose={() => !busy}
      onSubmit={() => void ask()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!ready}>
            Request review
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <Field label="Label to move">
          <Select
            value={label}
            onValueChange={setLabel}
            options={[...new Set([label, ...names])].map((name) => ({ value: name, label: name }))}
          />
        </Field>
        <Field label="To version">
          <Select
            value={target?.id ?? ''}
            onValueChange={setChosen}
            options={versions.map((version) => ({
              value: version.id,
              label: `${versionWord(version.number)}${version.message === '' ? '' : ` · ${version.message.split('\n', 1)[0]!.slice(0, 70)}`}`,
            }))}
          />
        </Field>
      </div>
      <Field label="What should the others know (optional)">
        <NoteArea
          value={note}
          onChange={setNote}
          onSubmit={() => void ask()}
          placeholder="Shorter answers, tried on last week’s tickets"
        />
      </Field>
      {refusal && <Notice>{refusal.message}</Notice>}
      {same && target && (
        <Notice tone="info">
          “{label}” is on {versionPhrase(target.number)} already.
        </Notice>
      )}
      {ready && <Outlook wanted={wanted} />}
      {ready && (
        <ComparedVersions
          promptId={promptId}
          pair={{
            left: now ? { kind: 'version', versionId: now.versionId } : { kind: 'empty' },
            right: { kind: 'version', versionId: target.id },
          }}
          leftName={now ? versionWord(now.number) : 'nothing'}
          rightName={versionWord(target.number)}
        />
      )}
    </Dialog>
  );
}

type Wanted = { promptId: string; versionId: string; label: string; expectedMoveId: string | null };

/** What the label takes; and a review of the same move that is open already. */
function Outlook({ wanted }: { wanted: Wanted }) {
  const { value } = useLiveAnswer('review.forMove', wanted);
  if (!value) return null;
  const { reviewId, mayRequest, policy } = value;
  return (
    <>
      {mayRequest !== null && <Notice>{mayRequest}</Notice>}
      {reviewId !== null && (
        <Notice
          tone="info"
          action={
            <Button size="small" onClick={() => openReview(reviewId)}>
              Open it
            </Button>
          }
        >
          A review that asks for the same is open already.
        </Notice>
      )}
      <p className={styles.quiet}>{policySentences(policy).join(' ')}</p>
    </>
  );
}
