import { randomBytes } from 'node:crypto';
import { newId } from '../../shared/ids.ts';
import type { Registry } from '../registry/registry.ts';
import { teamChores } from '../team/team-chores.ts';
import { RegistrySyncStore } from '../registry/sync-store.ts';
import { Engine } from './engine.ts';
import type { Chore, EngineKeys, EngineParts } from './engine-parts.ts';
import type { Remote } from './remotes/remote.ts';
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
  };
  return new Engine({ ...parts, chores: [...chores, ...teamChores(registry, parts)] });
}
