import { useEffect, useEffectEvent, useRef } from 'react';
import { openPrompt } from '../state/tabs.ts';
import { useLibrary } from './library-state.ts';
import { useSearch } from './search.ts';
import { selectOne } from './selection.ts';
import type { LibraryRow } from './use-library-rows.ts';

/** Goes from the search box to the first of `rows`, and opens it where `open` says so. What was typed last may not be
 *  answered yet: then this waits, since the rows of an older text would be other prompts. */
export function useLeaveSearch(rows: readonly LibraryRow[]): (open: boolean) => void {
  const text = useLibrary((state) => state.text.trim());
  const answered = useSearch((state) => state.answered);
  const wish = useRef<{ text: string; open: boolean } | null>(null);

  const leave = (open: boolean) => {
    const first = rows.find((row) => row.kind !== 'folder');
    if (first === undefined) return;
    useLibrary.setState(({ reveal }) => ({
      selection: selectOne(first.key),
      reveal: { key: first.key, focus: true, count: (reveal?.count ?? 0) + 1 },
    }));
    if (open) openPrompt(first.kind === 'hit' ? first.hit.promptId : first.prompt.id);
  };

  const grant = useEffectEvent(() => {
    const granted = wish.current;
    wish.current = null;
    // The work may have gone on elsewhere, or with another text.
    if (granted?.text === text && document.activeElement?.closest('search')) leave(granted.open);
  });
  useEffect(() => {
    if (answered === text) grant();
  }, [answered, text]);

  return (open) => {
    if (text === '' || answered === text) leave(open);
    else wish.current = { text, open };
  };
}
