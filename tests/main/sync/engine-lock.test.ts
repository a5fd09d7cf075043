import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { takeEngineLock } from '../../../main/sync/engine-lock.ts';
import { temporaryFolder } from '../registry/workspace-under-test.ts';

test('one at a time syncs a workspace, and the next may once it is let go', () => {
  const path = join(temporaryFolder(), 'test.galley');
  const first = takeEngineLock(path);
  expect(first).not.toBeNull();
  expect(takeEngineLock(path)).toBeNull();
  first!.release();
  const second = takeEngineLock(path);
  expect(second).not.toBeNull();
  second!.release();
});

test('a process that is killed lets go of the workspace it synced', async () => {
  const path = join(temporaryFolder(), 'test.galley');
  const lock = fileURLToPath(new URL('../../../main/sync/engine-lock.ts', import.meta.url));
  const script = `const { takeEngineLock } = await import(${JSON.stringify(lock)});
    console.log(takeEngineLock(${JSON.stringify(path)}) !== null); setInterval(() => {}, 1_000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(holder.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('true\n');
  expect(takeEngineLock(path)).toBeNull();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const lockNow = takeEngineLock(path);
  expect(lockNow).not.toBeNull();
  lockNow!.release();
});
