import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layOutElectron } from './electron-folder.ts';

const repo = fileURLToPath(new URL('../..', import.meta.url));

/** Packs the build for Linux with the project's own configuration and what stands for Electron, cut off from the network.
 *  Gives the folder of the app, in `folder`. Throws with what the packager said where it fails. */
export async function pack(arch: 'x64' | 'arm64', folder: string): Promise<string> {
  const electron = join(folder, 'electron');
  await layOutElectron(electron);
  const nowhere = 'http://127.0.0.1:9';
  const packager = spawnSync(
    process.execPath,
    [
      join(repo, 'node_modules', 'electron-builder', 'cli.js'),
      '--dir',
      '--linux',
      `--${arch}`,
      `-c.electronDist=${electron}`,
      `-c.directories.output=${folder}`,
    ],
    {
      cwd: repo,
      encoding: 'utf8',
      env: { ...process.env, http_proxy: nowhere, https_proxy: nowhere, npm_config_offline: 'true' },
    },
  );
  if (packager.status !== 0) throw new Error(`Packing failed:\n${packager.stdout}${packager.stderr}`);
  return join(folder, arch === 'x64' ? 'linux-unpacked' : `linux-${arch}-unpacked`);
}
