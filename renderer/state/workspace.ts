import { create } from 'zustand';
import type { Input, Output, WorkspaceInfo } from '../../shared/contract.ts';
import type { Refusal, Reply } from '../../shared/reply.ts';
import { call } from './client.ts';

type State = {
  info: WorkspaceInfo | null;
  /** Why the workspace could not be opened. */
  refusal: Refusal | null;
  app: Output<'app.info'> | null;
};

export const useWorkspace = create<State>(() => ({ info: null, refusal: null, app: null }));

export async function loadWorkspace(): Promise<void> {
  const reply = await call('workspace.info', {});
  if (reply.ok) useWorkspace.setState({ info: reply.value, refusal: null });
  // A workspace that was open stays in sight when the host goes away: the banner says what is wrong.
  else if (useWorkspace.getState().info === null || reply.error.code !== 'host-gone')
    useWorkspace.setState({ refusal: reply.error });
}

export async function loadAppInfo(): Promise<void> {
  const reply = await call('app.info', {});
  if (reply.ok) useWorkspace.setState({ app: reply.value });
}

export async function configureWorkspace(change: Input<'workspace.configure'>): Promise<Reply<WorkspaceInfo>> {
  const reply = await call('workspace.configure', change);
  if (reply.ok) useWorkspace.setState({ info: reply.value });
  return reply;
}

/** Why nothing can be written, or null. Buttons that write are off while it is set; the status bar says it. */
export function useReadOnly(): string | null {
  return useWorkspace((state) => state.info?.readOnly ?? null);
}
