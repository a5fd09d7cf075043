import type { Move } from '../change.ts';
import type { SnippetNeed } from '../contract/snippet-calls.ts';

/** What a release should know about the snippets that its version asks for by a label. */
export type Needs = { needs: readonly SnippetNeed[]; problems: readonly string[] };

/** What a person decided; a snippet that is not in it goes by `movesAlong`. */
export type Choices = ReadonlyMap<string, boolean>;

export function goesAlong(need: SnippetNeed, chosen: Choices): boolean {
  return chosen.get(needKey(need)) ?? movesAlong(need);
}

/** Why the release cannot be made, as sentences: what is wrong with its snippets, and those that nothing would stand for. */
export function needProblems({ needs, problems }: Needs, chosen: Choices): string[] {
  const unset = openNeeds(needs).filter((need) => need.state === 'unset' && !goesAlong(need, chosen));
  return [...problems, ...unset.map(unsetSentence)];
}

function unsetSentence(need: SnippetNeed): string {
  return needTarget(need) === null
    ? `“${need.target}” has no version yet, so this prompt cannot be filled in. Commit the snippet first.`
    : `“${need.label}” is on no version of “${need.name}”, so this prompt cannot be filled in. Move it too.`;
}

/** Where a snippet's label would go: to what the text was committed with, or, where only a newer version is offered or
 *  nothing was recorded, to the newest. Null where there is nothing to put it on. */
export function needTarget(need: SnippetNeed): { versionId: string; number: number | null } | null {
  return need.state === 'newer' ? need.latest : (need.recorded ?? need.latest);
}

/** Whether a snippet's label is moved along unless the person decides otherwise. Without it an unset one could not be filled
 *  in. One that has moved on since the commit stays: taking it back would reach every other prompt that uses it. */
export function movesAlong(need: SnippetNeed): boolean {
  const to = needTarget(need);
  if (to === null) return false;
  if (need.state === 'unset') return true;
  return need.state === 'moved' && (to.number ?? Infinity) > (need.current?.number ?? 0);
}

export function needMove(need: SnippetNeed): Move | null {
  const to = needTarget(need);
  if (to === null) return null;
  return {
    promptId: need.promptId,
    label: need.label,
    versionId: to.versionId,
    expectedMoveId: need.current?.moveId ?? null,
  };
}

/** Names one snippet's label for as long as it is where it is. */
export function needKey(need: SnippetNeed): string {
  return `${need.promptId} ${need.label}`;
}

/** What can be decided about: settled snippets are left out, and one that is asked for twice comes once. */
export function openNeeds(needs: readonly SnippetNeed[]): SnippetNeed[] {
  const open = needs.filter((need) => need.state !== 'settled');
  return open.filter((need, at) => open.findIndex((other) => needKey(other) === needKey(need)) === at);
}
