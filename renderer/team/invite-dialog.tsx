import { useState } from 'react';
import { closeDialog } from '../state/dialogs.ts';
import { useLiveAnswer } from '../state/live-answer.ts';
import { Button } from '../ui/button.tsx';
import { CopiedText } from '../ui/copied-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { RoleChoice } from './role-choice.tsx';
import type { Role } from './role-words.ts';

/** The text that brings somebody, or a further device of one's own, into the team. */
export function InviteDialog({ ownDevice }: { ownDevice: boolean }) {
  const [role, setRole] = useState<Role>('editor');
  const { value, refusal } = useLiveAnswer('team.invite', ownDevice ? { role, ownDevice: true } : { role });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title={ownDevice ? 'Add a device of mine' : 'Invite somebody'}
      description={
        ownDevice
          ? 'On the other device, choose “Join a team” and paste this text. Then let it in here, after comparing its key.'
          : 'Send them this text. They choose “Join a team” in Galley and paste it; then you let them in, after comparing their key.'
      }
      footer={<Button onClick={closeDialog}>Close</Button>}
    >
      {!ownDevice && <RoleChoice value={role} onChange={setRole} />}
      {refusal !== null && <Notice>{refusal.message}</Notice>}
      {value !== null && <CopiedText label="Invitation" text={value.invitation} rows={5} />}
      <Notice tone="info">
        It holds the address of the remote without any secret, so it may go by mail. It lets nobody in by itself.
        Credentials of the store are handed over apart from it.
      </Notice>
    </Dialog>
  );
}
