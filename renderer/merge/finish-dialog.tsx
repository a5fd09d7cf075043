import { useState } from 'react';
import type { Refusal } from '../../shared/reply.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import type { ViewStore } from '../prompt/prompt-view-state.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { Notice } from '../ui/notice.tsx';
import { commitMerge } from './finish-merge.ts';
import type { MergeInSight } from './merge-context.ts';
import type { MergedPair, MergeSession } from './merge-session.ts';

type Props = {
  prompt: OpenPrompt;
  view: ViewStore;
  session: MergeSession;
  pair: MergedPair;
  names: MergeInSight['names'];
  onClose: () => void;
};

/** Asks for the merge's message, and commits it. */
export function FinishDialog({ prompt, view, session, pair, names, onClose }: Props) {
  const [message, setMessage] = useState(`Merge ${names.theirs} into ${names.mine}`);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const commit = async () => {
    if (busy) return;
    setBusy(true);
    const reply = await commitMerge(prompt, view, session, pair, message.trim());
    setBusy(false);
    if (!reply.ok) setRefusal(reply.error);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Commit the merge"
      description={`The new version builds on ${names.mine} and ${names.theirs}. Both stay as they are.`}
      width="narrow"
      mayClose={() => !busy}
      onSubmit={() => void commit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Commit merge
          </Button>
        </>
      }
    >
      <Field label="What changed">
        <NoteArea value={message} onChange={setMessage} onSubmit={() => void commit()} selects />
      </Field>
      {refusal && (
        <Notice tone={refusal.code === 'head-moved' ? 'warning' : 'error'}>
          {refusal.message}
          {refusal.code === 'head-moved' && ' What you decided here is kept.'}
        </Notice>
      )}
    </Dialog>
  );
}
