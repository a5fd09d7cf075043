import { expect, test } from 'vitest';
import { defaultWorkspacePath } from '../../main/default-paths.ts';

test.each([
  ['linux', {}, '/home/ada', '/home/ada/.local/share/Galley/workspace.galley'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/ada', '/data/Galley/workspace.galley'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada', '/home/ada/.local/share/Galley/workspace.galley'],
  ['darwin', {}, '/Users/ada', '/Users/ada/Library/Application Support/Galley/workspace.galley'],
  [
    'win32',
    { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' },
    'C:\\Users\\ada',
    'C:\\Users\\ada\\AppData\\Roaming\\Galley\\workspace.galley',
  ],
  ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Galley\\workspace.galley'],
] as const)('on %s with %o the workspace lies in the user’s data', (platform, env, home, path) => {
  expect(defaultWorkspacePath({ platform, env, home })).toBe(path);
});

test('GALLEY_WORKSPACE names another workspace, unless it is empty', () => {
  const machine = { platform: 'linux', home: '/home/ada' } as const;
  expect(defaultWorkspacePath({ ...machine, env: { GALLEY_WORKSPACE: '/tmp/other.galley' } })).toBe(
    '/tmp/other.galley',
  );
  expect(defaultWorkspacePath({ ...machine, env: { GALLEY_WORKSPACE: '' } })).toBe(
    '/home/ada/.local/share/Galley/workspace.galley',
  );
});
