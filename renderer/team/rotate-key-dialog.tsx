import { call } from '../state/client.ts';
import { refusalOf } from '../state/refusal-of.ts';
import { ConfirmDialog, Consequences } from '../ui/confirm-dialog.tsx';

/** Gives this device another key. */
export function RotateKeyDialog() {
  return (
    <ConfirmDialog
      title="Change the key of this device"
      verb="Change key"
      run={async () => refusalOf(await call('team.rotateKey', {}))}
      done="This device has a new key, in use once this is synced."
    >
      <Consequences>
        <li>A new key is made here, and the old one signs that it takes its place.</li>
        <li>Do so where the old key may have been seen, as after a copy of this computer went astray.</li>
        <li>What was signed before stays as it is. Nobody has to do anything.</li>
      </Consequences>
    </ConfirmDialog>
  );
}
