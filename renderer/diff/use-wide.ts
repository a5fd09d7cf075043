import { type RefObject, useLayoutEffect, useState } from 'react';

/** Whether the element, once it is there, is at least that wide. */
export function useWide(element: RefObject<HTMLElement | null>, pixels: number, isThere: boolean): boolean {
  const [wide, setWide] = useState(true);
  useLayoutEffect(() => {
    if (!isThere || !element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setWide(entry.contentRect.width >= pixels));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, pixels, isThere]);
  return wide;
}
