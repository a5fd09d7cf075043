import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

export type Surroundings = { home: string; platform: NodeJS.Platform; env: Record<string, string | undefined> };

/** A program that copies folders between devices, and how a folder of its is known. */
type Synchroniser = {
  name: string;
  /** Files and folders it leaves in the top folder it keeps. */
  markers?: RegExp;
  /** Its folders, straight in the home folder. */
  inHome?: RegExp;
  /** Its folders anywhere: a path with slashes. */
  anywhere?: RegExp;
  /** Where it keeps folders that nothing in them tells of. */
  known?: (around: Surroundings) => Promise<string[]>;
};

const synchronisers: Synchroniser[] = [
  {
    name: 'Dropbox',
    markers: /^\.dropbox(\.cache)?$/,
    inHome: /^Dropbox( \(.+\))?$/,
    anywhere: /\/Library\/CloudStorage\/Dropbox/,
    known: dropboxFolders,
  },
  {
    name: 'OneDrive',
    markers: /^\.849C9593-D756-4E56-8D6E-42412F2A707B$/i,
    inHome: /^OneDrive( - .+)?$/,
    anywhere: /\/Library\/CloudStorage\/OneDrive/,
    known: oneDriveFolders,
  },
  {
    name: 'iCloud Drive',
    inHome: /^(iCloudDrive|iCloud Drive)$/,
    anywhere: /\/Library\/Mobile Documents(\/|$)/,
    known: iCloudFolders,
  },
  {
    name: 'Google Drive',
    markers: /^\.(tmp\.drive(download|upload)|shortcut-targets-by-id)$/,
    inHome: /^(Google Drive|GoogleDrive|My Drive)$/,
    anywhere: /\/(Library\/CloudStorage\/GoogleDrive|gvfs\/google-drive:)|^\/Volumes\/GoogleDrive/,
  },
  { name: 'Syncthing', markers: /^\.st(folder|versions)$/ },
  { name: 'Nextcloud or ownCloud', markers: /^\.(sync_[0-9a-f]+\.db|(next|own)cloudsync\.log|owncloudsync\.log)$/ },
  { name: 'Resilio Sync', markers: /^\.sync$/ },
  // What macOS keeps for any other provider of files.
  { name: 'a cloud drive', anywhere: /\/Library\/CloudStorage\// },
];

/** The name of the program that copies `path` between devices, or null. */
export async function synchroniserOf(path: string, around: Surroundings): Promise<string | null> {
  const slashes = withSlashes(path);
  const home = homeAbove(slashes, around);
  const first = home === null ? '' : slashes.slice(home.length + 1).split('/')[0]!;
  const left = await namesAbove(path, home);
  for (const { name, markers, inHome, anywhere, known } of synchronisers) {
    if (anywhere?.test(slashes) || inHome?.test(first)) return name;
    if (markers !== undefined && left.some((entry) => markers.test(entry))) return name;
    if ((await known?.(around))?.some((folder) => isIn(path, folder))) return name;
  }
  return null;
}

/** The home folder that `path` is in: this person's, or anybody's, also where a system sees another's disk (`/mnt/c/Users/ana`). */
function homeAbove(path: string, { home }: Surroundings): string | null {
  const own = withSlashes(home);
  if (path === own || path.startsWith(`${own}/`)) return own;
  return /^.*?\/(?:Users|home)\/[^/]+/.exec(path)?.[0] ?? null;
}

/** All names in `path` and in the folders above it, up to somebody's home: there programs keep settings of their own under the same names. */
async function namesAbove(path: string, home: string | null): Promise<string[]> {
  const names: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    if (withSlashes(folder) === home) return names;
    names.push(...(await readdir(folder).catch((): string[] => []))); // not there yet, or not ours to read
    if (dirname(folder) === folder) return names;
  }
}

async function dropboxFolders({ home, env }: Surroundings): Promise<string[]> {
  const settings = [join(home, '.dropbox')];
  for (const folder of [env['APPDATA'], env['LOCALAPPDATA']]) if (folder) settings.push(join(folder, 'Dropbox'));
  const found: string[] = [];
  for (const folder of settings) {
    const text = await readFile(join(folder, 'info.json'), 'utf8').catch(() => '{}');
    for (const match of text.matchAll(/"path"\s*:\s*("(?:[^"\\]|\\.)*")/g)) found.push(JSON.parse(match[1]!) as string);
  }
  return found;
}

async function oneDriveFolders({ env }: Surroundings): Promise<string[]> {
  return [env['OneDrive'], env['OneDriveConsumer'], env['OneDriveCommercial']].filter((path) => path !== undefined);
}

/** The desktop and the documents of a Mac, where its owner has them in iCloud: then iCloud's own folder shows them too. */
async function iCloudFolders({ home, platform }: Surroundings): Promise<string[]> {
  if (platform !== 'darwin') return [];
  const kept = await readdir(join(home, 'Library/Mobile Documents/com~apple~CloudDocs')).catch((): string[] => []);
  return ['Desktop', 'Documents'].filter((name) => kept.includes(name)).map((name) => join(home, name));
}

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

function isIn(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return folder !== '' && !/^\.\.([\\/]|$)/.test(way) && !/^([A-Za-z]:|[\\/])/.test(way);
}
