import { useEffect, useMemo, useState } from 'react';
import type { PlannedMove } from '../../../shared/contract/label-calls.ts';
import { readNeeds } from '../release-needs.ts';
import { needKey, openNeeds, type Needs } from '../../../shared/release/snippet-needs.ts';

/** Versions asked about; of a release of more prompts the others are checked when they are filled in. */
const MOST = 500;
const AT_ONCE = 20;

/** What a release of these rows needs in snippets, all together. `checked` counts rows that were asked about. What the rows
 *  themselves put in place is no need any more. */
export function useBulkNeeds(
  rows: readonly PlannedMove[],
  label: string,
): { needs: Needs; checked: number; total: number } {
  const [known, setKnown] = useState<ReadonlyMap<string, Needs>>(new Map());
  const versions = useMemo(
    () => rows.flatMap((row) => (row.to === null ? [] : [row.to.versionId])).slice(0, MOST),
    [rows],
  );
  useEffect(() => {
    const wanted = { still: true };
    const ask = async () => {
      let found = new Map<string, Needs>();
      for (let at = 0; at < versions.length; at += AT_ONCE) {
        const some = versions.slice(at, at + AT_ONCE);
        const answers = await Promise.all(some.map(readNeeds));
        if (!wanted.still) return;
        found = new Map([...found, ...some.map((id, index) => [id, answers[index]!] as const)]);
        setKnown(found);
      }
    };
    void ask();
    return () => {
      wanted.still = false;
    };
  }, [versions]);
  return useMemo(() => {
    const moved = new Set(rows.filter((row) => row.to !== null).map((row) => `${row.promptId} ${label}`));
    const answers = versions.map((id) => known.get(id)).filter((needs) => needs !== undefined);
    const needs = openNeeds(answers.flatMap((each) => [...each.needs])).filter((need) => !moved.has(needKey(need)));
    const problems = [...new Set(answers.flatMap((each) => [...each.problems]))];
    return { needs: { needs, problems }, checked: answers.length, total: versions.length };
  }, [rows, label, versions, known]);
}
