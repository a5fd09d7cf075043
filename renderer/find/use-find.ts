import { useEffect, useState } from 'react';
import { NO_SEARCH, search as runSearch, type Search } from './find-search.ts';

/** What is asked for, as it stands in the fields. `replacement` is null while nothing is replaced. */
export type Asked = {
  text: string;
  matchCase: boolean;
  wholeWord: boolean;
  regex: boolean;
  replacement: string | null;
  /** `all`, `chosen`, `folder NAME`, `label NAME` or `tag NAME`. */
  scope: string;
};

const PAUSE = 200; // milliseconds after the last keystroke

/** Looks for what is asked, once typing pauses; what is asked next stops it. */
export function useFind(text: string, promptIds: readonly string[] | null) {
  const [asked, setAsked] = useState<Asked>({
    text,
    matchCase: false,
    wholeWord: false,
    regex: false,
    replacement: null,
    scope: promptIds === null ? 'all' : 'chosen',
  });
  const [search, setSearch] = useState<Search>(NO_SEARCH);
  const change = (part: Partial<Asked>) => {
    const next = { ...asked, ...part };
    setAsked(next);
    if (next.text !== '') setSearch((before) => ({ ...before, isDone: false }));
  };
  useEffect(() => {
    const wanted = { still: true };
    const { text: looked, matchCase, wholeWord, regex, replacement, scope } = asked;
    const begin = () => {
      if (looked === '') return setSearch(NO_SEARCH);
      const order = {
        query: { text: looked, matchCase, wholeWord, regex },
        scope: scopeOf(scope, promptIds),
        replacement,
      };
      void runSearch(order, () => wanted.still, setSearch);
      return undefined;
    };
    const timer = setTimeout(begin, PAUSE);
    return () => {
      wanted.still = false;
      clearTimeout(timer);
    };
  }, [asked, promptIds]);
  return { asked, change, search };
}

function scopeOf(scope: string, promptIds: readonly string[] | null) {
  const name = scope.slice(scope.indexOf(' ') + 1);
  if (scope === 'chosen') return { promptIds: [...(promptIds ?? [])] };
  if (scope.startsWith('folder ')) return { folder: name };
  if (scope.startsWith('label ')) return { label: name };
  return scope.startsWith('tag ') ? { tag: name } : {};
}
