import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { deferred } from '../ui/deferred.tsx';
import { closeSnippetDialog, useSnippetDialog } from './snippet-dialog-state.ts';

const InsertDialog = deferred(() => import('./insert-dialog.tsx'));
const ExtractDialog = deferred(() => import('./extract-dialog.tsx'));
const ImpactDialog = deferred(() => import('./impact-dialog.tsx'));

/** The dialog about snippets that was asked for in this prompt. */
export function SnippetDialogs({ prompt }: { prompt: OpenPrompt }) {
  const dialog = useSnippetDialog((state) => state.dialog);
  if (dialog?.promptId !== prompt.promptId) return null;
  switch (dialog.kind) {
    case 'insert':
      return <InsertDialog prompt={prompt} onClose={closeSnippetDialog} />;
    case 'extract':
      return <ExtractDialog prompt={prompt} stretch={dialog} onClose={closeSnippetDialog} />;
    case 'impact':
      return <ImpactDialog prompt={prompt} onClose={closeSnippetDialog} />;
  }
}
