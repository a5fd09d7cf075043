import type { MemberRow } from '../../shared/contract/team-calls.ts';
import { openDialog } from '../state/dialogs.ts';
import { Button } from '../ui/button.tsx';
import { Time } from '../ui/time.tsx';
import styles from './members.module.css';

type Props = { member: MemberRow; mayRemove: boolean };

/** The devices that speak for a member. */
export function DeviceList({ member, mayRemove }: Props) {
  const present = member.devices.filter((device) => !device.removed).length;
  return (
    <ul className={styles.devices} aria-label={`Devices of ${member.name}`}>
      {member.devices.map(({ deviceId, isThis, removed, since }) => (
        <li key={deviceId} className={styles.device} data-removed={removed || undefined}>
          <span className={styles.deviceName}>
            {isThis ? 'This device' : 'Device'} <code>{deviceId.slice(-6)}</code>
          </span>
          <span className={styles.faint}>
            {removed ? 'removed · ' : ''}since <Time at={since} />
          </span>
          {mayRemove && !removed && present > 1 && (
            <Button size="small" variant="danger" onClick={() => openDialog({ kind: 'remove-device', deviceId })}>
              Remove…
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
