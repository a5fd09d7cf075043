import { spawn } from 'node:child_process';

/** Opens the link in the user's browser. False where this machine has no way to show one: the printed link must do. */
export function openLink(link: string): Promise<boolean> {
  const opener = openerHere();
  if (opener === null) return Promise.resolve(false);
  const [command, ...leading] = opener;
  return new Promise((resolve) => {
    const child = spawn(command, [...leading, link], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
    child.unref();
  });
}

function openerHere(): [string, ...string[]] | null {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  // Without a display xdg-open would start a text browser in this terminal.
  const hasDisplay = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  return hasDisplay ? ['xdg-open'] : null;
}
