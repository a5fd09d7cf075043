import { defaultRangeExtractor, useVirtualizer, type Range, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type RefObject } from 'react';

/** How many rows before the end of what was read the next page is asked for. */
const NEAR = 20;

type Asked = {
  count: number;
  /** The row that is active; it is drawn wherever the list stands, since what a list says is active has to be in the page. */
  at: number;
  keyOf: (index: number) => string | number;
  /** Pixels; the same function as long as the rows are the same. */
  heightOf: (index: number) => number;
  /** Whether there is more to read than `count`. */
  more: boolean;
  /** The end of what was read comes into sight. */
  onEnd: () => void;
};

type Paged = {
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
};

/** A list that is virtual and read in pages: a hundred thousand rows cost what a screenful does. */
export function usePagedList({ count, at, keyOf, heightOf, more, onEnd }: Asked): Paged {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    getItemKey: keyOf,
    overscan: 8,
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        return range.count === 0 || shown.includes(at) ? shown : [...shown, at].toSorted((a, b) => a - b);
      },
      [at],
    ),
  });
  const lastShown = virtualizer.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && lastShown >= count - NEAR) onEnd();
  }, [more, lastShown, count, onEnd]);
  return { scroller, virtualizer };
}
