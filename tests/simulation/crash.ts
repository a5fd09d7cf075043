import type { Registry } from '../../main/registry/registry.ts';

/** What is thrown out of a statement at which the device dies; SQLite takes its transaction back, as it would at the next
 *  opening. */
export class Crash extends Error {}

export type Fuse = {
  /** After so many statements the device dies; null puts the fuse out. */
  put(statements: number | null): void;
};

/** Lets `die` happen at a statement of `registry`, and lets nothing be written from then on. */
export function crashingIn(registry: Registry, die: () => void): Fuse {
  let left: number | null = null;
  let isDead = false;
  const { statements } = registry;
  const tick = (): void => {
    if (isDead) throw new Crash('dead');
    if (left === null) return;
    left -= 1;
    if (left > 0) return;
    isDead = true;
    die();
    throw new Crash('died at a statement');
  };
  for (const name of ['get', 'all', 'column', 'run', 'each'] as const) {
    const real = statements[name].bind(statements) as (...input: unknown[]) => unknown;
    (statements as unknown as Record<string, unknown>)[name] = (...input: unknown[]) => {
      tick();
      return real(...input);
    };
  }
  return {
    put(statementsLeft) {
      if (!isDead) left = statementsLeft;
    },
  };
}
