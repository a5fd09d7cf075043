import { create } from 'zustand';

/** Whether the panel over the status bar is open. */
export const useSyncPanel = create<{ open: boolean }>(() => ({ open: false }));

export function openSyncPanel(open = true): void {
  useSyncPanel.setState({ open });
}

export const PANEL_SHORTCUT = 'Mod+Shift+Y';
