import { closeDialog, useDialog } from '../state/dialogs.ts';
import { usePrompts } from '../state/prompts.ts';
import { copyName, createPrompt, duplicatePrompt } from './actions.ts';
import { MoveDialog } from './move-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';
import { TagsDialog } from './tags-dialog.tsx';

/** The library's dialogs: one at a time, as `openDialog` asks. */
export function LibraryDialogs() {
  const request = useDialog((state) => state.request);
  switch (request?.kind) {
    case 'new-prompt':
      return (
        <NameDialog
          title="New prompt"
          hint="A slash puts it into a folder: support/reply-drafter."
          verb="Create"
          initial={request.folder === '' ? '' : `${request.folder}/`}
          onDone={createPrompt}
          onClose={closeDialog}
        />
      );
    case 'duplicate': {
      const name = nameOf(request.promptId);
      return (
        <NameDialog
          title={`Duplicate “${name}”`}
          hint="The copy begins with the newest text. History and labels stay with the original."
          verb="Duplicate"
          initial={copyName(name)}
          onDone={(copy) => duplicatePrompt(request.promptId, copy)}
          onClose={closeDialog}
        />
      );
    }
    case 'move':
      return <MoveDialog promptIds={request.promptIds} onClose={closeDialog} />;
    case 'tags':
      return <TagsDialog promptIds={request.promptIds} onClose={closeDialog} />;
    default:
      return null;
  }
}

function nameOf(promptId: string): string {
  return usePrompts.getState().byId.get(promptId)?.name ?? '';
}
