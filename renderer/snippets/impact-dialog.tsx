import { useEffect, useState } from 'react';
import type { ContentRef } from '../../shared/contract.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { ImpactView } from './impact-view.tsx';

/** What a snippet's draft, or else its newest version, would change in the prompts that use it. */
export default function ImpactDialog({ prompt, onClose }: { prompt: OpenPrompt; onClose: () => void }) {
  const name = useOpenPrompt(prompt, (state) => state.detail?.name ?? '');
  const head = useOpenPrompt(prompt, (state) => state.detail?.headVersion ?? null);
  const [saved, setSaved] = useState<boolean | null>(null);
  useEffect(() => {
    const wanted = { still: true };
    const flush = async () => {
      const done = await prompt.saver.flush();
      if (wanted.still) setSaved(done);
    };
    void flush();
    return () => {
      wanted.still = false;
    };
  }, [prompt]);
  const hasDraft = saved !== null && prompt.hasDraft;
  const to: ContentRef | null = hasDraft
    ? { kind: 'draft' }
    : head === null
      ? null
      : { kind: 'version', versionId: head.id };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`What ${name} reaches`}
      description={
        hasDraft
          ? 'Each prompt that uses it, filled in with what applies now, and with this draft in its place.'
          : 'Each prompt that uses it, filled in with what applies now, and with the newest version in its place.'
      }
      width="wide"
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {saved === null && <Spinner label="Saving the draft" />}
      {saved === false && <Notice>The draft is not saved, so what it would change cannot be shown.</Notice>}
      {saved === true && to === null && <p>Nothing has been written in this prompt yet.</p>}
      {saved === true && to !== null && <ImpactView snippetId={prompt.promptId} to={to} label={null} />}
    </Dialog>
  );
}
