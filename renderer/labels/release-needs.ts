import { useEffect, useState } from 'react';
import type { Move } from '../../shared/change.ts';
import type { SnippetNeed } from '../../shared/contract/snippet-calls.ts';
import { call } from '../state/client.ts';

export type Needs = { needs: readonly SnippetNeed[]; problems: readonly string[] };

/** What the host says that a release of this version needs; null until it has answered. */
export function useReleaseNeeds(versionId: string | null): Needs | null {
  const [answer, setAnswer] = useState<{ of: string; needs: Needs } | null>(null);
  useEffect(() => {
    if (versionId === null) return undefined;
    const wanted = { still: true };
    const ask = async () => {
      const needs = await readNeeds(versionId);
      if (wanted.still) setAnswer({ of: versionId, needs });
    };
    void ask();
    return () => {
      wanted.still = false;
    };
  }, [versionId]);
  return answer !== null && answer.of === versionId ? answer.needs : null;
}

export async function readNeeds(versionId: string): Promise<Needs> {
  const reply = await call('release.needs', { versionId });
  if (reply.ok) return reply.value;
  return { needs: [], problems: reply.error.code === 'unbuilt' ? [] : [reply.error.message] };
}

/** Where a snippet's label would go: to what the text was committed with, or, where only a newer version is offered or
 *  nothing was recorded, to the newest. Null where there is nothing to put it on. */
export function needTarget(need: SnippetNeed): { versionId: string; number: number } | null {
  return need.state === 'newer' ? need.latest : (need.recorded ?? need.latest);
}

/** Whether a snippet's label is moved along unless the person decides otherwise. Without it an unset one could not be filled
 *  in. One that has moved on since the commit stays: taking it back would reach every other prompt that uses it. */
export function movesAlong(need: SnippetNeed): boolean {
  const to = needTarget(need);
  if (to === null) return false;
  if (need.state === 'unset') return true;
  return need.state === 'moved' && to.number > (need.current?.number ?? 0);
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
