import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes a rename or a new file in `folder` survive a power cut. Windows keeps folders by itself and cannot open them. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
