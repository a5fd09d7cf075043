import Database from 'better-sqlite3';
import { setTimeout as wait } from 'node:timers/promises';
import { contract, type CallName } from '../shared/contract.ts';
import { ok, refuse, Refused, type Reply } from '../shared/reply.ts';
import { checkInput } from './check-input.ts';
import { handlers } from './handlers.ts';
import type { Services } from './handlers/services.ts';
import { refusalOf } from './refusal-of.ts';
import { UNCHECKED } from './registry/registry.ts';

/** How long a call waits for another process (or a running import) to let go of the workspace. */
const BUSY_PATIENCE = 60_000; // milliseconds
const BUSY_PAUSE = 40;

type Handler = (services: Services, input: unknown) => unknown;

/** The one way in: every host's calls pass here. The input is checked against the contract before anything runs, and
 *  whatever goes wrong becomes a code and a sentence, once. Never rejects. */
export async function dispatch(services: Services, name: string, input: unknown): Promise<Reply<unknown>> {
  if (!Object.hasOwn(contract, name))
    return refuse('unknown-call', `Galley has no call named “${name.slice(0, 100)}”.`);
  const call = name as CallName;
  const checked = checkInput(call, input);
  if (!checked.ok) return checked;
  try {
    return ok(await patiently(() => (handlers[call] as Handler)(services, checked.value)));
  } catch (error) {
    const refusal = refusalOf(error);
    return { ok: false, error: refusal };
  }
}

/** Runs `work` again while another process writes, or while the file is still being checked. Every handler is one transaction, so a second run is safe. Waiting
 *  here, and not inside SQLite, keeps the thread free for calls that only read. */
async function patiently<T>(work: () => T): Promise<T> {
  const giveUp = performance.now() + BUSY_PATIENCE;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() > giveUp) throw error;
      await wait(BUSY_PAUSE);
    }
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof Refused) return error.refusal.code === UNCHECKED;
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
