import { useState } from 'react';
import type { VersionRow } from '../../../shared/contract.ts';
import { versionPhrase, versionSubject, versionWord } from '../../../shared/version-word.ts';
import { ComparedVersions } from '../../diff/compared-versions.tsx';
import { call } from '../../state/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import type { ViewStore } from '../prompt-view-state.ts';
import { refTo } from './compared-pair.ts';

type Props = { prompt: OpenPrompt; view: ViewStore; version: VersionRow; hasDraft: boolean; onClose: () => void };

/** Makes a draft of an older version: versions themselves stay as they are. */
export function RestoreDialog({ prompt, view, version, hasDraft, onClose }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const head = prompt.store.getState().detail?.headVersion ?? null;
  const restore = async () => {
    setBusy(true);
    await prompt.saver.flush();
    const before = prompt.contentNow();
    const reply = await call('version.restore', {
      promptId: prompt.promptId,
      versionId: version.id,
      draftRevision: prompt.store.getState().revision,
    });
    setBusy(false);
    if (!reply.ok) {
      setProblem(reply.error.message);
      return;
    }
    await prompt.takeTheirs();
    view.setState({ area: 'edit' });
    onClose();
    showToast({
      text: `${versionSubject(version.number)} is the draft now.`,
      action: { label: 'Undo', run: () => prompt.write(before) },
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Restore ${versionPhrase(version.number)} as draft`}
      description={
        hasDraft
          ? `The draft you have is replaced by what ${versionPhrase(version.number)} says. You can undo that right after.`
          : `The draft will say what ${versionPhrase(version.number)} says. Nothing is committed, and no version changes.`
      }
      width="wide"
      mayClose={() => !busy}
      onSubmit={() => void restore()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Restore
          </Button>
        </>
      }
    >
      {problem !== null && <Notice>{problem}</Notice>}
      <ComparedVersions
        promptId={prompt.promptId}
        pair={{
          left: hasDraft || !head ? { kind: 'draft' } : { kind: 'version', versionId: head.id },
          right: refTo(version),
        }}
        leftName={hasDraft || !head ? 'draft' : versionWord(head.number)}
        rightName={versionWord(version.number)}
      />
    </Dialog>
  );
}
