import type { Registry } from './registry.ts';

/** The name and the rule about messages are the workspace's, so they are changes; the author's name is this device's. */
export function configureWorkspace(
  registry: Registry,
  input: { name?: string; author?: string; requireMessage?: boolean },
): void {
  registry.transaction(() => {
    if (input.author !== undefined) registry.settings.set('author', input.author);
    const now = registry.state.workspace()!;
    const name = input.name === now.name ? undefined : input.name;
    const requireMessage = input.requireMessage === now.requireMessage ? undefined : input.requireMessage;
    if (name !== undefined || requireMessage !== undefined)
      registry.record({ kind: 'workspace.configured', body: { name, requireMessage } });
  });
}
