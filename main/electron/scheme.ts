import { protocol } from 'electron';
import { readStaticFiles } from '../browser/static-files.ts';
import { APP_SCHEME } from './app-address.ts';
import { rendererFile } from './renderer-files.ts';

/** Makes `galley://app/` a secure origin of its own. Must run before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer in `folder` under the scheme. Must run once Electron is ready, before a window loads.
 *  Throws `Refused` where the folder holds no build. */
export async function serveAppScheme(folder: string): Promise<void> {
  const files = await readStaticFiles(folder);
  protocol.handle(APP_SCHEME, (request) => rendererFile(files, request));
}
