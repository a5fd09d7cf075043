import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { workerUrl } from '../../main/worker-url.ts';

test('a worker run from source is the TypeScript file in its folder', () => {
  expect(workerUrl('interchange/format', 'file:///galley/main/worker-url.ts').href).toBe(
    'file:///galley/main/interchange/format.ts',
  );
  expect(existsSync(workerUrl('interchange/format'))).toBe(true);
});

test('a worker of a build lies beside the bundle that starts it', () => {
  expect(workerUrl('template/template-worker', 'file:///galley/dist/main/electron.js').href).toBe(
    'file:///galley/dist/main/template-worker.js',
  );
});
