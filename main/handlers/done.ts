/** Runs what answers nothing but that it was done. */
export function done(work: () => void): Record<string, never> {
  work();
  return {};
}
