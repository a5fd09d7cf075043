import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitVersion } from '../../main/registry/commit-version.ts';
import { createPrompt } from '../../main/registry/edit-prompts.ts';
import { Registry } from '../../main/registry/registry.ts';
import { RegistrySyncStore } from '../../main/registry/sync-store.ts';
import { Engine } from '../../main/sync/engine.ts';
import { DeviceKeys } from '../../main/sync/keys/device-keys.ts';
import type { SecretStore } from '../../main/sync/keys/secret-store.ts';
import { standingOf } from '../../main/sync/standing.ts';
import { emptyContent, type Content } from '../../shared/content.ts';
import { newId } from '../../shared/ids.ts';
import type { Role } from '../../shared/team/roles.ts';
import { existsSync } from 'node:fs';
import { ObjectStore } from './object-store.ts';
import { Seeded } from './seeded.ts';
import { SimulatedRemote } from './simulated-remote.ts';
import { CALM } from './weather.ts';

/** Where files lie that need not outlive a run: in memory, where the system has a place for that. */
export const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const PEOPLE: readonly { name: string; role: Role }[] = [
  { name: 'ana', role: 'owner' },
  { name: 'ben', role: 'editor' },
  { name: 'eve', role: 'publisher' },
  { name: 'kim', role: 'viewer' },
  { name: 'lea', role: 'owner' },
  { name: 'max', role: 'editor' },
];

/** Somebody who has an invitation and has not used it. */
export const NEWCOMER = 'zoe';

/** Keys of everybody; a copied profile on the same machine finds them, too. */
export function keysIn(kept: Map<string, string>): DeviceKeys {
  return new DeviceKeys(secretsIn(kept));
}

function secretsIn(kept: Map<string, string>): SecretStore {
  return {
    place: 'keychain',
    warning: null,
    get: (name) => kept.get(name) ?? null,
    set: (name, secret) => void kept.set(name, secret),
    remove: (name) => void kept.delete(name),
    placeOf: (name) => (kept.has(name) ? 'keychain' : 'missing'),
  };
}

/** A team as every run begins with it: six people let in, one prompt with two versions, all in step. Made once a process:
 *  a run only copies it. */
export type Team = {
  files: Map<string, Buffer>;
  objects: ReadonlyMap<string, Uint8Array>;
  secrets: ReadonlyMap<string, string>;
};

let made: Promise<Team> | null = null;

export function theTeam(): Promise<Team> {
  made ??= make();
  return made;
}

async function make(): Promise<Team> {
  const folder = mkdtempSync(join(SCRATCH, 'galley-team-'));
  const secrets = new Map<string, string>();
  const keys = keysIn(secrets);
  const store = new ObjectStore();
  const joiners = PEOPLE.slice(1);
  const members = PEOPLE.map(({ name }) => newMember(join(folder, `${name}.galley`), name, keys, store));
  try {
    const first = members[0]!;
    first.sync.attach();
    const { promptId } = createPrompt(first.registry, 'greeting');
    for (const text of ['Hello', 'Good morning'])
      commitVersion(first.registry, { promptId, message: '', content: says(text) });
    await first.round();
    const chain = first.sync.position().chain!;
    for (const [index, { name, role }] of joiners.entries()) {
      const member = members[index + 1]!;
      member.sync.join(chain);
      const { deviceId, key } = member.signer;
      first.registry.record({
        kind: 'member.added',
        body: { memberId: newId(), name, role, device: { deviceId, key } },
      });
    }
    await first.round();
    for (const member of members) await member.round();
    for (const member of members) {
      const { head } = member.sync.position();
      if (head?.number !== first.sync.position().head?.number || member.engine.status.problem)
        throw new Error(`${member.registry.author} is not in step: ${JSON.stringify(member.engine.status)}`);
    }
  } finally {
    for (const { registry } of members) registry.close();
  }
  const newcomer = newMember(join(folder, `${NEWCOMER}.galley`), NEWCOMER, keys, store);
  newcomer.registry.close();
  const files = new Map(
    [...PEOPLE, { name: NEWCOMER }].map(({ name }) => [name, readFileSync(join(folder, `${name}.galley`))]),
  );
  rmSync(folder, { recursive: true });
  return { files, objects: store.objects, secrets };
}

/** Writes the workspaces of the first `count` people into `folder`. */
export function layOut(team: Team, folder: string, names: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const name of names) writeFileSync(join(folder, `${name}.galley`), team.files.get(name)!);
}

function newMember(path: string, name: string, keys: DeviceKeys, store: ObjectStore) {
  const registry = new Registry(path, { create: true, author: name });
  const sync = new RegistrySyncStore(registry);
  const signer = keys.create();
  sync.heal({ deviceId: signer.deviceId, key: signer.key });
  const random = new Seeded(1);
  const remote = new SimulatedRemote(store, {
    device: name,
    random,
    weather: () => CALM,
    isConnected: () => true,
    hasCredentials: () => true,
    wait: atOnce,
    later: () => undefined,
    mayDie: () => undefined,
    trace: () => undefined,
  });
  const engine = new Engine({
    remote,
    store: sync,
    keys,
    standing: (position) => standingOf(registry, position),
    hasDevice: (deviceId) => registry.state.team('device', deviceId) !== undefined,
    workspaceId: () => registry.state.workspace()!.id,
    clock: { now: Date.now, wait: atOnce },
    random: () => random.next(),
    randomBytes: (count) => random.bytes(count),
    newId,
    chores: [],
    hear: () => undefined,
  });
  return { registry, sync, signer, engine, round: () => engine.round(new AbortController().signal) };
}

function atOnce(): Promise<void> {
  return Promise.resolve();
}

function says(text: string): Content {
  return { ...emptyContent(), messages: [{ role: 'user', text }] };
}
