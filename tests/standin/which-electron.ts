import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron } from '../../main/start/electron-binary.ts';

export type WhichElectron = { folder: string; executable: string; description: string };

const STANDIN = fileURLToPath(new URL('.', import.meta.url));

/** The Electron to test with: the one in the folder GALLEY_ELECTRON_DIST names, the package's own, or the stand-in beside
 *  this file, where there is no binary or no display to open its windows on. */
export function whichElectron(repo: string, env: NodeJS.ProcessEnv = process.env): WhichElectron {
  const named = env['GALLEY_ELECTRON_DIST'];
  if (named) env['ELECTRON_OVERRIDE_DIST_PATH'] = named;
  const executable = findElectron(repo);
  if (named && !executable) throw new Error(`GALLEY_ELECTRON_DIST names ${named}, and there is no Electron in it.`);
  if (!executable) return standin('its binary is not installed');
  if (dirname(executable) === dirname(`${STANDIN}electron`)) return standin('ELECTRON_OVERRIDE_DIST_PATH names it');
  const hasDisplay = process.platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY'];
  if (!hasDisplay) return standin('there is no display for the real one');
  return { folder: dirname(executable), executable, description: `Electron's own binary, ${executable}` };
}

function standin(why: string): WhichElectron {
  return { folder: STANDIN, executable: `${STANDIN}electron`, description: `the Chromium-backed stand-in, as ${why}` };
}
