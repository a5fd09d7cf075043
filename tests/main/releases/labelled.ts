import type { Registry } from '../../../main/registry/registry.ts';
import { currentMoveId, moveLabel } from '../../../main/registry/move-label.ts';
import { promptWith } from '../registry/workspace-under-test.ts';

/** A prompt with a version for each of `texts`, and its labels moved by number. */
export function labelled(registry: Registry, name: string, ...texts: string[]) {
  const { promptId, versions } = promptWith(registry, name, ...texts);
  const version = (number: number) => versions[number - 1]!.versionId;
  const moveTo = (label: string, number: number | null) => ({
    promptId,
    label,
    versionId: number === null ? null : version(number),
    expectedMoveId: currentMoveId(registry, promptId, label),
  });
  return {
    promptId,
    version,
    /** What a move would say now. */
    moveTo,
    move: (label: string, number: number | null, reason = '') =>
      moveLabel(registry, { ...moveTo(label, number), reason }).moveId,
  };
}
