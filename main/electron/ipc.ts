import { BrowserWindow, ipcMain } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../preload/channels.ts';
import type { GalleyEvent } from '../../shared/contract.ts';
import { refuse } from '../../shared/reply.ts';
import type { WorkspaceClient } from '../workspace-client.ts';
import { isAppPage } from './app-address.ts';

/** Hands the windows' calls to `workspace` and its events to the windows. */
export function serveWindows(workspace: WorkspaceClient): void {
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown) => {
    if (!isAppPage(event.senderFrame)) return refuse('forbidden', 'This page may not use the workspace.');
    if (typeof name !== 'string') return refuse('unknown-call', 'A call needs a name.');
    return workspace.call(name, input);
  });
  workspace.subscribe(tellWindows);
}

export function tellWindows(event: GalleyEvent): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  }
}
