import type { Output } from '../../shared/contract.ts';
import { roleLabel, roleMay } from './role-words.ts';
import page from './team-area.module.css';

/** What an invitation says. */
export function InvitationFacts({ says }: { says: Output<'team.readInvitation'> }) {
  return (
    <dl className={page.facts} aria-label="What the invitation says">
      <dt>Workspace</dt>
      <dd>{says.workspaceName}</dd>
      <dt>From</dt>
      <dd>{says.from}</dd>
      <dt>As</dt>
      <dd>{says.ownDevice ? `a further device of ${says.from}` : `${roleLabel(says.role)}. ${roleMay(says.role)}`}</dd>
      <dt>Remote</dt>
      <dd className={page.mono}>{says.remote}</dd>
    </dl>
  );
}
