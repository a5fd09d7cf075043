import type { SyncStatus } from '../../shared/contract/sync-calls.ts';
import type { Unaudited } from './checkpoint-take.ts';
import type { EngineStatus, Problem } from './engine.ts';
import { remedyOf } from './engine-halts.ts';
import type { Standing } from './engine-parts.ts';
import { describeRemote } from './remotes/remotes.ts';
import type { Position } from './sync-seam.ts';

/** All that the status is put together from. */
export type StatusFacts = {
  url: string | null;
  paused: boolean;
  position: Position;
  standing: Standing;
  /** Null where no engine runs in this process. */
  engine: EngineStatus | null;
  syncedAt: number | null;
  unaudited: Unaudited | null;
  keyPlace: SyncStatus['keyPlace'];
};

/** Where this device stands with the team's log, in the words of the contract; what waits on the person is counted by whoever
 *  asks. */
export function syncStatus(facts: StatusFacts): SyncStatus {
  const { url, paused, position, standing, engine, unaudited } = facts;
  const problem = url === null ? null : problemOf(facts);
  const remote = url === null ? null : describeRemote(url);
  return {
    state: stateOf(facts, problem),
    remote: remote && { url: remote.url, name: remote.name, kind: remote.kind },
    paused,
    head: position.head,
    // Without a team nothing waits: the log of this device is all there is.
    ahead: position.isAttached ? position.ahead : 0,
    behind: engine?.behind ?? 0,
    queued: position.queued,
    refused: 0,
    syncedAt: facts.syncedAt,
    nextTryAt: engine?.nextTryAt ?? null,
    problem,
    unaudited: unaudited && { done: unaudited.done, total: unaudited.number },
    attention: 0,
    member:
      standing.kind === 'member' ? { memberId: standing.memberId, name: standing.name, role: standing.role } : null,
    keyPlace: facts.keyPlace,
  };
}

function problemOf({ position, engine }: StatusFacts): Problem | null {
  if (engine?.problem) return engine.problem;
  const { halted } = position;
  return halted && { code: halted.code, message: halted.message, remedy: remedyOf(halted.code) };
}

function stateOf({ url, paused, position, engine }: StatusFacts, problem: Problem | null): SyncStatus['state'] {
  if (url === null) return 'none';
  if (engine?.isOffline && !paused) return 'offline';
  if (problem && problem.code !== 'waiting') return 'attention';
  if (paused) return position.ahead > 0 ? 'ahead' : 'synced';
  if (engine?.isBusy) return 'syncing';
  if (engine && engine.behind > 0) return 'behind';
  return position.ahead > 0 ? 'ahead' : 'synced';
}
