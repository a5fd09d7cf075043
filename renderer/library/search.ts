import { create } from 'zustand';
import type { Input, Output } from '../../shared/contract.ts';
import type { Refusal } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import { usePrompts } from '../state/prompts.ts';
import { useLibrary } from './library-state.ts';

export type SearchState = {
  /** The text that the results answer; null before the first answer and where nothing is searched for. */
  answered: string | null;
  results: Output<'prompt.search'>;
  refusal: Refusal | null;
};

const NONE: SearchState = { answered: null, results: { hits: [], more: false }, refusal: null };
const LIMIT = 200;

/** What the newest answered search found. */
export const useSearch = create<SearchState>(() => NONE);

// On every keystroke, in the same turn: a render in between would cost a frame. Rows that changed are searched again.
useLibrary.subscribe((state, before) => {
  if (state.text !== before.text || state.filters !== before.filters) search();
});
usePrompts.subscribe((state, before) => {
  if (state.byId !== before.byId && useLibrary.getState().text.trim() !== '') search();
});

/** One question is under way at a time; what was typed meanwhile is asked when it is answered. So the newest text wins,
 *  and no queue builds up behind a slow disk. */
function search(): void {
  const { text, filters } = useLibrary.getState();
  const query = text.trim();
  if (query === '') {
    wanted = null;
    useSearch.setState(NONE);
    return;
  }
  wanted = {
    text: query,
    archived: filters.archived,
    limit: LIMIT,
    ...(filters.label === null ? {} : { label: filters.label }),
    ...(filters.tag === null ? {} : { tag: filters.tag }),
  };
  if (!asking) void ask();
}

let wanted: Input<'prompt.search'> | null = null;
let asking = false;

async function ask(): Promise<void> {
  asking = true;
  try {
    while (wanted !== null) {
      const question: Input<'prompt.search'> = wanted;
      wanted = null;
      const reply = await call('prompt.search', question);
      if (wanted !== null || useLibrary.getState().text.trim() === '') continue; // the answer is out of date
      useSearch.setState({
        answered: question.text,
        results: reply.ok ? reply.value : NONE.results,
        refusal: reply.ok ? null : reply.error,
      });
    }
  } finally {
    asking = false;
  }
}
