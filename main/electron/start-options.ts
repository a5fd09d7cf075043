import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultWorkspacePath } from '../default-paths.ts';

/** The workspace's absolute path: from `--workspace FILE`, or else the default one. `argv` may hold switches that are
 *  Chromium's. */
export function workspacePath(argv: readonly string[], workingFolder: string): string {
  const { values } = parseArgs({
    args: [...argv],
    options: { workspace: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  return resolve(workingFolder, typeof values.workspace === 'string' ? values.workspace : defaultWorkspacePath());
}
