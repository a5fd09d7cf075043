import { create } from 'zustand';
import type { SyncStatus } from '../../shared/contract/sync-calls.ts';
import type { Refusal, Reply } from '../../shared/reply.ts';
import { call } from './client.ts';

/** Where this device stands with the team's log, as the host told last; null until it has. */
export const useSync = create<{ status: SyncStatus | null }>(() => ({ status: null }));

export function noteSync(status: SyncStatus): void {
  useSync.setState({ status });
}

export async function loadSync(): Promise<void> {
  const reply = await call('sync.status', {});
  if (reply.ok) noteSync(reply.value);
}

/** Begins a round; resolves when it has ended. How it went is in the status. */
export function syncNow(): Promise<Refusal | null> {
  return noted(call('sync.now', {}));
}

export function pauseSync(paused: boolean): Promise<Refusal | null> {
  return noted(call('sync.pause', { paused }));
}

/** Keeps the status that a call answered; gives why there is none. */
export async function noted(asked: Promise<Reply<SyncStatus>>): Promise<Refusal | null> {
  const reply = await asked;
  if (reply.ok) noteSync(reply.value);
  return reply.ok ? null : reply.error;
}

/** Whether what this person does is for others too. */
export function useHasRemote(): boolean {
  return useSync(({ status }) => status !== null && status.remote !== null);
}
