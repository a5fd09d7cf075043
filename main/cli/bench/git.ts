import { spawn, spawnSync } from 'node:child_process';

/** Runs git in `folder` as Ana, and throws where it fails. */
export function git(folder: string, args: string[], input?: number): void {
  const { status, stderr } = spawnSync('git', [...IDENTITY, ...args], {
    cwd: folder,
    stdio: [input ?? 'ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`git ${args[0]} failed: ${String(stderr)}`);
}

/** The same beside others; gives whether it succeeded. */
export function tryGit(folder: string, args: string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...IDENTITY, ...args], { cwd: folder, stdio: 'ignore' });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}

const IDENTITY = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com', '-c', 'gc.auto=0'];
