import { Refused, unwrap } from '../../../shared/reply.ts';
import { checkInput } from '../../check-input.ts';
import { moveLabel } from '../../registry/move-label.ts';
import { findPrompt, findVersion, versionRef } from '../find-prompt.ts';
import { print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

export function label(
  session: Session,
  [name, label, version]: [string, string, string],
  options: { reason: string },
): void {
  const registry = session.open();
  // One transaction: the move replaces the one that is shown here as displaced.
  const moved = registry.transaction(() => {
    const prompt = findPrompt(registry, name);
    const to = findVersion(registry, prompt, versionRef(version));
    const current = registry.state.label(prompt.id, label);
    const from = prompt.labels.find((one) => one.label === label)?.number ?? null;
    if (from === to.number) throw new Refused('no-move', `“${label}” on “${prompt.name}” is on v${to.number} already.`);
    const move = { promptId: prompt.id, label, versionId: to.id, expectedMoveId: current?.moveId ?? null };
    const { moveId } = moveLabel(registry, unwrap(checkInput('label.move', { ...move, reason: options.reason })));
    return { name: prompt.name, label, from, to: to.number, moveId, versionId: to.id };
  });
  if (session.json) printJson(moved);
  else print(`${moved.name}: ${label} ${moved.from === null ? 'is now on' : `v${moved.from} →`} v${moved.to}`);
}
