import { ExportLogDialog } from '../activity/export-log-dialog.tsx';
import type { DialogRequest } from '../state/dialogs.ts';
import { ConnectDialog } from '../sync/connect-dialog.tsx';
import { CredentialsDialog } from '../sync/credentials-dialog.tsx';
import { DisconnectDialog } from '../sync/disconnect-dialog.tsx';
import { AcceptDialog } from './accept-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { RecoverDialog } from './recover-dialog.tsx';
import { RecoveryKeyDialog } from './recovery-key-dialog.tsx';
import { RemoveDeviceDialog } from './remove-device-dialog.tsx';
import { RemoveMemberDialog } from './remove-member-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { RotateKeyDialog } from './rotate-key-dialog.tsx';

/** The dialogs about the team and its remote, in one chunk. */
export default function TeamDialogs({ request }: { request: DialogRequest }) {
  switch (request.kind) {
    case 'connect-remote':
      return <ConnectDialog />;
    case 'credentials':
      return <CredentialsDialog />;
    case 'disconnect':
      return <DisconnectDialog />;
    case 'invite':
      return <InviteDialog ownDevice={request.ownDevice} />;
    case 'join-team':
      return <JoinDialog />;
    case 'recover':
      return <RecoverDialog />;
    case 'recovery-key':
      return <RecoveryKeyDialog />;
    case 'accept-request':
      return <AcceptDialog deviceId={request.deviceId} />;
    case 'rename-member':
      return <RenameDialog memberId={request.memberId} />;
    case 'remove-member':
      return <RemoveMemberDialog memberId={request.memberId} />;
    case 'remove-device':
      return <RemoveDeviceDialog deviceId={request.deviceId} />;
    case 'rotate-key':
      return <RotateKeyDialog />;
    case 'export-log':
      return <ExportLogDialog />;
    default:
      return null;
  }
}
