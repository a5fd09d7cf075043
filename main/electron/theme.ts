import { nativeTheme } from 'electron';
import { Preferences } from '../../shared/contract.ts';
import type { WorkspaceClient } from '../workspace-client.ts';

/** Gives dialogs, menus and the window's frame the theme the person chose, as soon as the workspace tells and whenever it is
 *  changed: calls go through what is returned. */
export function followTheme(workspace: WorkspaceClient): WorkspaceClient {
  const call = async (name: string, input: unknown) => {
    const reply = await workspace.call(name, input);
    if (!reply.ok) return reply;
    if (name === 'preferences.get') applyTheme(reply.value);
    if (name === 'preferences.set') applyTheme((input as { preferences: unknown }).preferences);
    return reply;
  };
  // Not awaited: the window need not wait for the disk.
  void call('preferences.get', {});
  return { ...workspace, call };
}

function applyTheme(preferences: unknown): void {
  const read = Preferences.safeParse(preferences);
  if (read.success) nativeTheme.themeSource = read.data.theme;
}
