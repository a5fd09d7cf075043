import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { CHANGE_KINDS, type Change, type ChangeKind } from '../../../shared/change.ts';
import { newId } from '../../../shared/ids.ts';
import { changeProblem } from '../../../shared/segment/read-change.ts';
import { versionIdOf } from '../../../main/sync/segment-lines.ts';
import type { ReadLine } from '../../../main/sync/sync-types.ts';
import { contentOf } from '../../shared/fold/fold-under-test.ts';
import { DeviceUnderTest, newKey, newTeam } from './team-under-test.ts';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import { commit, hashOf, logOf } from './workspace-under-test.ts';

const OFTEN = ['prompt.created', 'version.committed', 'version.committed', 'label.moved', 'body.redacted'] as const;

/** A change in numbers that pick among what there is when its turn comes. */
const pick = fc.record({
  kind: fc.constantFrom(...CHANGE_KINDS, ...OFTEN, ...OFTEN, ...OFTEN, ...OFTEN),
  a: fc.nat(7),
  b: fc.nat(7),
  c: fc.nat(7),
  text: fc.constantFrom('a', 'A', 'é', 'ana', 'ben', 'production', 'x/y', '"parents":[]', "','"),
  flag: fc.boolean(),
});
type Pick = typeof pick extends fc.Arbitrary<infer T> ? T : never;

const segment = fc.record({
  by: fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2, 3),
  forges: fc.nat(9).map((one) => one === 0),
  picks: fc.array(pick, { minLength: 1, maxLength: 8 }),
});

test(
  'whatever a segment says that can be read is taken in, has one effect everywhere, and comes out as it went in',
  { timeout: 600_000 },
  () => {
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 2, maxLength: 10, size: 'max' }),
        fc.array(fc.boolean()),
        (segments, pauses) => {
          const { ana, join, log } = newTeam();
          const ben = join('ben');
          const stranger = newKey();
          const known = new Known(ana, ben);
          const mine = createPrompt(ben.registry, 'mine').promptId;
          for (const [at, { by, forges, picks }] of segments.entries()) {
            const device = [ana.own, ben.own, stranger, { ...ana.own, key: stranger.key }][by]!;
            const author = forges ? 'ana' : by === 1 ? 'ben' : 'ana';
            const lines = picks.flatMap((one): ReadLine[] => known.line(one, author));
            if (lines.length > 0) log.put(lines, device, 99);
            if (pauses[at]) ben.pull(1);
            if (ben.registry.state.prompt(mine)) tryCommit(ben, mine, `text ${at}`);
          }
          ana.pull();
          ben.pull(Infinity, 2);
          const late = new DeviceUnderTest(log, 'late');
          late.store.join(log.segments[0]!.headerHash);
          late.pull(Infinity, 1);
          expect(logOf(late.registry)).toEqual(logOf(ana.registry));
          expect(hashOf(late.registry)).toBe(hashOf(ana.registry));
          const { stateHash } = ana.verified();
          expect(late.verified().stateHash).toBe(stateHash);
          expect(ben.verified().stateHash).toBe(stateHash);
          for (const { header, lines } of log.segments)
            expect(comparable(late.store.segmentAt(header.number)!.lines)).toEqual(comparable(lines));
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 40) },
    );
  },
);

function tryCommit(device: DeviceUnderTest, promptId: string, text: string): void {
  try {
    commit(device.registry, promptId, text);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'Refused')) throw error;
  }
}

/** What lines say but for contents, which may have been redacted since. Those that took no place come out as text. */
function comparable(lines: readonly object[]): unknown[] {
  return lines.map((line) => {
    const { change } =
      'odd' in line ? (JSON.parse(String(line.odd)) as { change: Change }) : (line as { change: Change });
    const { content: _, ...bare } = change;
    return bare;
  });
}

/** What hostile changes may name. */
class Known {
  private readonly ids: string[];
  private readonly prompts: string[];
  private readonly versions = ['0'.repeat(64)];
  private readonly changes: string[] = [newId()];
  private readonly ana: DeviceUnderTest;

