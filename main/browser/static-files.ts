import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { Refused } from '../../shared/reply.ts';

export type StaticFile = { body: Buffer; type: string; cacheControl: string };

/** The built renderer by URL path (`/assets/main-3f2a.js`). It is read once: a path that is not in the map cannot reach
 *  the disk, and a page that is open keeps working while a new build replaces the folder. */
export async function readStaticFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  for (const path of await filesBelow(folder)) {
    const body = await readFile(join(folder, path));
    files.set(`/${path.split(sep).join('/')}`, { body, type: typeOf(path), cacheControl: cacheControlOf(path) });
  }
  if (!files.has('/index.html')) throw notBuilt(folder);
  return files;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw notBuilt(folder);
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length));
}

function notBuilt(folder: string): Refused {
  return new Refused(
    'not-built',
    `Galley's interface is not built: there is no index.html in ${folder}. Run "npm run build" first.`,
  );
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

function typeOf(path: string): string {
  return types[extname(path)] ?? 'application/octet-stream';
}

// Names in assets/ carry a hash of their content.
function cacheControlOf(path: string): string {
  return path.startsWith(`assets${sep}`) ? 'private, max-age=31536000, immutable' : 'no-store';
}
