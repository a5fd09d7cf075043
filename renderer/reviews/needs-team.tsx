import { openDialog } from '../state/dialogs.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** What stands in place of reviews and policies where nobody else is. */
export function NeedsTeam({ what }: { what: 'Reviews' | 'Policies' }) {
  return (
    <EmptyState
      title={`${what} need a team`}
      actions={<Button onClick={() => openDialog({ kind: 'connect-remote' })}>Connect a remote…</Button>}
    >
      {what === 'Reviews'
        ? 'Others can approve what goes to production once this workspace is shared. Until then you move every label yourself.'
        : 'A label can be protected once this workspace is shared. Until then you move every label yourself.'}
    </EmptyState>
  );
}
