import type { TextGroup, TextHit, TextScope } from '../../shared/contract/text-calls.ts';
import type { Output } from '../../shared/contract.ts';
import type { Reply } from '../../shared/reply.ts';
import type { TextQuery } from '../../shared/text/text-query.ts';
import { flushDrafts } from '../prompt/open-prompts.ts';
import { call } from '../state/client.ts';

/** What was found until now. `searched` counts prompts; `isDone` where all were looked through. */
export type Search = { groups: TextGroup[]; searched: number; isDone: boolean; refusal: string | null };
export const NO_SEARCH: Search = { groups: [], searched: 0, isDone: true, refusal: null };

export type FindOrder = { query: TextQuery; scope: TextScope; replacement: string | null };

/** More groups than anybody looks through; the search stops there and says so. */
export const MOST_GROUPS = 2_000;

/** Looks through the prompts part by part and tells each time what was found; stops once `isWanted` says no. */
export async function search(order: FindOrder, isWanted: () => boolean, tell: (search: Search) => void): Promise<void> {
  const { query, scope, replacement } = order;
  const found: Search = { groups: [], searched: 0, isDone: false, refusal: null };
  await flushDrafts(); // what is being typed is looked through as it stands
  let cursor: string | null = null;
  do {
    if (!isWanted()) return;
    const reply: Reply<Output<'text.find'>> = await call('text.find', {
      query,
      scope,
      cursor,
      ...(replacement === null ? {} : { replacement }),
    });
    if (!isWanted()) return;
    if (!reply.ok) return tell({ ...found, isDone: true, refusal: reply.error.message });
    found.groups = [...found.groups, ...reply.value.groups];
    found.searched += reply.value.searched;
    cursor = reply.value.cursor;
    found.isDone = cursor === null || found.groups.length >= MOST_GROUPS;
    tell({ ...found });
  } while (!found.isDone);
}

/** A hit by its place: what a person unticks stays unticked while results come in. */
export function hitKey({ promptId }: Pick<TextGroup, 'promptId'>, hit: TextHit): string {
  return `${promptId} ${hit.message} ${hit.from}`;
}

export function countHits(groups: readonly TextGroup[]): number {
  return groups.reduce((count, group) => count + group.hits.length, 0);
}
