import { call } from '../state/client.ts';
import { useLiveAnswer } from '../state/live-answer.ts';
import { refusalOf } from '../state/refusal-of.ts';
import { ConfirmDialog, Consequences } from '../ui/confirm-dialog.tsx';

/** Takes a device from a member: a lost one, or one that is no longer used. */
export function RemoveDeviceDialog({ deviceId }: { deviceId: string }) {
  const { value } = useLiveAnswer('team.members', {});
  const member = value?.members.find((each) => each.devices.some((device) => device.deviceId === deviceId));
  const device = member?.devices.find((each) => each.deviceId === deviceId);
  const which = device?.isThis ? 'this device' : `the device ${deviceId.slice(-6)}`;
  return (
    <ConfirmDialog
      title={`Remove ${which}`}
      verb="Remove"
      danger
      disabled={!device || device.removed}
      run={async () => refusalOf(await call('team.removeDevice', { deviceId }))}
      done="The device is removed once this is synced."
    >
      <Consequences>
        <li>
          What {device?.isThis ? 'you write on it' : `it sends`} from then on has no effect, for anybody. What it sent
          before stays.
        </li>
        <li>{member?.name ?? 'Its member'} stays in the team, with the other devices.</li>
      </Consequences>
    </ConfirmDialog>
  );
}
