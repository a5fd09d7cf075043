import { useEffect, useState } from 'react';
import { ComparedVersions } from '../diff/compared-versions.tsx';
import { CommitImpact } from '../snippets/commit-impact.tsx';
import { useHasTeam, useWaiting } from '../reviews/reviews-state.ts';
import { call } from '../state/client.ts';
import { openDialog } from '../state/dialogs.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, Field } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { showToast } from '../ui/toast.tsx';
import type { Refusal } from '../../shared/reply.ts';
import { versionPhrase, versionWord } from '../../shared/version-word.ts';
import { ProblemCount } from './problem-count.tsx';
import type { OpenPrompt } from './open-prompt.ts';
import { useOpenPrompt } from './open-prompts.ts';

type Props = {
  prompt: OpenPrompt;
  /** Whether it is meant to stand beside the newest version, where the draft was begun from an older one. */
  beside?: boolean;
  onClose: () => void;
};

/** Makes a version of the draft: what changes stands in view while the message is written. */
export function CommitDialog({ prompt, beside: wanted = false, onClose }: Props) {
  const saved = useSavedDraft(prompt);
  const hasTeam = useHasTeam();
  const name = useOpenPrompt(prompt, (state) => state.detail?.name ?? '');
  const hasDraft = useOpenPrompt(prompt, (state) => state.revision > 0);
  const head = useOpenPrompt(prompt, (state) => state.detail?.headVersion ?? null);
  // The head the diff in view was made against: a version that arrives meanwhile must be seen before it is built on.
  const [seenHead, setSeenHead] = useState(head);
  const requireMessage = useWorkspace((state) => state.info?.requireMessage ?? false);
  const base = useOpenPrompt(prompt, (state) => state.base);
  const [wantsBeside, setWantsBeside] = useState(wanted);
  const isBehind = base !== null && seenHead !== null && base.versionId !== seenHead.id;
  const beside = isBehind && wantsBeside;
  const [message, setMessage] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);

  const unchanged = saved.state === 'saved' && !hasDraft;
  const ready = saved.state === 'saved' && hasDraft && !busy && (!requireMessage || message.trim() !== '');
  const commit = async () => {
    if (!ready) return;
    setBusy(true);
    const reply = await call('version.commit', {
      promptId: prompt.promptId,
      message: message.trim(),
      expectedHead: seenHead?.id ?? null,
      draftRevision: prompt.store.getState().revision,
      ...(beside ? { beside } : {}),
    });
    setBusy(false);
    if (reply.ok) {
      const { number, versionId } = reply.value;
      const { promptId } = prompt;
      showToast({
        text: committedText(number),
        ...(useWaiting.getState().hasTeam
          ? {
              action: {
                label: 'Request a review…',
                run: () => openDialog({ kind: 'request-review', promptId, versionId }),
              },
            }
          : {}),
      });
      onClose();
    } else setRefusal(reply.error);
    await prompt.refresh();
    setSeenHead(prompt.store.getState().detail?.headVersion ?? null);
  };

  if (unchanged) {
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title="Nothing to commit"
        width="narrow"
        footer={<Button onClick={onClose}>Close</Button>}
      >
        {head === null
          ? 'Nothing has been written in this prompt yet.'
          : `What stands here is the same as ${versionPhrase(head.number)}, the newest version.`}
      </Dialog>
    );
  }
  const next = nextWord(seenHead, hasTeam);
  const under = beside ? { id: base.versionId, number: base.number } : seenHead;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={next === null ? `Commit ${name}` : `Commit ${name} as ${next}`}
      width="wide"
      mayClose={() => !busy}
      onSubmit={() => void commit()}
      footer={
        <>
          <ProblemCount prompt={prompt} />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!ready}>
            Commit
          </Button>
        </>
      }
    >
      <Field
        label={requireMessage ? 'What changed' : 'What changed (optional)'}
        hint={requireMessage ? 'This workspace asks for a message with every version.' : undefined}
      >
        <NoteArea
          value={message}
          onChange={setMessage}
          onSubmit={() => void commit()}
          placeholder="Ask for the ticket number first"
        />
      </Field>
      {saved.state === 'refused' && <Notice>The draft is not saved, so it cannot be committed: {saved.reason}</Notice>}
      {isBehind && (
        <Checkbox
          checked={beside}
          onCheckedChange={setWantsBeside}
          label={`Commit beside ${versionPhrase(seenHead.number)}, on top of ${versionPhrase(base.number)}`}
          hint={
            beside
              ? `Both stay, and can be merged later.`
              : `This draft began from ${versionPhrase(base.number)}. On top of ${versionPhrase(seenHead.number)}, it takes back what that changed and this does not have.`
          }
        />
      )}
      {refusal && (
        <Notice tone={refusal.code === 'head-moved' ? 'warning' : 'error'}>
          {refusal.message}
          {refusal.code === 'head-moved' && ' The comparison below is with that version now.'}
        </Notice>
      )}
      {saved.state === 'saving' ? (
        <Spinner label="Saving the draft" />
      ) : (
        saved.state === 'saved' && (
          <CommitImpact prompt={prompt}>
            <ComparedVersions
              promptId={prompt.promptId}
              pair={{
                left: under ? { kind: 'version', versionId: under.id } : { kind: 'empty' },
                right: { kind: 'draft' },
              }}
              leftName={under ? versionWord(under.number) : 'nothing'}
              rightName="draft"
            />
          </CommitImpact>
        )
      )}
    </Dialog>
  );
}

/** What the version will be called, where that is certain: with a team's log it has a number only once it is in there. */
function nextWord(head: { number: number | null } | null, hasTeam: boolean): string | null {
  if (hasTeam || head?.number === null) return null;
  return versionWord((head?.number ?? 0) + 1);
}

function committedText(number: number | null): string {
  return number === null
    ? 'Committed. The version is pending: it gets its number when it is synced.'
    : `Committed v${number}.`;
}

type Saved = { state: 'saving' } | { state: 'saved' } | { state: 'refused'; reason: string };

/** The host compares and commits what it has: the draft goes there first. */
function useSavedDraft(prompt: OpenPrompt): Saved {
  const [saved, setSaved] = useState<Saved>({ state: 'saving' });
  useEffect(() => {
    const wanted = { still: true };
    const flush = async () => {
      const done = await prompt.saver.flush();
      const { state } = prompt.saver;
      if (wanted.still)
        setSaved(
          done
            ? { state: 'saved' }
            : { state: 'refused', reason: state.kind === 'refused' ? state.refusal.message : '' },
        );
    };
    void flush();
    return () => {
      wanted.still = false;
    };
  }, [prompt]);
  return saved;
}
