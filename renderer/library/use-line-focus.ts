import { useEffect, useRef, type RefObject } from 'react';
import { useLibrary } from './library-state.ts';

type LineFocus = {
  /** Brings a line into sight, and gives it the page's focus as soon as it is there. */
  moveTo: (index: number) => void;
  /** Gives the focused line the page's focus with the next drawing. */
  takeFocus: () => void;
};

/** The page's focus in a virtual list: a line may have to be scrolled to before it exists. Answers what `reveal` in the
 *  library's state asks for, once, when its line is among the rows. */
export function useLineFocus(
  scroller: RefObject<HTMLElement | null>,
  focusIndex: number,
  indexOf: ReadonlyMap<string, number>,
  scrollTo: (index: number) => void,
): LineFocus {
  const wanted = useRef(false);
  const reveal = useLibrary((state) => state.reveal);
  const shown = useRef(0);

  /** A line that is the focused one already draws nothing anew: a wish would wait, and take the focus from elsewhere later. */
  const focusLine = (index: number) => {
    const line = index === focusIndex ? lineAt(scroller.current, index) : null;
    wanted.current = line === null;
    line?.focus({ preventScroll: true });
  };

  useEffect(() => {
    const index = reveal === null || reveal.count === shown.current ? undefined : indexOf.get(reveal.key);
    if (reveal === null || index === undefined) return;
    shown.current = reveal.count;
    if (reveal.focus) focusLine(index);
    scrollTo(index);
  });

  useEffect(() => {
    if (!wanted.current || focusIndex < 0) return;
    const line = lineAt(scroller.current, focusIndex);
    if (line === null) return;
    wanted.current = false;
    line.focus({ preventScroll: true });
  });

  return {
    moveTo: (index) => {
      focusLine(index);
      scrollTo(index);
    },
    takeFocus: () => {
      wanted.current = true;
    },
  };
}

function lineAt(scroller: HTMLElement | null, index: number): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}
