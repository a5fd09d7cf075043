import { nativeTheme } from 'electron';
import { Preferences } from '../../shared/contract.ts';
import type { WorkspaceClient } from '../workspace-client.ts';

/** Gives dialogs, menus and the window's frame the theme the person chose: from the start, so that no white window
 *  flashes up, and whenever it is changed. */
export async function followTheme(workspace: WorkspaceClient): Promise<WorkspaceClient> {
  const reply = await workspace.call('preferences.get', {});
  if (reply.ok) applyTheme(reply.value);
  return {
    subscribe: (listener) => workspace.subscribe(listener),
    close: () => workspace.close(),
    async call(name, input) {
      const reply = await workspace.call(name, input);
      if (name === 'preferences.set' && reply.ok) applyTheme((input as { preferences: unknown }).preferences);
      return reply;
    },
  };
}

function applyTheme(preferences: unknown): void {
  const read = Preferences.safeParse(preferences);
  if (read.success) nativeTheme.themeSource = read.data.theme;
}
