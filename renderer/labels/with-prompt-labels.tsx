import type { ReactNode } from 'react';
import type { PromptLabels } from '../../shared/contract/label-calls.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { usePromptLabels } from './use-prompt-labels.ts';

type Props = { promptId: string; title: string; onClose: () => void; children: (about: PromptLabels) => ReactNode };

/** A dialog that has to know the prompt's labels before it can ask anything: until then it says that it reads them. */
export function WithPromptLabels({ promptId, title, onClose, children }: Props) {
  const { value, refusal } = usePromptLabels(promptId);
  if (value) return children(value);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} width="wide">
      {refusal ? <Notice>{refusal.message}</Notice> : <SpinnerPage label="Reading the labels" />}
    </Dialog>
  );
}
