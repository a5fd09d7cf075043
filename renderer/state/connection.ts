import { create } from 'zustand';
import type { Reply } from '../../shared/reply.ts';

/** Whether the host has stopped answering. */
export const useConnection = create<{ lost: boolean }>(() => ({ lost: false }));

/** Every reply tells whether the host is there: `host-gone` is what the bridge answers in its place. */
export function noteReply(reply: Reply<unknown>): void {
  const lost = !reply.ok && reply.error.code === 'host-gone';
  if (lost !== useConnection.getState().lost) useConnection.setState({ lost });
}
