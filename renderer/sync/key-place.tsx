import { KeyRound } from 'lucide-react';
import type { SyncStatus } from '../../shared/contract/sync-calls.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './key-place.module.css';

/** Where the key that signs for this device lies. */
export function KeyPlace({ place }: { place: SyncStatus['keyPlace'] }) {
  if (place === 'keychain') {
    return (
      <p className={styles.place}>
        <KeyRound aria-hidden />
        The key of this device is in the system’s keychain.
      </p>
    );
  }
  if (place === 'file') {
    return (
      <Notice tone="warning">
        The key of this device lies in a file that only you may open, not in a keychain. Whoever can read your files can
        sign as you.
      </Notice>
    );
  }
  return (
    <Notice tone="warning">
      This device has no key yet. It gets one when the workspace is connected; if it had one, it is not to be found
      here.
    </Notice>
  );
}
