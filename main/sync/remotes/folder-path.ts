import { fileURLToPath } from 'node:url';
import { RemoteError } from './remote.ts';

/** The path of a folder's URL: spaces, Windows drives (`file:///C:/Team`) and network names (`file://server/share`) as this system
 *  writes them. Throws `bad-url`. */
export function folderPath(url: URL, platform: NodeJS.Platform = process.platform): string {
  const windows = platform === 'win32';
  if (url.search !== '' || url.hash !== '')
    throw badUrl('A folder has nothing after “?” or “#”; where its name holds one of them, write %3F or %23.');
  if (!windows && url.host !== '')
    throw badUrl(
      'On this system a network drive is mounted first; then the folder is named by its path: file:///mnt/share/team.',
    );
  try {
    return fileURLToPath(url, { windows });
  } catch {
    throw badUrl(
      windows
        ? 'A folder is named with its drive (file:///C:/Team) or its server (file://server/share/team).'
        : 'A folder is named by its whole path: file:///home/ana/team.',
    );
  }
}

function badUrl(sentence: string): RemoteError {
  return new RemoteError('bad-url', sentence);
}
