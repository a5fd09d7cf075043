import type { JoinRequest, MemberRow } from '../../../shared/contract/team-calls.ts';
import { Refused } from '../../../shared/reply.ts';
import { ROLES, type Role } from '../../../shared/team/roles.ts';
import { findMember, findRequest } from '../find-member.ts';
import { columns, note, oneLine, paint, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { whenSent } from '../sync-words.ts';
import { counted, dateTime } from '../words.ts';

export async function listMembers(session: Session): Promise<void> {
  const team = await session.ask('team.members', {});
  if (session.json) return printJson(team);
  print(columns(team.members.map(memberLine)));
  if (team.requests.length > 0) {
    print('');
    print(columns(team.requests.map(requestLine)));
    note('Compare the fingerprint with them before you let them in: galley members accept NAME --role ROLE.');
  }
  if (team.fingerprint !== null) note(`The key of this device: ${team.fingerprint}`);
}

function memberLine(member: MemberRow): string[] {
  const devices = member.devices.filter((device) => !device.removed).length;
  const said = [
    member.isMe ? paint('green', 'you') : '',
    member.removed ? paint('red', 'removed') : '',
    member.queued === null ? '' : paint('yellow', `queued: ${member.queued}`),
  ].filter((part) => part !== '');
  return [oneLine(member.name), member.role, counted(devices, 'device'), dateTime(member.since), said.join(' ')];
}

function requestLine(request: JoinRequest): string[] {
  const as = request.memberId === null ? `asks to be ${request.role}` : 'asks for a further device';
  return [oneLine(request.name), paint('yellow', as), request.fingerprint, dateTime(request.at), request.deviceId];
}

export async function accept(session: Session, [who]: [string], options: { role?: Role }): Promise<void> {
  const { deviceId, name, role: offered } = await findRequest(session, who);
  const role = options.role ?? offered;
  await session.ask('team.accept', { deviceId, role });
  tell(session, { name, deviceId, role }, `${oneLine(name)} is let in as ${role}`);
}

export async function decline(session: Session, [who]: [string]): Promise<void> {
  const { deviceId, name } = await findRequest(session, who);
  await session.ask('team.decline', { deviceId });
  if (session.json) printJson({ name, deviceId, declined: true });
  else print(`${oneLine(name)} is not let in. Nothing tells them so; the request is no longer shown here.`);
}

export async function changeRole(session: Session, [who, role]: [string, string]): Promise<void> {
  if (!isRole(role)) throw new Refused('usage', `A role is one of ${ROLES.join(', ')}.`);
  const { memberId, name } = await findMember(session, who);
  await session.ask('team.setRole', { memberId, role });
  tell(session, { name, memberId, role }, `${oneLine(name)} is ${role}`);
}

export async function rename(session: Session, [who, to]: [string, string]): Promise<void> {
  const { memberId, name } = await findMember(session, who);
  await session.ask('team.rename', { memberId, name: to });
  tell(session, { name: to, memberId, from: name }, `${oneLine(name)} is now called ${oneLine(to)}`);
}

export async function removeMember(session: Session, [who]: [string]): Promise<void> {
  const { memberId, name } = await findMember(session, who);
  await session.ask('team.remove', { memberId });
  tell(session, { name, memberId, removed: true }, `${oneLine(name)} is removed`);
}

export async function removeDevice(session: Session, [device]: [string]): Promise<void> {
  const { members } = await session.ask('team.members', {});
  const found = members
    .flatMap(({ name, devices }) => devices.map(({ deviceId }) => ({ name, deviceId })))
    .filter(({ deviceId }) => deviceId === device || deviceId.endsWith(device));
  if (found.length !== 1)
    throw new Refused(
      'no-device',
      found.length === 0
        ? `No member has the device “${device}”; “galley members --json” lists them.`
        : `Several devices end with “${device}”: write more of it.`,
    );
  const { deviceId, name } = found[0]!;
  await session.ask('team.removeDevice', { deviceId });
  tell(session, { name, deviceId, removed: true }, `The device ${deviceId} of ${oneLine(name)} is removed`);
}

export async function rotateKey(session: Session): Promise<void> {
  await session.ask('team.rotateKey', {});
  tell(session, { rotated: true }, 'This device has a new key');
}

export async function recoveryKey(session: Session): Promise<void> {
  const { text } = await session.ask('team.makeRecoveryKey', {});
  if (session.json) return printJson({ text });
  print(text);
  note(
    'Write it down and keep it where no computer reads it: it is shown this once, and it makes whoever has it an owner.',
  );
}

/** What is done here counts once it is in the log. */
function tell(session: Session, value: object, words: string): void {
  const when = whenSent(session);
  if (session.json) printJson({ ...value, queued: when !== null });
  else print(when === null ? `${words}.` : `${words}, ${when}.`);
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
