import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';

// Where @electron/fuses finds the fuses in Electron's executable.
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'inspectArguments',
  'asarIntegrity',
  'onlyAsar',
  'browserSnapshot',
  'filePrivileges',
] as const;
// Fuses stand by their place; one more than is known here must not be touched.
const WIRE_LENGTH = FUSES.length + 1;

/** Lays `folder` out as Electron's own for Linux: the files a packager copies and renames. The executable is no program at
 *  all, only the bytes that fuses are set in, by Electron's defaults: nothing made from it can run. */
export async function layOutElectron(folder: string): Promise<void> {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  for (const name of [
    'LICENSE',
    'LICENSES.chromium.html',
    'version',
    'icudtl.dat',
    'resources.pak',
    'locales/en-US.pak',
  ]) {
    writeFileSync(join(folder, name), `${name}, in name only`);
  }
  await createPackage(join(folder, 'locales'), join(folder, 'resources', 'default_app.asar'));
  const version = '\u0001';
  const length = String.fromCharCode(WIRE_LENGTH);
  const executable = join(folder, 'electron');
  writeFileSync(executable, `before ${SENTINEL}${version}${length}101100011 after`, 'latin1');
  chmodSync(executable, 0o755);
}

/** Which fuses are on in an executable. Throws where it holds none. */
export function readFuses(executable: Buffer): Record<(typeof FUSES)[number], boolean> {
  const start = executable.indexOf(SENTINEL);
  if (start < 0) throw new Error('There are no fuses in this file.');
  const wire = executable.subarray(start + SENTINEL.length + 2).toString('latin1', 0, WIRE_LENGTH);
  return Object.fromEntries(FUSES.map((name, index) => [name, wire[index] === '1'])) as ReturnType<typeof readFuses>;
}
