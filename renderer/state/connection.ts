import { create } from 'zustand';
import type { Reply } from '../../shared/reply.ts';

/** Whether the host still answers. `workspaceRefused` is set where the host answers but the workspace could not be opened. */
type Connection = { lost: boolean };
export const useConnection = create<Connection>(() => ({ lost: false }));

/** Every reply tells whether the host is there: `host-gone` is what the bridge answers in its place. */
export function noteReply(reply: Reply<unknown>): void {
  const lost = !reply.ok && reply.error.code === 'host-gone';
  if (lost !== useConnection.getState().lost) useConnection.setState({ lost });
}
