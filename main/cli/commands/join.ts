import { existsSync, rmSync, statSync } from 'node:fs';
import { Refused, unwrap } from '../../../shared/reply.ts';
import { checkInput } from '../../check-input.ts';
import { readStdinText } from '../ask-secret.ts';
import { print, printJson } from '../output.ts';
import { secretsFor } from '../remote-secrets.ts';
import type { Session } from '../session.ts';

/** Makes a workspace out of an invitation: the team's log is fetched, and an owner is asked to let this device in. Where that
 *  fails, no file stays behind. */
export async function join(session: Session, [text]: [string], { name }: { name: string }): Promise<void> {
  const invitation = text === '-' ? await readStdinText() : text.trim();
  unwrap(checkInput('team.join', { invitation, name }));
  if (existsSync(session.path) && statSync(session.path).size > 0)
    throw new Refused(
      'exists',
      `There is something at ${session.path} already; an invitation makes a new workspace: name another file with --workspace.`,
    );
  try {
    session.open({ create: true, author: name });
    const { workspaceName, remote, role, ownDevice } = await session.ask('team.readInvitation', { invitation });
    await session.ask('team.join', { invitation, name, secrets: await secretsFor(remote) });
    const { problem } = await session.ask('sync.now', {}); // the asking goes out with a round
    if (problem && problem.code !== 'waiting') throw new Refused(problem.code, problem.message);
    if (session.json) return printJson({ path: session.path, workspaceName, remote, role, ownDevice });
    print(
      `“${workspaceName}” is at ${session.path}. An owner has been asked to let you in as ${role}; until then you can read everything here.`,
    );
  } catch (error) {
    await session.close();
    for (const ending of ['', '-wal', '-shm', '-sync']) rmSync(session.path + ending, { force: true });
    throw error;
  }
}
