import { labelProblem } from '../../shared/names.ts';
import type { ChangeBody } from '../../shared/change.ts';
import { Refused } from '../../shared/reply.ts';
import type { Registry } from '../registry/registry.ts';
import { placeOf, type LossList } from './loss-list.ts';
import type { PreparedPrompt } from './prepare.ts';

/** An imported prompt as it stands in the workspace: `ids` are those of its carried versions, in order. */
export type Arrived = { promptId: string; isNew: boolean; carried: PreparedPrompt; ids: string[] };

/** Puts an imported prompt's labels where its file has them. A new prompt gets the record of its releases too, where the
 *  file carries it; a label that stands elsewhere in the workspace is left there and noted. */
export function applyLabels(registry: Registry, arrived: Arrived, losses: LossList): void {
  if (arrived.isNew) replayReleases(registry, arrived, losses);
  for (const [label, index] of Object.entries(arrived.carried.labels))
    setLabel(registry, arrived, label, index, losses);
}

function replayReleases(registry: Registry, arrived: Arrived, losses: LossList): void {
  const { promptId, carried, ids } = arrived;
  for (const { label, to, reason, author, at, rollback } of carried.releases ?? []) {
    const current = registry.present.label(promptId, label);
    const versionId = to === null ? null : (ids[to] ?? null);
    if (labelProblem(label) || (current?.versionId ?? null) === versionId) continue; // setLabel says what was lost
    const move = { promptId, label, versionId, expectedMoveId: current?.moveId ?? null };
    const origin = { author, committedAt: at };
    const body = { moves: [move], reason, origin, ...(rollback ? { rollback } : {}) };
    if (!isMoved(registry, arrived, body, losses)) return;
  }
}

function setLabel(registry: Registry, arrived: Arrived, label: string, index: number, losses: LossList): void {
  const { promptId, carried, ids } = arrived;
  const versionId = ids[index];
  const problem = labelProblem(label);
  if (problem || versionId === undefined) {
    const text = problem ?? `The label “${label}” is on no version of the file.`;
    return losses.add({ ...placeOf(carried), severity: 'loss', text });
  }
  const current = registry.present.label(promptId, label);
  if (current?.versionId === versionId) return;
  if (current) {
    const text = `“${label}” stands on another version here and was not moved.`;
    return losses.add({ ...placeOf(carried), severity: 'note', text });
  }
  const move = { promptId, label, versionId, expectedMoveId: null };
  isMoved(registry, arrived, { moves: [move], reason: 'Imported' }, losses);
}

/** A label that its team protects, or that is not for this person to move, is no reason to leave the prompts behind. */
function isMoved(registry: Registry, { carried }: Arrived, body: ChangeBody<'label.moved'>, losses: LossList): boolean {
  try {
    registry.record({ kind: 'label.moved', body });
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const labels = body.moves.map(({ label }) => `“${label}”`).join(', ');
    losses.add({ ...placeOf(carried), severity: 'note', text: `${labels} was not set: ${error.message}` });
    return false;
  }
}
