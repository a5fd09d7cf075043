import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ActivityRow, MemberRow } from '../../../shared/contract/team-calls.ts';
import { Desk, newWorkspace } from './galley.ts';

/** Ana's workspace on a folder, with a prompt in it. */
async function founded(): Promise<Desk> {
  const ana = await newWorkspace();
  await ana.commit('support/reply', 'Be kind.');
  mkdirSync(ana.path('remote'));
  await ana.galley('remote', 'add', pathToFileURL(ana.path('remote')).href);
  return ana;
}

async function invited(ana: Desk, role: string): Promise<string> {
  const { invitation } = await ana.json<{ invitation: string }>('invite', '--role', role);
  return invitation;
}

const members = async (desk: Desk) => z.array(MemberRow).parse((await desk.json<{ members: [] }>('members')).members);

test('somebody is invited, joins, is let in, gets another role and is removed; the log tells it to a third party', async () => {
  const ana = await founded();
  const ben = new Desk();
  expect(await ana.refused(['invite'], {}, 2)).toContain('--role');
  const invitation = await invited(ana, 'editor');
  const joined = await ben.done(['join', '-', '--name', 'Ben', '--json'], { stdin: `${invitation}\n` });
  expect(JSON.parse(joined.stdout)).toMatchObject({ role: 'editor', ownDevice: false });
  expect(await ben.galley('show', 'support/reply')).toContain('Be kind.');
  expect(await ben.galley('status')).toContain('not let in yet');
  const early = ['commit', 'triage', '--stdin', '-m', 'x'];
  expect(await ben.refused(early, { stdin: 'Sort it.' })).toMatch(/member/);

  await ana.galley('sync');
  const { requests } = await ana.json<{ requests: { name: string; fingerprint: string }[] }>('members');
  const { fingerprint } = await ben.json<{ fingerprint: string }>('members');
  expect(requests).toMatchObject([{ name: 'Ben', fingerprint }]);
  expect(await ana.refused(['members', 'accept', 'Bin'])).toContain('Did you mean “Ben”?');
  expect(await ana.galley('members', 'accept', 'ben')).toContain('Ben is let in as editor, once it is');
  for (const desk of [ana, ben]) await desk.galley('sync');
  await ben.commit('triage', 'Sort it.');
  for (const desk of [ben, ana]) await desk.galley('sync');
  expect(await ana.galley('history', 'triage')).toMatch(/^v1 .*Ben/);

  await ana.galley('members', 'role', 'Ben', 'publisher');
  await ana.galley('sync');
  expect(await members(ana)).toMatchObject([
    { name: 'Ana', role: 'owner', isMe: true },
    { name: 'Ben', role: 'publisher', removed: false },
  ]);
  expect(await ana.refused(['members', 'role', 'Ana', 'editor'])).toMatch(/owner/);
  await ana.galley('members', 'remove', 'Ben');
  await ana.galley('sync');
  expect(await ana.refused(['members', 'remove', 'Ben'])).toContain('has been removed');
  const told = await ben.run(['sync']);
  expect(told.code).toBe(1);
  expect(told.stderr).toContain('You were removed from this workspace.');

  const log = z.array(ActivityRow).parse(await ana.json('log', '--since', '4'));
  expect(log.map(({ position }) => position)).toEqual(log.map((_, at) => at + 5));
  expect(log.map(({ what }) => what)).toContain('removed Ben from the team');
  expect(await ana.json('activity', '--by', 'Ben')).toMatchObject([
    { what: 'committed v1' },
    { what: 'made the prompt' },
  ]);
  expect(await ana.json('activity', '--kind', 'member.role', '--limit', '1')).toHaveLength(1);

  await ana.galley('activity', '--export', 'team.log');
  expect(await ana.refused(['activity', '--export', 'team.log'])).toContain('never replaces a file');
  const { stateHash } = await ana.json<{ stateHash: string }>('verify');
  expect(await new Desk().json('verify', '--log', ana.path('team.log'))).toMatchObject({
    stateHash,
    members: [
      { name: 'Ana', role: 'owner' },
      { name: 'Ben', removed: true },
    ],
  });
  expect(await ana.galley('verify', '--log', 'team.log')).toContain(stateHash);
  const forged = ana.file('forged.log', readFileSync(ana.path('team.log'), 'utf8').replace('triage', 'triagE'));
  await ana.refused(['verify', '--log', forged]);
}, 240_000);

test('an invitation that cannot be taken up leaves no workspace behind, and one in use is not replaced', async () => {
  const ana = await founded();
  const invitation = await invited(ana, 'editor');
  const eve = new Desk();
  await eve.refused(['join', 'galley-nonsense', '--name', 'Eve']);
  await eve.refused(['join', `${invitation.slice(0, -8)}AAAAAAAA`, '--name', 'Eve']);
  expect(existsSync(eve.workspace)).toBe(false);
  expect(await ana.refused(['join', invitation, '--name', 'Eve'])).toContain('name another file');
}, 120_000);

test('somebody is declined, and a further device of a member gets in by that member alone', async () => {
  const ana = await founded();
  const [eve, laptop] = [new Desk(), new Desk()];
  await eve.galley('join', await invited(ana, 'owner'), '--name', 'Eve');
  await ana.galley('sync');
  expect(await ana.json('members', 'decline', 'Eve')).toMatchObject({ name: 'Eve', declined: true });
  expect(await ana.json('members')).toMatchObject({ requests: [] });

  const { invitation } = await ana.json<{ invitation: string }>('invite', '--own-device');
  await laptop.galley('join', invitation, '--name', 'Ana');
  await ana.galley('sync');
  await ana.galley('members', 'accept', 'Ana');
  for (const desk of [ana, laptop]) await desk.galley('sync');
  const [me] = await members(laptop);
  expect(me).toMatchObject({ name: 'Ana', role: 'owner', isMe: true });
  expect(me!.devices).toHaveLength(2);

  const other = me!.devices.find(({ isThis }) => !isThis)!.deviceId;
  await laptop.galley('members', 'remove-device', other.slice(-12));
  await laptop.galley('sync');
  expect((await ana.run(['sync'])).stderr).toContain('removed');
}, 240_000);

test('a recovery key speaks for an owner again on a device that nobody knows', async () => {
  const ana = await founded();
  const { text } = await ana.json<{ text: string }>('members', 'recovery-key');
  const invitation = await invited(ana, 'viewer');
  await ana.galley('sync');
  const found = new Desk();
  await found.galley('join', invitation, '--name', 'Ana');
  expect(await found.refused(['recover'], {}, 2)).toContain('GALLEY_RECOVERY_KEY');
  await found.refused(['recover'], { stdin: 'a guess\n' });
  await found.done(['recover'], { stdin: `${text}\n` });
  await found.galley('sync');
  expect(await found.json('status')).toMatchObject({ member: { name: 'Ana', role: 'owner' }, problem: null });
}, 240_000);
