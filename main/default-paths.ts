import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

type Machine = { platform: NodeJS.Platform; env: NodeJS.ProcessEnv; home: string };

const thisMachine = (): Machine => ({ platform: process.platform, env: process.env, home: homedir() });

/** The workspace a host opens when none is named: `GALLEY_WORKSPACE`, or `Galley/workspace.galley` among the user's data. */
export function defaultWorkspacePath(machine: Machine = thisMachine()): string {
  const named = machine.env['GALLEY_WORKSPACE'];
  if (named !== undefined && named !== '') return named;
  const paths = machine.platform === 'win32' ? win32 : posix;
  return paths.join(userDataFolder(machine), 'Galley', 'workspace.galley');
}

/** Where the platform keeps what programs store for a user; on Linux by the XDG Base Directory Specification, which
 *  asks that relative paths be ignored. */
function userDataFolder({ platform, env, home }: Machine): string {
  if (platform === 'win32') return env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support');
  const named = env['XDG_DATA_HOME'];
  return named !== undefined && posix.isAbsolute(named) ? named : posix.join(home, '.local', 'share');
}
