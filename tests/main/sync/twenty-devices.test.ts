import { expect, test } from 'vitest';
import { benchDevices } from '../../../main/cli/bench/bench-devices.ts';
import { temporaryFolder } from '../registry/workspace-under-test.ts';

test('twenty devices that push at once all have their versions in the log, once, and end the same', async () => {
  const world = { folder: temporaryFolder(), texts: [], prompts: 1, versions: 1, tell: () => undefined };
  const { galley, ratio } = await benchDevices(world);
  expect(galley).toContain('100 of 100 versions in the log');
  expect(ratio).toBe(0); // lost or doubled
}, 240_000);
