import { Refused } from '../../../shared/reply.ts';
import { print, printJson } from '../output.ts';
import { secretsFor } from '../remote-secrets.ts';
import type { Session } from '../session.ts';
import { statusLines } from '../sync-words.ts';

/** Connects the workspace, after racing writers on a scratch key. Secrets come from the environment or are asked for: an
 *  argument would stay in the shell's history and be seen by others on this machine. */
export async function addRemote(session: Session, [url]: [string]): Promise<void> {
  session.open();
  const status = await session.ask('remote.connect', { url, secrets: await secretsFor(url) });
  if (session.json) printJson(status);
  else print(statusLines(status).join('\n'));
}

export async function showRemote(session: Session): Promise<void> {
  const { remote, keyPlace, state } = await session.ask('sync.status', {});
  if (session.json) return printJson(remote);
  if (!remote) return print('No remote is connected.');
  print(`${remote.url}\n${remote.kind} ${remote.name}, ${state}; the key of this device is in the ${keyPlace}`);
}

export async function giveCredentials(session: Session): Promise<void> {
  const { remote } = await session.ask('sync.status', {});
  if (!remote) throw new Refused('no-remote', 'No remote is connected; connect one with “galley remote add URL”.');
  const secrets = await secretsFor(remote.url);
  if (Object.keys(secrets).length === 0)
    throw new Refused(
      'no-secrets',
      `Nothing was typed that ${remote.url} asks for; what it finds in the environment is not kept.`,
    );
  const status = await session.ask('remote.credentials', { secrets });
  if (session.json) printJson(status);
  else print(statusLines(status).join('\n'));
}

export async function removeRemote(session: Session): Promise<void> {
  const before = await session.ask('sync.status', {});
  if (!before.remote) throw new Refused('no-remote', 'No remote is connected.');
  await session.ask('remote.disconnect', {});
  if (session.json) return printJson({ removed: before.remote.url, pending: before.ahead });
  const stays = before.ahead === 0 ? '' : `; what is pending (${before.ahead}) stays so until one is connected again`;
  print(`${before.remote.url} is forgotten. Nothing was deleted${stays}.`);
}
