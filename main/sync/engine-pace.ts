/** How long the engine rests between rounds, in milliseconds. */
export const SHORTEST_REST = 1_000;
export const LONGEST_REST = 60_000;

/** Soon after something happened, ever later while nothing does. `random` is in [0, 1): a team's devices must not all ask at once. */
export function restWhenIdle(quietRounds: number, random: number): number {
  const rest = Math.min(LONGEST_REST, SHORTEST_REST * 1.5 ** Math.min(quietRounds, 20));
  return rest * (0.85 + 0.15 * random);
}

/** Twice as long after each failure, half of it by chance (“equal jitter”: AWS Architecture Blog, Exponential Backoff And Jitter, 2015). */
export function restAfterFailure(failures: number, random: number): number {
  const rest = Math.min(LONGEST_REST, SHORTEST_REST * 2 ** Math.min(failures, 20));
  return rest * (0.5 + 0.5 * random);
}

/** After another device was faster: so short that a change still goes out at once, longer the more often it happens. */
export function restAfterLosing(losses: number, random: number): number {
  return losses <= 1 ? 0 : Math.min(2_000, 10 * 2 ** Math.min(losses, 10)) * random;
}