  constructor(ana: DeviceUnderTest, ben: DeviceUnderTest) {
    this.ana = ana;
    this.prompts = [createPrompt(ana.registry, 'one').promptId, createPrompt(ana.registry, 'two').promptId, newId()];
    ana.push();
    this.ids = [ana.memberId, ben.memberId, newId(), ana.own.deviceId, ben.own.deviceId];
  }

  line(one: Pick, author: string): ReadLine[] {
    const id = one.a === 0 ? this.changes[one.b % this.changes.length]! : newId();
    const body = this.body(one);
    const change = { id, kind: one.kind, author, at: one.c - 3, body };
    if (changeProblem(canonicalJson(change), change) !== null) return [];
    this.changes.push(id);
    if (one.kind !== 'version.committed') return [{ change: change as unknown as Change }];
    const content = contentOf(one.text);
    const whole = { ...change, content } as unknown as Change<'version.committed'>;
    const versionId = versionIdOf(whole, content);
    this.versions.push(versionId);
    if (one.c === 7) return [{ change: change as unknown as Change, redacted: { versionId }, versionId }];
    return [{ change: whole, versionId }];
  }

  private body({ kind, a, b, c, text, flag }: Pick): object {
    const id = this.ids[a % this.ids.length]!;
    const promptId = this.prompts[b % this.prompts.length]!;
    const versionId = this.versions[c % this.versions.length]!;
    const reviewId = this.ids[c % this.ids.length]!;
    const device = flag ? this.ana.own : newKey();
    const expectedMoveId = flag ? null : this.changes[b % this.changes.length]!;
    const bodies: Record<ChangeKind, object> = {
      'workspace.created': { workspaceId: id, name: text },
      'workspace.configured': flag ? { name: text } : { requireMessage: true },
      'prompt.created': { promptId, name: text, ...(flag ? { tags: ['t'] } : {}) },
      'prompt.renamed': { promptId, name: text },
      'prompt.archived': { promptId },
      'prompt.unarchived': { promptId },
      'prompt.tagged': { promptId, tags: ['z', text] },
      'version.committed': {
        promptId,
        parents: a % 3 === 0 ? [] : [versionId, ...(flag ? [this.versions.at(-1)!] : [])],
        message: text,
        ...(a === 5 ? { origin: {} } : a === 6 ? { origin: { author: 'x' } } : {}),
        ...(b === 6 ? { snippets: [{ target: 't', promptId, versionId }] } : {}),
      },
      'label.moved': {
        moves: [
          { promptId, label: flag ? 'production' : 'staging', versionId: a === 1 ? null : versionId, expectedMoveId },
        ],
        reason: text,
      },
      'member.added': { memberId: id, name: text, role: flag ? 'owner' : 'viewer', device },
      'member.renamed': { memberId: id, name: text },
      'member.role': { memberId: id, role: flag ? 'editor' : 'owner' },
      'member.removed': { memberId: id },
      'device.added': { memberId: id, device, proof: { by: id, signature: 'A'.repeat(86) } },
      'device.rotated': { deviceId: id, key: device.key, proof: 'A'.repeat(86) },
      'device.removed': { deviceId: id },
      'recovery.set': { key: device.key },
      'policy.set': { label: 'staging', protected: flag, approvals: a, roles: ['owner'] },
      'review.requested': { reviewId, promptId, versionId, label: 'staging', expectedMoveId, note: text },
      'review.commented': { reviewId, text },
      'review.decided': { reviewId, decision: flag ? 'approve' : 'reject', note: text, policy: null },
      'review.withdrawn': { reviewId },
      'evidence.recorded': { promptId, versionId, evaluation: text, passed: flag, summary: '' },
      'body.redacted': { changeId: this.changes[c % this.changes.length]!, reason: text },
    };
    return bodies[kind];
  }
}
