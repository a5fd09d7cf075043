import { EmptyState } from '../ui/empty-state.tsx';

/** What stands in place of reviews and policies where nobody else is. */
export function NeedsTeam({ what }: { what: 'Reviews' | 'Policies' }) {
  return (
    <EmptyState title={`${what} need a team`}>
      {what === 'Reviews'
        ? 'Others can approve what goes to production once this workspace is shared. Until then you move every label yourself.'
        : 'A label can be protected once this workspace is shared. Until then you move every label yourself.'}
    </EmptyState>
  );
}
