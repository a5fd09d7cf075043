/** One figure beside its peer, both measured in the same run: absolute times drift from machine to machine. */
export type Figure = {
  name: string;
  /** What was measured, and against what, each as a sentence a reader can repeat. */
  galley: string;
  peer: string;
  ratio: number;
  aim: number;
};

export type BenchWorld = {
  /** A folder of the bench's own, removed at the end. */
  folder: string;
  texts: string[];
  prompts: number;
  versions: number;
  tell: (line: string) => void;
};

export function timed<T>(work: () => T): { value: T; milliseconds: number } {
  const start = performance.now();
  const value = work();
  return { value, milliseconds: performance.now() - start };
}

export async function timedAsync<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const start = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - start };
}

/** The value below which `share` (0 to 1) of `values` lie. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

export function seconds(milliseconds: number): string {
  return milliseconds >= 1_000
    ? `${(milliseconds / 1_000).toFixed(2)} s`
    : `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
