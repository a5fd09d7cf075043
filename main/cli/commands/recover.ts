import { Refused } from '../../../shared/reply.ts';
import { askSecret } from '../ask-secret.ts';
import { findMember } from '../find-member.ts';
import { print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { whenSent } from '../sync-words.ts';

/** The recovery key is asked for, or read from stdin or GALLEY_RECOVERY_KEY: as an argument it would stay in the shell's history. */
export async function recover(session: Session, _: [], { member }: { member?: string }): Promise<void> {
  session.open();
  const text = process.env['GALLEY_RECOVERY_KEY'] ?? (await askSecret('Recovery key'));
  if (!text) throw new Refused('usage', 'Give the recovery key on stdin, or in GALLEY_RECOVERY_KEY.');
  const memberId = member === undefined ? undefined : (await findMember(session, member)).memberId;
  await session.ask('team.recover', { text, ...(memberId === undefined ? {} : { memberId }) });
  const when = whenSent(session);
  if (session.json) printJson({ recovered: true, queued: when !== null });
  else print(`This device speaks for you again${when === null ? '' : `, ${when}`}.`);
}
