import type { PlannedMove } from '../../../shared/contract/label-calls.ts';
import { nameKey } from '../../../shared/names.ts';
import { Refused, unwrap } from '../../../shared/reply.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { checkInput } from '../../check-input.ts';
import { promptRows } from '../../registry/prompt-queries.ts';
import type { Registry } from '../../registry/registry.ts';
import { moveLabels } from '../../releases/move-many.ts';
import { planMoves } from '../../releases/plan-moves.ts';
import { findPrompt } from '../find-prompt.ts';
import { columns, note, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { queuedText } from '../words.ts';

type Options = { from: string; to: string; reason: string; prefix?: string };

/** Puts one label where another one is, on the prompts named or on those under a prefix: all of them, or none. */
export function promote(session: Session, [names]: [string[]], { from, to, reason, prefix }: Options): void {
  if (names.length === 0 && prefix === undefined)
    throw new Refused('usage', 'Name the prompts to promote, or --prefix; --prefix "" means every prompt.');
  const registry = session.open();
  // One transaction: the moves replace what the plan read.
  const done = registry.transaction(() => {
    const promptIds = [...new Set([...named(registry, names, from), ...below(registry, prefix)])];
    const input = { promptIds, label: to, from: { kind: 'label' as const, label: from } };
    if (promptIds.length === 0) return { moveId: null, queued: false, rows: [], same: 0 };
    const { rows, same } = planMoves(registry, unwrap(checkInput('label.plan', input)));
    if (rows.length === 0) return { moveId: null, queued: false, rows, same };
    const moves = rows.map(({ promptId, to: target, expectedMoveId }) => ({
      promptId,
      label: to,
      versionId: target?.versionId ?? null,
      expectedMoveId,
    }));
    const moved = moveLabels(registry, unwrap(checkInput('label.moveMany', { moves, reason })));
    return { ...moved, rows, same };
  });
  if (session.json)
    return printJson({
      moveId: done.moveId,
      queued: done.queued,
      label: to,
      moved: done.rows.map(moved),
      same: done.same,
    });
  if (done.rows.length === 0) return note(`Nothing to promote: ${to} is where ${from} is.`);
  print(columns(done.rows.map((row) => [row.name, `${to} ${wayOf(row)}${queuedText(done)}`])));
}

/** Throws `Refused('no-label')` where a prompt that was named has nothing to promote: it would be left out unsaid. */
function named(registry: Registry, names: string[], from: string): string[] {
  return names.map((name) => {
    const prompt = findPrompt(registry, name);
    if (!prompt.labels.some(({ label }) => label === from))
      throw new Refused('no-label', `“${prompt.name}” has no version labelled “${from}”; nothing was moved.`);
    return prompt.id;
  });
}

function below(registry: Registry, prefix: string | undefined): string[] {
  if (prefix === undefined) return [];
  const key = nameKey(prefix);
  const rows = promptRows(registry).filter((row) => !row.archived && nameKey(row.name).startsWith(key));
  return rows.map((row) => row.id);
}

function wayOf({ from, to }: PlannedMove): string {
  return `${from === null ? 'is now on' : `v${from.number} →`} ${to ? versionWord(to.number) : 'no version'}`;
}

function moved({ name, promptId, from, to }: PlannedMove): object {
  return { name, promptId, from: from?.number ?? null, to: to?.number ?? null, versionId: to?.versionId ?? null };
}
