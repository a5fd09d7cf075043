import { useSyncExternalStore } from 'react';
import { exactTime, relativeTime } from './time-text.ts';

/** A moment, as people say it (`2 min ago`, `Tue 14:02`); the exact time stands on hover. */
export function Time({ at, className }: { at: number; className?: string }) {
  const now = useSyncExternalStore(onTick, tick);
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {relativeTime(at, Math.max(now, at))}
    </time>
  );
}

const TICK = 30_000; // milliseconds
const listeners = new Set<() => void>();
let current = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

// One timer for every time in sight, and none while there is none.
function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    for (const each of listeners) each();
  }, TICK);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

function tick(): number {
  return current;
}
