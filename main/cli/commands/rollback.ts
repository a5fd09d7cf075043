import { unwrap } from '../../../shared/reply.ts';
import { checkInput } from '../../check-input.ts';
import { rollBackLabel } from '../../registry/move-label.ts';
import { findPrompt } from '../find-prompt.ts';
import { print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { queuedText } from '../words.ts';

export function rollback(session: Session, [name, label]: [string, string], options: { reason: string }): void {
  const registry = session.open();
  const moved = registry.transaction(() => {
    const prompt = findPrompt(registry, name);
    const from = prompt.labels.find((one) => one.label === label)?.number ?? null;
    const expectedMoveId = registry.state.label(prompt.id, label)?.moveId;
    const input = { promptId: prompt.id, label, reason: options.reason };
    // Without a label there is no move to expect, and the service says so.
    if (expectedMoveId !== undefined) unwrap(checkInput('label.rollback', { ...input, expectedMoveId }));
    const { number: to, ...rest } = rollBackLabel(registry, input);
    return { name: prompt.name, label, from, to, ...rest };
  });
  if (session.json) printJson(moved);
  else print(`${moved.name}: ${label} v${moved.from} → v${moved.to}, rolled back${queuedText(moved)}`);
}
