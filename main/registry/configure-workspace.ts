import type { Registry } from './registry.ts';

/** The name and the rule about messages are the workspace's, so they are changes; the author's name is this device's,
 *  or its member's. */
export function configureWorkspace(
  registry: Registry,
  input: { name?: string; author?: string; requireMessage?: boolean },
): void {
  registry.transaction(() => {
    if (input.author !== undefined) {
      registry.settings.set('author', input.author);
      renameMember(registry, input.author);
    }
    const now = registry.state.workspace()!;
    const name = input.name === now.name ? undefined : input.name;
    const requireMessage = input.requireMessage === now.requireMessage ? undefined : input.requireMessage;
    if (name !== undefined || requireMessage !== undefined)
      registry.record({ kind: 'workspace.configured', body: { name, requireMessage } });
  });
}

/** Where this device speaks for a member, its author's name is that member's, which the team has to hear of. */
function renameMember(registry: Registry, name: string): void {
  const { notes, present } = registry;
  const device = notes.ownActor() && present.team('device', notes.ownActor()!.deviceId);
  const member = device && present.team('member', device.memberId);
  if (member && member.name !== name)
    registry.record({ kind: 'member.renamed', body: { memberId: member.memberId, name } });
}
