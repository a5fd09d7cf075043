import { Refused } from '../../shared/reply.ts';
import { idText } from './bytes.ts';
import { promptSeq } from './prompt-queries.ts';
import { PENDING_FROM } from './pending-from.ts';
import type { Recorded, Registry } from './registry.ts';
import { versionAt } from './version-queries.ts';

export type LabelMoveInput = {
  promptId: string;
  label: string;
  versionId: string | null;
  expectedMoveId: string | null;
  reason: string;
};

/** `queued`: it takes effect once it is in the team's log, if what it expects still holds there. */
export type Moved = { moveId: string; queued: boolean };

export function moved({ change, seq }: Recorded): Moved {
  return { moveId: change.id, queued: seq >= PENDING_FROM };
}

/** Moves one label. The fold decides: a move that expected another one than it finds is refused as `stale-move`. */
export function moveLabel(registry: Registry, input: LabelMoveInput): Moved {
  const { reason, ...move } = input;
  return moved(registry.record({ kind: 'label.moved', body: { moves: [move], reason } }));
}

/**
 * Puts a label back to what it was on before its present place. Rolling back twice goes two steps back, not to and fro:
 * a rollback's own record is stepped over. Refuses `nothing-to-roll-back` where the label was first set here.
 */
export function rollBackLabel(
  registry: Registry,
  input: { promptId: string; label: string; expectedMoveId?: string; reason: string },
): Moved & { versionId: string | null; number: number | null } {
  return registry.transaction(() => {
    const prompt = promptSeq(registry, input.promptId);
    const { name } = registry.state.prompt(input.promptId)!;
    const current = registry.state.label(input.promptId, input.label);
    if (!current) throw new Refused('no-label', `“${input.label}” is on no version of “${name}”.`);
    const number = numberBefore(registry, prompt, input.label);
    if (number === null)
      throw new Refused('nothing-to-roll-back', `“${input.label}” on “${name}” has been on no other version before.`);
    const versionId = versionAt(registry, prompt, number)!.id;
    const recorded = registry.record({
      kind: 'label.moved',
      body: {
        moves: [
          {
            promptId: input.promptId,
            label: input.label,
            versionId,
            expectedMoveId: input.expectedMoveId ?? current.moveId,
          },
        ],
        reason: input.reason,
        rollback: true,
      },
    });
    return { ...moved(recorded), versionId, number };
  });
}

type ReleaseRow = { from_number: number | null; to_number: number | null; rollback: number | null };

/** The version number a rollback goes to: what stood before the move that first put the label where it is now. */
function numberBefore(registry: Registry, prompt: number, label: string): number | null {
  const rows = registry.statements.all<ReleaseRow>(
    `SELECT r.from_number, r.to_number, c.body ->> 'rollback' AS rollback
     FROM releases r JOIN changes c ON c.seq = r.move
     WHERE r.prompt = ? AND r.label = ? ORDER BY r.move`,
    prompt,
    label,
  );
  // Replays the releases as an editor's undo stack: a move pushes, a rollback pops.
  const stack: (number | null)[] = [];
  for (const row of rows) {
    if (row.rollback === 1) popTo(stack, (number) => number === row.to_number);
    else stack.push(row.from_number);
  }
  const now = rows.at(-1)?.to_number ?? null;
  return popTo(stack, (number) => number !== null && number !== now);
}

/** Pops up to and with the first place that `isWanted`; null where there is none. A label that was taken off, or was put
 *  back where it is now, leaves places that a rollback steps over. */
function popTo(stack: (number | null)[], isWanted: (number: number | null) => boolean): number | null {
  while (stack.length > 0) {
    const number = stack.pop()!;
    if (isWanted(number)) return number;
  }
  return null;
}

/** Where a label is, for a move typed on the command line: the move that a next one replaces. */
export function currentMoveId(registry: Registry, promptId: string, label: string): string | null {
  const row = registry.statements.get<{ id: Buffer }>(
    'SELECT c.id FROM labels l JOIN changes c ON c.seq = l.move WHERE l.prompt = ? AND l.label = ?',
    promptSeq(registry, promptId),
    label,
  );
  return row ? idText(row.id) : null;
}
