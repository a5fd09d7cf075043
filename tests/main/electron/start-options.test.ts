import { afterEach, expect, test, vi } from 'vitest';
import { defaultWorkspacePath } from '../../../main/default-paths.ts';
import { workspacePath } from '../../../main/electron/start-options.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([
  [['--workspace', 'team.galley']],
  [['/app/main.js', '--workspace=team.galley', '--enable-features=A,B']],
  [['--no-sandbox', '--inspect=0', '/app/main.js', '--workspace', 'team.galley']],
])('%j opens the named workspace, seen from the folder it was said in', (argv) => {
  expect(workspacePath(argv, '/home/ana')).toBe('/home/ana/team.galley');
});

test('without a name the environment, and then the user’s data, says which workspace', () => {
  vi.stubEnv('GALLEY_WORKSPACE', '/srv/shared.galley');
  expect(workspacePath(['/app/main.js'], '/home/ana')).toBe('/srv/shared.galley');
  vi.stubEnv('GALLEY_WORKSPACE', '');
  expect(workspacePath(['/app/main.js', '--workspace'], '/home/ana')).toBe(defaultWorkspacePath());
});
