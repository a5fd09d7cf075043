import { useEffect, useState } from 'react';
import { call } from '../state/client.ts';
import type { Needs } from '../../shared/release/snippet-needs.ts';

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
  return reply.ok ? reply.value : { needs: [], problems: [reply.error.message] };
}
