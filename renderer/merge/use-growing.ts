import { startTransition, useEffect, useState } from 'react';

const FIRST = 16;
const STEP = 8;

/** How many of `count` parts are drawn: what fills the window at once, the others while the window has nothing to do. A
 *  merge with hundreds of questions would else hold up the first of them. */
export function useGrowing(count: number): number {
  const [shown, setShown] = useState(FIRST);
  useEffect(() => {
    if (shown >= count) return undefined;
    const idle = requestIdleCallback(() => startTransition(() => setShown(shown + STEP)), { timeout: 200 });
    return () => cancelIdleCallback(idle);
  }, [shown, count]);
  return Math.min(shown, count);
}
