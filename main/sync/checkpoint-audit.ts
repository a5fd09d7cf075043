import { setImmediate as pause } from 'node:timers/promises';
import { Refused } from '../../shared/reply.ts';
import type { Registry } from '../registry/registry.ts';
import { segmentParts } from '../registry/segment-rows.ts';
import { Refold, stateHash } from '../registry/verify.ts';
import { signedTexts } from './segment-codec.ts';
import { UNAUDITED, unaudited } from './checkpoint-take.ts';

export type Audit = { done: number; total: number };

const TELL_EVERY = 20; // segments: how far it is, for who looks on from another process

/**
 * Checks the log behind the checkpoint that this device began from: every line against the root its segment was signed with,
 * and what they fold to against the state the checkpoint gave. A segment at a time, so that others get their turn; it begins
 * anew after a restart. Where something differs nothing is written in this workspace any more. Gives whether all is well.
 */
export async function auditCheckpoint(
  registry: Registry,
  signal: AbortSignal,
  hear: (audit: Audit) => void = () => undefined,
): Promise<boolean> {
  const claim = unaudited(registry);
  if (!claim) return true;
  try {
    const fold = new Refold(registry);
    let last = 0;
    for (let number = 1; number <= claim.number; number += 1) {
      last = checkSegment(registry, fold, number);
      if (number % TELL_EVERY === 0 || number === claim.number) tell(registry, number);
      hear({ done: number, total: claim.number });
      await pause();
      signal.throwIfAborted();
    }
    if (stateHash(fold.state.lines()) !== claim.stateHash)
      throw new Refused('audit-failed', 'its log folds to another state than it gave');
    checkPresent(registry, fold, last);
  } catch (error) {
    if (signal.aborted) throw error;
    halt(registry, claim.number, error);
    return false;
  }
  registry.transaction(() => registry.notes.set(UNAUDITED, null));
  return true;
}

/** Gives the last place of the log that the segment holds. */
function checkSegment({ db, statements, log }: Registry, fold: Refold, number: number): number {
  // One read transaction: a content that is taken out in between is either there or not.
  return db.transaction(() => {
    signedTexts(segmentParts(statements, log, number)!);
    const { first, last } = statements.get<{ first: number; last: number }>(
      'SELECT first_seq AS first, last_seq AS last FROM segments WHERE number = ?',
      number,
    )!;
    for (const one of log.read(first - 1, last + 1)) fold.step(one);
    return last;
  })();
}

/** What came in since, and what is pending, folded on top, is the state that is shown. */
function checkPresent(registry: Registry, fold: Refold, after: number): void {
  registry.db.transaction(() => {
    const rest = new Refold(registry, fold.state);
    for (const one of registry.log.read(after)) rest.step(one);
    if (stateHash(rest.state.lines()) !== stateHash(registry.state.lines()))
      throw new Refused('audit-failed', 'what is shown is not what its log folds to');
  })();
}

function tell(registry: Registry, done: number): void {
  const claim = unaudited(registry);
  if (claim) registry.transaction(() => registry.notes.write(UNAUDITED, { ...claim, done }));
}

function halt(registry: Registry, number: number, error: unknown): void {
  const finding = error instanceof Error ? error.message : String(error);
  registry.transaction(() => {
    registry.notes.write('halted', {
      code: 'audit-failed',
      message: `This workspace began from the checkpoint at segment ${number}, and that does not hold what the team signed (${finding.replace(/\.$/, '')}). Nothing more is written here: make a new workspace and join again, and tell the owners of this one.`,
      isReadOnly: true,
    });
    registry.forgetStanding();
  });
}
