import { create } from 'zustand';
import type { SyncStatus } from '../../shared/contract/sync-calls.ts';

/** Where this device stands with the team's log, as the host told last; null until it has. */
export const useSync = create<{ status: SyncStatus | null }>(() => ({ status: null }));

export function noteSync(status: SyncStatus): void {
  useSync.setState({ status });
}
