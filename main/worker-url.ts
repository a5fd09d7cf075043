/**
 * Where a worker thread's file is. `path` names the source below `main/`, without its ending: `template/template-worker`.
 * Run from source that file itself is meant; in a build every worker is an entry beside the bundle that starts it, so
 * only its base name counts: `template-worker.js`. `self` is this module's own address; only tests give another.
 */
export function workerUrl(path: string, self: string = import.meta.url): URL {
  if (self.endsWith('.ts')) return new URL(`./${path}.ts`, self);
  return new URL(`./${path.slice(path.lastIndexOf('/') + 1)}.js`, self);
}
