import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

type Props = {
  /** Pixels it is likely to take: what stands in for it until it is near. */
  height: number;
  /** Drawn from the start, as what is in sight first and what is gone to must be. */
  now?: boolean;
  children: () => ReactNode;
};

/** Draws its children once they come near what is in sight: a page of any length opens at once. What was drawn stays. */
export function WhenNear({ height, now = false, children }: Props) {
  const [near, setNear] = useState(now);
  const place = useRef<HTMLDivElement>(null);
  if (now && !near) setNear(true);
  useLayoutEffect(() => {
    const element = place.current;
    if (near || !element) return undefined;
    onNear.set(element, () => setNear(true));
    watch().observe(element);
    return () => {
      onNear.delete(element);
      watch().unobserve(element);
    };
  }, [near]);
  return near ? children() : <div ref={place} style={{ height }} />;
}

const onNear = new WeakMap<Element, () => void>();
let watcher: IntersectionObserver | null = null;

function watch(): IntersectionObserver {
  // The scroll margin counts inside whatever scrolls, and not only at the edges of the window.
  const options: IntersectionObserverInit & { scrollMargin: string } = { scrollMargin: '900px 0px' };
  watcher ??= new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) onNear.get(target)?.();
  }, options);
  return watcher;
}
