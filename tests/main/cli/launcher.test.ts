import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { APP_VERSION } from '../../../shared/app-version.ts';
import { Desk, newWorkspace, repo, runProgram, type Options } from './galley.ts';

const launcher = join(repo, 'main/cli/galley.js');

/** A package with nothing in it but the launcher and `built` as its build. */
function packaged(desk: Desk, built: string, name = 'pack'): string {
  const root = desk.path(name);
  for (const folder of ['main/cli', 'dist/main']) mkdirSync(join(root, folder), { recursive: true });
  cpSync(launcher, join(root, 'main/cli/galley.js'));
  writeFileSync(join(root, 'package.json'), '{"type": "module"}');
  writeFileSync(join(root, 'dist/main/cli.js'), built);
  return root;
}

/** Makes the launcher believe that it runs on an old Node. */
function onOldNode(desk: Desk, root: string, args: string[], options: Options = {}) {
  const preload = desk.file('old-node.mjs', "Object.defineProperty(process.versions, 'node', { value: '20.19.0' });");
  return runProgram(process.execPath, ['--import', preload, join(root, 'main/cli/galley.js'), ...args], options);
}

test('the launcher runs the source of a checkout with the exit code it gives', async () => {
  const desk = await newWorkspace();
  const env = { GALLEY_WORKSPACE: desk.workspace };
  expect(await runProgram(process.execPath, [launcher, '--version'], {})).toMatchObject({
    code: 0,
    stdout: `${APP_VERSION}\n`,
  });
  expect(await runProgram(process.execPath, [launcher, 'show', 'x'], { env })).toMatchObject({ code: 1, stdout: '' });
  expect(await runProgram(process.execPath, [launcher, 'show'], { env })).toMatchObject({ code: 2, stdout: '' });
});

test('on an old Node the launcher hands over to the Node among the packages: arguments, streams and exit code', async () => {
  const desk = new Desk();
  const root = packaged(
    desk,
    'process.stdin.pipe(process.stdout); process.stderr.write(process.argv[2]); process.exitCode = 7;',
  );
  expect(await onOldNode(desk, root, [])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('needs Node 24') as string,
  });
  mkdirSync(join(root, 'node_modules/node/bin'), { recursive: true });
  symlinkSync(process.execPath, join(root, 'node_modules/node/bin/node'));
  const run = await onOldNode(desk, root, ['an argument'], { stdin: 'words' });
  expect(run).toEqual({ code: 7, signal: null, stdout: 'words', stderr: 'an argument' });
});

test('a signal to the launcher reaches the Node it handed over to', async () => {
  const desk = new Desk();
  const root = packaged(
    desk,
    "process.on('SIGTERM', () => process.exit(3)); setInterval(() => undefined, 1000); process.stdout.write('ready');",
  );
  mkdirSync(join(root, 'node_modules/node/bin'), { recursive: true });
  symlinkSync(process.execPath, join(root, 'node_modules/node/bin/node'));
  const preload = desk.file('old-node.mjs', "Object.defineProperty(process.versions, 'node', { value: '20.19.0' });");
  const child = spawn(process.execPath, ['--import', preload, join(root, 'main/cli/galley.js')]);
  child.stdout.once('data', () => child.kill('SIGTERM'));
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(3);
});

test('a package below node_modules runs its build; where there is none, one sentence says so', async () => {
  const desk = new Desk();
  const root = packaged(desk, "process.stdout.write('built');", 'node_modules/galley');
  writeFileSync(join(root, 'main/cli/main.ts'), "process.stdout.write('source');");
  expect(await runProgram(process.execPath, [join(root, 'main/cli/galley.js')], {})).toMatchObject({
    code: 0,
    stdout: 'built',
  });
  const bare = packaged(desk, '', 'bare');
  cpSync(join(bare, 'main'), desk.path('unbuilt/main'), { recursive: true });
  const run = await runProgram(process.execPath, [desk.path('unbuilt/main/cli/galley.js')], {});
  expect(run).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('npm run build') as string });
});

test.skipIf(process.platform === 'win32')('a reader that has seen enough ends the command quietly', async () => {
  const desk = await newWorkspace();
  await desk.commit('long', 'many words\n'.repeat(200_000));
  const command = `"$NODE" "$GALLEY" show long | head -n 5; echo "\${PIPESTATUS[0]}"`;
  const env = { NODE: process.execPath, GALLEY: join(repo, 'main/cli/main.ts'), GALLEY_WORKSPACE: desk.workspace };
  const run = await runProgram('bash', ['-c', command], { env });
  expect(run.stderr).toBe('');
  expect(run.stdout.split('\n').slice(-3)).toEqual(['many words', '0', '']);
});

const built = existsSync(join(repo, 'dist/main/cli.js'));
test.skipIf(!built)(built ? 'the build answers as the source does' : 'the build is not there', async () => {
  const desk = await newWorkspace();
  await desk.commit('a', 'Hello {{name}}');
  const env = { GALLEY_WORKSPACE: desk.workspace };
  const args = ['render', 'a', '--label', 'latest', '--var', 'name=Ana'];
  const run = await runProgram(process.execPath, [join(repo, 'dist/main/cli.js'), ...args], { env });
  expect(run).toMatchObject({ code: 0, stdout: 'Hello Ana\n', stderr: '' });
});
