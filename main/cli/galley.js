#!/usr/bin/env node
// The `galley` command: finds a Node that can run Galley and hands over to it. Plain JavaScript that an old Node can
// read, since an old Node is what this may be started with.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST = 24;
const root = fileURLToPath(new URL('../..', import.meta.url));
const program = findProgram();

if (program === null) refuse('Galley has not been built: run “npm run build” in ' + root + ' first.');
else if (Number(process.versions.node.split('.')[0]) >= OLDEST) void import(pathToFileURL(program).href);
else handOver(findNode(), program);

/** The source in a checkout, the build in a package: Node strips no types below node_modules. */
function findProgram() {
  const source = join(root, 'main', 'cli', 'main.ts');
  const built = join(root, 'dist', 'main', 'cli.js');
  const isPackage = root.split(sep).indexOf('node_modules') >= 0;
  if (!isPackage && existsSync(source)) return source;
  return existsSync(built) ? built : null;
}

/** The Node that the package `node` brings, in this package's own modules or beside it. */
function findNode() {
  const file = join('node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const places = [join(root, 'node_modules', file), join(root, '..', file)];
  return places.filter((place) => existsSync(place))[0] || null;
}

function handOver(node, program) {
  if (node === null)
    return refuse(
      'Galley needs Node ' + OLDEST + ' or newer; this is ' + process.version + ', and no newer one is here.',
    );
  const child = spawn(node, [program].concat(process.argv.slice(2)), { stdio: 'inherit' });
  // The terminal sends Ctrl+C to both processes: this one only has to outlive the other.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => refuse('Galley could not be started with ' + node + ': ' + error.message + '.'));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + constants.signals[signal] : code;
  });
}

function refuse(sentence) {
  process.stderr.write(sentence + '\n');
  process.exitCode = 1;
}
