import type { ReactNode } from 'react';
import type { PromptLabels } from '../../shared/contract/label-calls.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { usePromptLabels } from './use-prompt-labels.ts';

type Props = { promptId: string; title: string; onClose: () => void; children: (about: PromptLabels) => ReactNode };

/** A dialog that has to know the prompt's labels before it can ask anything. They come within milliseconds: nothing is shown
 *  until then, since a dialog that gives way to another loses its place in the page. */
export function WithPromptLabels({ promptId, title, onClose, children }: Props) {
  const { value, refusal } = usePromptLabels(promptId);
  if (value) return children(value);
  if (!refusal) return null;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} width="wide">
      <Notice>{refusal.message}</Notice>
    </Dialog>
  );
}
