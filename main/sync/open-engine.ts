import { randomBytes } from 'node:crypto';
import { newId } from '../../shared/ids.ts';
import type { Registry } from '../registry/registry.ts';
import { teamChores } from '../team/team-chores.ts';
import { RegistrySyncStore } from '../registry/sync-store.ts';
import { auditCheckpoint } from './checkpoint-audit.ts';
import { beginFromCheckpoint, checkpointChore } from './checkpoint-chore.ts';
import { unaudited } from './checkpoint-take.ts';
import { Engine } from './engine.ts';
import type { Chore, EngineKeys, EngineParts } from './engine-parts.ts';
import type { Remote } from './remotes/remote.ts';
import { redactionChore } from './redaction-chore.ts';
import { standingOf } from './standing.ts';
import { systemClock } from './system-clock.ts';

/** The engine of an open workspace, on this machine's clock and generator. */
export function openEngine(
  registry: Registry,
  remote: Remote,
  keys: EngineKeys,
  hear: () => void,
  chores: readonly Chore[] = [],
): Engine {
  const store = new RegistrySyncStore(registry);
  const parts: Omit<EngineParts, 'chores'> = {
    remote,
    store,
    keys,
    standing: (position) => standingOf(registry, position),
    hasDevice: (deviceId) => registry.state.team('device', deviceId) !== undefined,
    workspaceId: () => registry.state.workspace()!.id,
    clock: systemClock,
    random: Math.random,
    randomBytes,
    newId,
    hear,
    begin: async ({ chain, seen }, highest, signal) => {
      await beginFromCheckpoint({ registry, remote }, { chain: chain!, head: seen, highest }, signal);
    },
  };
  const checkpoints = checkpointChore({ ...parts, registry });
  return new Engine({
    ...parts,
    chores: [
      ...chores,
      ...teamChores(registry, parts),
      redactionChore(registry, parts),
      checkpoints,
      auditChore(registry, hear),
    ],
  });
}

/** Where this device began from a checkpoint, the log behind it is checked while everything else goes on. */
function auditChore(registry: Registry, hear: () => void): Chore {
  let underWay: Promise<unknown> | null = null;
  return async ({ synced, signal }) => {
    if (!synced || underWay || !unaudited(registry)) return;
    underWay = auditCheckpoint(registry, signal, hear)
      .catch(() => undefined) // stopped: it begins anew with the next start
      .finally(() => {
        underWay = null;
        if (!signal.aborted) hear();
      });
  };
}
