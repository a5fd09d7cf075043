import { setTimeout as wait } from 'node:timers/promises';
import type { SyncStatus } from '../../../shared/contract/sync-calls.ts';
import { Refused } from '../../../shared/reply.ts';
import { ChangeWatch } from '../../registry/change-watch.ts';
import { ExitWith } from '../exit-with.ts';
import { aborted, interrupted } from '../interrupted.ts';
import { oneLine, print, printJson, progressLine } from '../output.ts';
import type { Session } from '../session.ts';
import { stateWord, statusLines } from '../sync-words.ts';
import { counted, dateTime } from '../words.ts';

type Options = { watch?: boolean; putBack?: boolean };

/** How often another process's writes are looked for. */
const POLL_EVERY = 250; // milliseconds
/** Ended by a signal, as a shell counts it. */
const INTERRUPTED = 130;

/** One round with the remote, or as many as come until Ctrl+C. Stopped in the middle, nothing is half done. */
export async function sync(session: Session, _: [], { watch = false, putBack = false }: Options): Promise<void> {
  const before = await session.ask('sync.status', {});
  if (before.remote === null)
    throw new Refused('no-remote', 'No remote is connected; connect one with “galley remote add URL”.');
  const stop = interrupted();
  if (watch) return follow(session, stop);
  const work = putBack ? putMissingBack(session) : once(session);
  await Promise.race([work, aborted(stop)]);
  if (stop.aborted) throw new ExitWith(INTERRUPTED);
}

async function once(session: Session): Promise<void> {
  const progress = progressLine((ahead, behind) => `${ahead} to send, ${behind ?? 0} to take in…`);
  const unsubscribe = (await session.all()).subscribe((event) => {
    if (event.type === 'sync') progress.step(event.status.ahead, event.status.behind);
  });
  const status = await session.ask('sync.now', {}).finally(() => {
    unsubscribe();
    progress.end();
  });
  if (session.json) printJson(status);
  else print(statusLines({ ...status, problem: null }).join('\n'));
  const failure = failureOf(status);
  if (failure !== null) throw new Refused('sync-failed', failure);
}

/** Why a round did not do what it was to do. Waiting to be let in is no failure: everything there is was taken in. */
function failureOf({ problem, state, remote }: SyncStatus): string | null {
  if (problem) return problem.code === 'waiting' ? null : problem.message;
  if (state === 'offline')
    return `${remote?.url ?? 'The remote'} cannot be reached; what is pending stays here until it can.`;
  return null;
}

async function putMissingBack(session: Session): Promise<void> {
  const { segments } = await session.ask('sync.heal', {});
  if (session.json) printJson({ segments });
  else print(`${counted(segments, 'segment')} put back.`);
}

async function follow(session: Session, stop: AbortSignal): Promise<void> {
  let shown = '';
  const tell = (status: SyncStatus): void => {
    const line = session.json ? JSON.stringify(status) : oneStatusLine(status);
    // What was sent at once changes nothing but how far the log goes.
    const told = `${oneStatusLine(status)} ${JSON.stringify(status.head)}`;
    if (told === shown) return;
    shown = told;
    print(session.json ? line : `${dateTime(Date.now())}  ${line}`);
  };
  const unsubscribe = (await session.all()).subscribe((event) => {
    if (event.type === 'sync') tell(event.status);
  });
  const { sync } = await session.all();
  const watch = new ChangeWatch(session.open());
  sync.start();
  tell(sync.status());
  const end = aborted(stop);
  while (!stop.aborted) {
    await Promise.race([wait(POLL_EVERY), end]);
    if (!watch.isStale()) continue;
    watch.look();
    sync.noteChanges();
  }
  unsubscribe();
}

function oneStatusLine(status: SyncStatus): string {
  const { ahead, behind, problem } = status;
  const counts = [ahead > 0 ? `${ahead} to send` : '', behind > 0 ? `${behind} to take in` : ''].filter(
    (one) => one !== '',
  );
  return [stateWord(status), ...counts, problem ? oneLine(problem.message) : '']
    .filter((part) => part !== '')
    .join('  ');
}
