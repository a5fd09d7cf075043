import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractFile, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../main/start/build.ts';
import { readFuses } from './electron-folder.ts';
import { pack } from './pack.ts';

const repo = fileURLToPath(new URL('../..', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'galley-packaging-'));

beforeAll(() => {
  if (!existsSync(join(repo, 'dist', 'main', 'electron.js'))) expect(build(repo)).toBeNull();
}, 120_000);
afterAll(() => rmSync(temporary, { recursive: true }));

/** What can be packed on any machine: elsewhere the packager edits the executable, and a real one would be needed. */
const targets = [
  { arch: 'x64', binary: 'linux-x64' },
  { arch: 'arm64', binary: 'linux-arm64' },
] as const;

describe.each(targets)('a package for $binary', ({ arch, binary }) => {
  let app: string;
  let archive: string;
  let files: string[];

  beforeAll(async () => {
    app = await pack(arch, join(temporary, binary));
    archive = join(app, 'resources', 'app.asar');
    files = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/').slice(1));
  }, 180_000);

  test('holds the whole build, unchanged', () => {
    const built = filesBelow(join(repo, 'dist')).map((name) => `dist/${name}`);
    expect(built).toEqual(
      expect.arrayContaining(['dist/main/electron.js', 'dist/preload/preload.cjs', 'dist/renderer/index.html']),
    );
    expect(files).toEqual(expect.arrayContaining(built));
    for (const name of built)
      expect(extractFile(archive, name).equals(readFileSync(join(repo, name))), name).toBe(true);
  });

  test('holds of its native libraries what Node loads, and nothing else beside the build', () => {
    const rest = files.filter((name) => !name.startsWith('dist') && /\.\w+$|LICENSE$/.test(name));
    const library = readdirSync(join(repo, 'node_modules', 'better-sqlite3', 'lib', 'methods'));
    const loaded = rest.filter((name) => !name.startsWith('node_modules/better-sqlite3/lib/'));
    expect(loaded.toSorted()).toEqual([
      'LICENSE',
      ...keyringFiles(binary),
      'node_modules/@napi-rs/keyring/LICENSE',
      'node_modules/@napi-rs/keyring/index.js',
      'node_modules/@napi-rs/keyring/package.json',
      'node_modules/better-sqlite3/LICENSE',
      'node_modules/better-sqlite3/package.json',
      `node_modules/better-sqlite3/prebuilds/${binary}.node`,
      'package.json',
    ]);
    expect(rest).toEqual(
      expect.arrayContaining(library.map((name) => `node_modules/better-sqlite3/lib/methods/${name}`)),
    );
  });

  test('unpacks the binaries of its platform alone', () => {
    expect(filesBelow(`${archive}.unpacked`)).toEqual([
      ...keyringFiles(binary).filter((name) => name.endsWith('.node')),
      `node_modules/better-sqlite3/prebuilds/${binary}.node`,
    ]);
  });

  test('starts in the built main module, and says nothing of development', () => {
    const about = JSON.parse(extractFile(archive, 'package.json').toString('utf8')) as Record<string, unknown>;
    expect(about).toMatchObject({ main: 'dist/main/electron.js', type: 'module' });
    expect(about).not.toHaveProperty('devDependencies');
    expect(about).not.toHaveProperty('scripts');
  });

  test('has its fuses set: no environment and no command line makes it run other code', () => {
    expect(readFuses(readFileSync(join(app, 'galley')))).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspectArguments: false,
      asarIntegrity: true,
      onlyAsar: true,
      browserSnapshot: false,
      filePrivileges: false,
    });
  });
});

/** npm installs the keyring's binary for the machine it runs on alone. */
function keyringFiles(binary: string): string[] {
  const folder = `node_modules/@napi-rs/keyring-${binary}-gnu`;
  if (!existsSync(join(repo, folder))) return [];
  return [`${folder}/LICENSE.third-party.md`, `${folder}/keyring.${binary}-gnu.node`, `${folder}/package.json`];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
}
