import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { Policy, Review, ReviewRow } from '../../../shared/contract/review-calls.ts';
import { SyncDevice } from '../../../main/cli/bench/sync-device.ts';
import { Desk } from './galley.ts';

/** Two people on one remote, each with the command line; `sync` brings both up to date. */
async function newTeam(): Promise<{ ana: Desk; ben: Desk; sync: () => Promise<void> }> {
  const [ana, ben] = [new Desk(), new Desk()];
  const remote = ana.path('remote');
  mkdirSync(remote);
  const url = pathToFileURL(remote).href;
  const devices = [new SyncDevice(ana.workspace, url, 'Ana'), new SyncDevice(ben.workspace, url, 'Ben')] as const;
  onTestFinished(async () => {
    for (const device of devices) await device.close();
  });
  const sync = async () => {
    for (const device of [...devices, ...devices]) await device.sync();
  };
  devices[0].store.attach();
  devices[0].letIn(devices[1], 'Ben', 'publisher');
  await devices[0].sync();
  devices[1].store.join(devices[0].chain);
  await sync();
  return { ana, ben, sync };
}

test('a review goes from request to release by two people on the command line', async () => {
  const { ana, ben, sync } = await newTeam();
  await ana.commit('support/reply', 'Be kind.');
  await sync();
  expect(await ana.galley('policy', 'production', '--approvals', '1')).toBe(
    'production is protected: publishers and owners move it; it takes 1 approval by owners, publishers. It counts once it is in the team’s log: “galley sync” sends it.\n',
  );
  await sync();
  expect(z.array(Policy).parse(await ben.json('policy'))).toMatchObject([
    { label: 'production', protected: true, approvals: 1, setBy: 'Ana' },
    { label: 'staging', protected: false },
  ]);

  const asked = Review.parse(await ana.json('review', 'request', 'support/reply', 'production', '-m', 'Kinder'));
  expect(asked).toMatchObject({ state: 'open', needed: 1, mark: 'pending', note: 'Kinder' });
  expect(await ana.refused(['review', 'approve', asked.reviewId])).toContain('someone else decides');
  await sync();

  expect(z.array(ReviewRow).parse(await ben.json('review', 'list', '--scope', 'waiting'))).toMatchObject([
    { reviewId: asked.reviewId, promptName: 'support/reply', waitsOnMe: true, mark: 'confirmed' },
  ]);
  await ben.galley('review', 'comment', 'support/reply@production', 'Kind to whom?', '--at', '1:1');
  expect(await ben.galley('review', 'approve', asked.reviewId.slice(-8), '-m', 'Yes')).toContain('it counts once');
  await sync();

  const shown = await ana.galley('review', 'show', 'support/reply@production');
  for (const part of ['approved', 'Ben approved  Yes', 'message 1, line 1', 'Kind to whom?', '1 of 1 approvals'])
    expect(shown).toContain(part);
  expect(await ana.json('review', 'release', 'support/reply@production', '--reason', 'Kinder')).toMatchObject({
    queued: true,
  });
  await sync();
  expect(await ben.json('show', 'support/reply@production')).toMatchObject({ number: 1 });
  expect(await ben.json('review', 'show', asked.reviewId)).toMatchObject({ state: 'released' });
}, 180_000);

test('evidence that a policy asks for is recorded on the version, and a review is taken back by who asked', async () => {
  const { ana, ben, sync } = await newTeam();
  await ben.commit('triage', 'Sort it.');
  await ana.galley('policy', 'staging', '--evaluation', 'Tone', '--roles', 'owner,editor');
  await sync();
  const { reviewId } = await ben.json<{ reviewId: string }>('review', 'request', 'triage', 'staging', 'v1');
  expect(await ana.refused(['review', 'evidence', 'triage', 'Tone'], {}, 2)).toContain('--passed or --failed');
  await ana.galley('review', 'evidence', 'triage@v1', 'Tone', '--failed', '--summary', '3 of 10');
  await sync();
  expect(await ben.json('review', 'show', reviewId)).toMatchObject({
    evidence: [{ evaluation: 'Tone', passed: false, summary: '3 of 10', required: true }],
  });
  expect(await ben.refused(['review', 'release', reviewId])).toContain('Tone');
  expect(await ben.json('review', 'withdraw', reviewId)).toMatchObject({ state: 'withdrawn' });
  expect(await ben.refused(['review', 'show', 'ffffffff'])).toContain('There is no review');
  expect(await ben.refused(['policy', 'staging', '--roles', 'king'], {}, 2)).toContain('owner,publisher,editor');
  expect(await ben.refused(['policy', 'staging', '--approvals', '2'])).toMatch(/owner/);
}, 180_000);

test('without a team there is nothing to review', async () => {
  const desk = new Desk();
  await desk.galley('init', '--name', 'Ana');
  await desk.commit('a', 'words');
  expect(await desk.json('review', 'list')).toEqual([]);
  expect(await desk.refused(['review', 'request', 'a', 'production'])).toMatch(/team/);
});
