import { activeMember, hasMembers, holderOf, isKeyUsed, ownerRemains } from '../team/members.ts';
import { needsRole } from '../team/may-do.ts';
import { A_ROLE } from '../team/roles.ts';
import type { MemberRow } from '../team/team-rows.ts';
import { effect, refused, teamEffect, type Judges, type Outcome } from './outcome.ts';
import type { StateView } from './state.ts';

type Kind = 'member.added' | 'member.renamed' | 'member.role' | 'member.removed';

export const memberJudges: Judges<Kind> = {
  /** A member who was removed may come back, under the same id, with a new device. */
  'member.added': (view, { body }, { actor }) => {
    const { memberId, name, role, device } = body;
    const isFirst = !hasMembers(view);
    if (isFirst && role !== 'owner')
      return refused('first-owner', `The first member of a workspace is its owner; ${name} was to be ${A_ROLE[role]}.`);
    if (isFirst && actor !== null && (actor.deviceId !== device.deviceId || actor.key !== device.key))
      return refused(
        'first-owner',
        'The first member comes with the device that began the workspace, not another one.',
      );
    const former = view.team('member', memberId);
    if (former && !former.removed) return refused('member-exists', `${former.name} is a member already.`, { memberId });
    const taken = nameHeld(view, name, memberId);
    if (taken) return taken;
    const unfit = deviceUnfit(view, device);
    if (unfit) return unfit;
    const row: MemberRow = {
      memberId,
      name,
      names: withName(former?.names ?? [], name),
      role,
      removed: false,
      founder: former?.founder ?? isFirst,
    };
    return effect(
      teamEffect('member', memberId, row),
      teamEffect('device', device.deviceId, { ...device, memberId, formerKeys: [], removed: false }),
    );
  },

  'member.renamed': (view, { body }, { by }) =>
    onMember(view, body.memberId, (member) => {
      if (by && by.memberId !== member.memberId && by.role !== 'owner')
        return { refusal: needsRole(by, 'renaming someone else', ['owner']) };
      const { name } = body;
      const row = { ...member, name, names: withName(member.names, name) };
      return nameHeld(view, name, member.memberId) ?? effect(teamEffect('member', member.memberId, row));
    }),

  'member.role': (view, { body }) =>
    onMember(view, body.memberId, (member) => {
      if (member.role === body.role) return refused('same-role', `${member.name} is ${A_ROLE[member.role]} already.`);
      if (member.role === 'owner' && !ownerRemains(view, member.memberId))
        return lastOwner(member, 'become anything else');
      return effect(teamEffect('member', member.memberId, { ...member, role: body.role }));
    }),

  /** An owner removes anybody; everybody may leave. */
  'member.removed': (view, { body }, { by }) =>
    onMember(view, body.memberId, (member) => {
      if (by && by.memberId !== member.memberId && by.role !== 'owner')
        return { refusal: needsRole(by, 'removing someone else', ['owner']) };
      if (member.role === 'owner' && !ownerRemains(view, member.memberId)) return lastOwner(member, 'leave');
      const devices = [...view.teamRows('device')]
        .filter((one) => one.memberId === member.memberId && !one.removed)
        .toSorted((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
      return effect(
        teamEffect('member', member.memberId, { ...member, removed: true }),
        ...devices.map((device) => teamEffect('device', device.deviceId, { ...device, removed: true })),
        ...(view.team('recovery', member.memberId) ? [teamEffect('recovery', member.memberId, null)] : []),
      );
    }),
};

/** What `then` does with an active member; refused where there is none of that id. */
export function onMember(view: StateView, memberId: string, then: (member: MemberRow) => Outcome): Outcome {
  const member = activeMember(view, memberId);
  if (member) return then(member);
  const former = view.team('member', memberId);
  return refused(
    'no-member',
    former ? `${former.name} is not a member any more.` : 'There is no such member in this workspace.',
  );
}

export function lastOwner(member: MemberRow, what: string): { refusal: ReturnType<typeof refused>['refusal'] } {
  return refused(
    'last-owner',
    `${member.name} is the last owner who can still sign, and cannot ${what}. Make someone else an owner first.`,
    { memberId: member.memberId },
  );
}

/** Why no device can be let in so: an id and a key serve one device, and never another one after it. */
export function deviceUnfit(
  view: StateView,
  { deviceId, key }: { deviceId: string; key: string },
): ReturnType<typeof refused> | null {
  if (view.team('device', deviceId))
    return refused('device-exists', 'This device has been let in before. Let it ask again with a new key.', {
      deviceId,
    });
  return isKeyUsed(view, key) ? keyUsed() : null;
}

export function keyUsed(): ReturnType<typeof refused> {
  return refused('key-used', 'Another device of this workspace has, or had, this key. Make a new one.');
}

function nameHeld(view: StateView, name: string, memberId: string): ReturnType<typeof refused> | null {
  const holder = holderOf(view, name, memberId);
  if (!holder) return null;
  return refused(
    'name-held',
    holder.name === name && !holder.removed
      ? `Another member is called ${name}. Choose another name.`
      : `“${name}” is a name that ${holder.name} has had, and stands on their changes. Choose another name.`,
    { memberId: holder.memberId },
  );
}

function withName(names: string[], name: string): string[] {
  return [...names.filter((held) => held !== name), name];
}
