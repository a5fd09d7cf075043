import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { randomUUID } from 'node:crypto';

/** A drive of its own of `size` (as mount says it: `1m`), in memory; or why there can be none here. */
export function smallDrive(size: string): { path: string; unmount: () => void } | string {
  const path = join(tmpdir(), `galley-drive-${randomUUID()}`);
  mkdirSync(path);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0777`, 'tmpfs', path], {
    encoding: 'utf8',
  });
  if (mounted.status !== 0) {
    rmSync(path, { recursive: true });
    return `a drive of ${size} cannot be mounted here: ${mounted.error?.message ?? mounted.stderr.trim()}`;
  }
  let isMounted = true;
  const unmount = () => {
    if (!isMounted) return;
    isMounted = false;
    spawnSync('umount', ['-l', path]);
    rmSync(path, { recursive: true, force: true });
  };
  return { path, unmount };
}
