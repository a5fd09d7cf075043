import { call } from '../state/client.ts';
import { useLiveAnswer } from '../state/live-answer.ts';
import { refusalOf } from '../state/refusal-of.ts';
import { ConfirmDialog, Consequences } from '../ui/confirm-dialog.tsx';

/** Takes a member out of the team, and tells what that does and does not. */
export function RemoveMemberDialog({ memberId }: { memberId: string }) {
  const { value } = useLiveAnswer('team.members', {});
  const member = value?.members.find((each) => each.memberId === memberId);
  const name = member?.name ?? 'this member';
  const isMe = member?.isMe ?? false;
  return (
    <ConfirmDialog
      title={isMe ? 'Leave the team' : `Remove ${name}`}
      verb={isMe ? 'Leave' : 'Remove'}
      danger
      disabled={!member || member.removed}
      run={async () => refusalOf(await call('team.remove', { memberId }))}
      done={isMe ? 'You have left the team, once this is synced.' : `${name} is removed once this is synced.`}
    >
      {isMe ? (
        <Consequences>
          <li>What you write from then on has no effect for the others. An owner can let you in again.</li>
          <li>Everything you have stays on this device.</li>
        </Consequences>
      ) : (
        <Consequences>
          <li>What {name} sends from then on has no effect, for anybody. What was sent before stays.</li>
          <li>
            {name} keeps what is on their devices, and can read the store as long as it lets them: take their access to
            it away, too.
          </li>
          <li>Credentials of the store that everybody shares are to be changed.</li>
        </Consequences>
      )}
    </ConfirmDialog>
  );
}
