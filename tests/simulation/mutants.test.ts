import { expect, test } from 'vitest';
import { PENDING_FROM } from '../../main/registry/pending-from.ts';
import type { Registry } from '../../main/registry/registry.ts';
import { RemoteError, type Remote } from '../../main/sync/remotes/remote.ts';
import type { SyncStore } from '../../main/sync/sync-seam.ts';
import type { ChangeLine } from '../../main/sync/sync-types.ts';
import { newId } from '../../shared/ids.ts';
import { PATIENCE } from './check-seeds.ts';
import type { Mutation } from './device.ts';
import { simulate } from './run.ts';

/** Engines that are broken on purpose, each at the seam where it would go wrong. The simulation must find every one of them:
 *  else it would not find such a mistake either. */
const MUTANTS: Record<string, Mutation> = {
  'a label move takes whatever it finds for what it expected': {
    store: (store, registry) =>
      withOutgoing(store, (line) => {
        if (line.change.kind !== 'label.moved') return line;
        const moves = line.change.body.moves.map((move) => ({
          ...move,
          expectedMoveId: registry.state.label(move.promptId, move.label)?.moveId ?? null,
        }));
        return { change: { ...line.change, body: { ...line.change.body, moves } } };
      }),
  },
  'a put without an answer is taken for done': {
    remote: (remote) =>
      withPut(remote, (key, bytes, signal) =>
        remote.putIfAbsent(key, bytes, signal).catch((error: unknown) => {
          if (error instanceof RemoteError && error.code === 'unknown-outcome') return 'created' as const;
          throw error;
        }),
      ),
  },
  'a place that is taken is believed to be taken by oneself': {
    remote: (remote) =>
      withPut(remote, (key, bytes, signal) => remote.putIfAbsent(key, bytes, signal).then(() => 'created')),
  },
  'a change that is sent again gets another id': {
    store: (store) => withOutgoing(store, (line) => ({ ...line, change: { ...line.change, id: newId() } })),
  },
  'everybody is taken for an owner': {
    store: (store, registry) => {
      const real = registry.state.team.bind(registry.state);
      registry.state.team = ((kind: 'member', key: string) => {
        const row = real(kind, key);
        return kind === 'member' && row ? { ...row, role: 'owner' } : row;
      }) as typeof registry.state.team;
      return store;
    },
  },
  'a refused change is forgotten': {
    store: (store, registry) => afterTaking(store, registry, 'DELETE FROM refused'),
  },
  'what waits is dropped when something comes in': {
    store: (store, registry) => afterTaking(store, registry, `DELETE FROM changes WHERE seq >= ${PENDING_FROM}`),
  },
  'a segment is applied and its end is not': {
    store: (store) =>
      Object.assign(Object.create(store) as SyncStore, {
        take: (...[segments, milliseconds]: Parameters<SyncStore['take']>) =>
          store.take(
            segments.map((segment) => ({
              ...segment,
              lines: segment.lines.length > 1 ? segment.lines.slice(0, -1) : segment.lines,
            })),
            milliseconds,
          ),
      }),
  },
};

const ENOUGH = 400; // seeds: far more than any of them has needed

for (const [name, mutation] of Object.entries(MUTANTS))
  test(
    `the simulation finds an engine in which ${name}`,
    async () => {
      expect(await firstFound(mutation)).not.toBeNull();
    },
    PATIENCE,
  );

async function firstFound(mutation: Mutation): Promise<number | null> {
  for (let seed = 1; seed <= ENOUGH; seed += 1) if ((await simulate(seed, mutation)).violations.length > 0) return seed;
  return null;
}

function withOutgoing(store: SyncStore, mutate: (line: ChangeLine) => ChangeLine): SyncStore {
  return Object.assign(Object.create(store) as SyncStore, {
    nextOutgoing: (...input: Parameters<SyncStore['nextOutgoing']>) => ({
      lines: store.nextOutgoing(...input).lines.map(mutate),
    }),
  });
}

function withPut(remote: Remote, put: Remote['putIfAbsent']): Remote {
  return Object.assign(Object.create(remote) as Remote, { putIfAbsent: put });
}

function afterTaking(store: SyncStore, registry: Registry, sql: string): SyncStore {
  return Object.assign(Object.create(store) as SyncStore, {
    take: (...input: Parameters<SyncStore['take']>) => {
      const taken = store.take(...input);
      registry.db.exec(sql);
      return taken;
    },
  });
}
