import { call } from '../state/client.ts';
import { noted, useSync } from '../state/sync.ts';
import { ConfirmDialog, Consequences } from '../ui/confirm-dialog.tsx';
import { counted } from './sync-words.ts';

/** Forgets the address of the remote, and tells what that means. */
export function DisconnectDialog() {
  const status = useSync((state) => state.status);
  const ahead = status?.ahead ?? 0;
  return (
    <ConfirmDialog
      title={`Disconnect ${status?.remote?.name ?? 'the remote'}`}
      verb="Disconnect"
      danger
      disabled={!status?.remote}
      run={() => noted(call('remote.disconnect', {}))}
      done="Disconnected. Nothing was deleted, here or there."
    >
      <Consequences>
        <li>Galley forgets the address and its credentials on this device. Others notice nothing.</li>
        <li>Nothing is deleted: every prompt and version stays here, and everything that was sent stays there.</li>
        <li>
          {ahead === 0
            ? 'What you do from now on is kept as pending, and sent when the remote is connected again.'
            : `${counted(ahead, 'change')} of yours ${ahead === 1 ? 'was' : 'were'} not sent yet: pending, as all you do from now on, until the remote is connected again.`}
        </li>
      </Consequences>
    </ConfirmDialog>
  );
}
