import { needMove, needTarget } from '../../../shared/release/snippet-needs.ts';
import { Refused, unwrap } from '../../../shared/reply.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { checkInput } from '../../check-input.ts';
import { moveLabels } from '../../releases/move-many.ts';
import { findPrompt, findVersion, versionRef } from '../find-prompt.ts';
import { print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { queuedText } from '../words.ts';

type Options = { reason: string; withSnippets?: boolean };

export async function label(
  session: Session,
  [name, label, version]: [string, string, string],
  { reason, withSnippets = false }: Options,
): Promise<void> {
  const registry = session.open();
  const wanted = findVersion(registry, findPrompt(registry, name), versionRef(version));
  // What reads templates is loaded only where it is asked for.
  const along = withSnippets ? await (await import('../snippets-along.ts')).snippetsAlong(registry, wanted.id) : [];
  // One transaction: the move replaces the one that is shown here as displaced.
  const moved = registry.transaction(() => {
    const prompt = findPrompt(registry, name);
    const to = wanted;
    const current = registry.state.label(prompt.id, label);
    const from = prompt.labels.find((one) => one.label === label)?.number ?? null;
    if (current?.versionId === to.id)
      throw new Refused('no-move', `“${label}” on “${prompt.name}” is on ${versionWord(to.number)} already.`);
    const own = { promptId: prompt.id, label, versionId: to.id, expectedMoveId: current?.moveId ?? null };
    const moves = [own, ...along.map(needMove).filter((move) => move !== null)];
    const done = moveLabels(registry, unwrap(checkInput('label.moveMany', { moves, reason })));
    return { name: prompt.name, label, from, to: to.number, ...done, versionId: to.id };
  });
  const snippets = along.map((need) => ({
    name: need.name,
    label: need.label,
    from: need.current?.number ?? null,
    to: needTarget(need)!.number,
  }));
  if (session.json) return printJson(withSnippets ? { ...moved, snippets } : moved);
  for (const line of [moved, ...snippets])
    print(
      `${line.name}: ${line.label} ${line.from === null ? 'is now on' : `v${line.from} →`} ${versionWord(line.to)}${queuedText(moved)}`,
    );
}
