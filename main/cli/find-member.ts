import type { JoinRequest, MemberRow } from '../../shared/contract/team-calls.ts';
import { nameKey } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import { didYouMean } from './nearest.ts';
import type { Session } from './session.ts';

/** The member of that name or id. Throws `Refused('no-member' | 'many-members')`. */
export async function findMember(session: Session, who: string): Promise<MemberRow> {
  const { members } = await session.ask('team.members', {});
  const present = members.filter((member) => !member.removed);
  const found = present.filter(({ name, memberId }) => memberId === who || nameKey(name) === nameKey(who));
  if (found.length === 1) return found[0]!;
  if (found.length > 1)
    throw new Refused(
      'many-members',
      `${found.length} members are called “${who}”: name one by id, which “galley members --json” tells.`,
    );
  const removed = members.some(({ name, removed: gone }) => gone && nameKey(name) === nameKey(who));
  const near = didYouMean(
    who,
    present.map(({ name }) => name),
  );
  throw new Refused(
    'no-member',
    removed ? `“${who}” has been removed from this workspace.` : `No member is called “${who}”.${near}`,
  );
}

/** Who asks to be let in under that name or device. Throws `Refused('no-request' | 'many-requests')`. */
export async function findRequest(session: Session, who: string): Promise<JoinRequest> {
  const { requests } = await session.ask('team.members', {});
  const found = requests.filter(({ name, deviceId }) => deviceId === who || nameKey(name) === nameKey(who));
  if (found.length === 1) return found[0]!;
  if (found.length > 1)
    throw new Refused(
      'many-requests',
      `${found.length} requests come under the name “${who}”: compare fingerprints, and name one by its device: ${found.map(({ deviceId }) => deviceId).join(', ')}.`,
    );
  const names = requests.map(({ name }) => name);
  throw new Refused(
    'no-request',
    names.length === 0
      ? 'Nobody asks to be let in. A request comes in with “galley sync”.'
      : `Nobody called “${who}” asks to be let in.${didYouMean(who, names)}`,
  );
}
