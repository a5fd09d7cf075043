import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import type { Change, ChangeBody, ChangeKind } from '../../../shared/change.ts';
import type { Actor, FoldContext } from '../../../shared/fold/fold-context.ts';
import type { FoldEffect, StateView } from '../../../shared/fold/state.ts';
import { newId } from '../../../shared/ids.ts';
import { deviceText, rotationText } from '../../../shared/team/proofs.ts';
import { ROLES } from '../../../shared/team/roles.ts';
import { sha256 } from '../../../main/registry/sha256.ts';
import { contentOf } from './fold-under-test.ts';

/** A step of a random history of a team: what is done, by whom, and numbers that pick what it is about. Most of what is
 *  possible is refused where it comes; `twist` makes some of it forged. */
export type TeamStep = { kind: ChangeKind; who: number; a: number; b: number; c: number; twist: number };

/** A step in a history, as it was folded. */
export type Entry = { change: Change; actor: Actor | null; effects: FoldEffect[] | null };

const WEIGHTS: Partial<Record<ChangeKind, number>> = {
  'workspace.configured': 1,
  'prompt.created': 2,
  'prompt.renamed': 1,
  'prompt.archived': 1,
  'prompt.unarchived': 1,
  'prompt.tagged': 1,
  'version.committed': 6,
  'label.moved': 12,
  'member.added': 3,
  'member.renamed': 1,
  'member.role': 3,
  'member.removed': 1,
  'device.added': 5,
  'device.rotated': 1,
  'device.removed': 2,
  'recovery.set': 1,
  'policy.set': 2,
  'review.requested': 6,
  'review.commented': 1,
  'review.decided': 16,
  'review.withdrawn': 1,
  'evidence.recorded': 2,
  'body.redacted': 1,
};

// Without fast-check's liking for small numbers: the first member would do nearly everything.
const step: fc.Arbitrary<TeamStep> = fc.noBias(
  fc.record({
    kind: fc.oneof(
      ...Object.entries(WEIGHTS).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind as ChangeKind) })),
    ),
    who: fc.nat(9), // the founder twice
    a: fc.nat(9),
    b: fc.nat(9),
    c: fc.nat(9),
    twist: fc.nat(20),
  }),
);

/** A history that begins with a team of five, a policy, and two prompts with versions. */
const settled = (approvals: number): TeamStep[] => [
  made('workspace.created', 0),
  made('member.added', 0),
  made('member.added', 0, 1, 1),
  made('member.added', 0, 2, 1),
  made('member.added', 0, 3, 2),
  made('recovery.set', 0),
  made('prompt.created', 3, 0),
  made('prompt.created', 3, 1),
  made('version.committed', 3, 1, 0, 1),
  made('version.committed', 1, 1, 0, 2),
  made('version.committed', 3, 2, 0, 3),
  made('policy.set', 0, 0, approvals * 3, 0),
  made('review.requested', 3, 0, approvals * 3, 0),
];

/** A review from its request to its move, with something that may spoil it in between. Number 0 is the newest review. */
const release: fc.Arbitrary<TeamStep[]> = fc.noBias(
  fc
    .record({
      asks: fc.nat(3),
      decide: fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }),
      moves: fc.nat(2),
      version: fc.nat(9),
      label: fc.nat(2),
      between: fc.array(
        fc.constantFrom<TeamStep>(
          made('policy.set', 0, 0, 3, 0),
          made('policy.set', 0, 0, 6, 6),
          made('policy.set', 0, 0, 0, 9),
          made('policy.set', 0, 0, 3, 1),
          made('evidence.recorded', 3, 0, 0, 1),
          made('evidence.recorded', 3, 0, 9, 1),
          made('member.role', 0, 1, 2),
          made('member.role', 0, 1, 1),
          made('member.removed', 0, 2),
          made('review.withdrawn', 0),
          made('review.decided', 1, 0, 9),
        ),
        { maxLength: 2 },
      ),
    })
    .map(({ asks, decide, moves, version, label, between }) => [
      made('review.requested', asks, 0, label, version),
      ...decide.map((who) => made('review.decided', who)),
      ...between,
      made('label.moved', moves),
    ]),
);

export const teamSteps: fc.Arbitrary<TeamStep[]> = fc
  .tuple(
    fc.constantFrom(null, 0, 1, 2),
    fc.array(fc.oneof({ weight: 12, arbitrary: step.map((one) => [one]) }, { weight: 2, arbitrary: release }), {
      maxLength: 60,
      size: 'max',
    }),
  )
  .map(([approvals, steps]) => [
    ...(approvals === null ? [made('workspace.created', 0)] : settled(approvals)),
    ...steps.flat(),
  ]);

function made(kind: ChangeKind, who: number, a = 0, b = 0, c = 0): TeamStep {
  return { kind, who, a, b, c, twist: 9 };
}

type Device = { memberId: string; deviceId: string; key: string };

const NAMES = ['ana', 'ben', 'cleo', 'dan', 'eve'];
const LABELS = ['production', 'production', 'staging'];

/** A stand-in for Ed25519 that is quick: who knows the public key can sign. */
const paper = keyOf('paper');

export class TeamHistory {
  readonly workspaceId: string;
  readonly prompts: string[] = [newId()]; // the first is never made
  readonly versions: { promptId: string; versionId: string; changeId: string }[] = [];
  readonly reviews: string[] = [];
  private readonly members = NAMES.map(() => newId());
  private readonly devices: Device[] = [0, 1, 2, 3, 4, 1, 0, 2].map((member, at) => ({
    memberId: this.members[member]!,
    deviceId: newId(),
    key: keyOf(`device ${at}`),
  }));
  private time = 0;

  constructor(workspaceId = newId()) {
    this.workspaceId = workspaceId;
  }

  context(actor: Actor | null): FoldContext {
    return { sha256, verify: (key, text, signature) => signed(key, text) === signature, actor };
  }

  /** The change that `step` stands for in the state as it is, and who signs it. */
  change(step: TeamStep, view: StateView): { change: Change; actor: Actor | null } {
    const device = this.devices[step.who % this.devices.length]!;
    const name = view.team('member', device.memberId)?.name ?? this.nameOf(device.memberId);
    const actor: Actor = { deviceId: device.deviceId, key: device.key, founding: device === this.devices[0] };
    if (step.twist === 1) actor.key = keyOf('forged');
    const body = this.body(step, view, device);
    const change = {
      id: newId(),
      kind: step.kind,
      author: step.twist === 2 ? NAMES[step.a % NAMES.length]! : name,
      at: (this.time += 1),
      body,
      ...(step.kind === 'version.committed' ? { content: contentOf(`text ${step.c}`) } : {}),
    };
    return { change: change as Change, actor: step.twist === 3 ? null : actor };
  }

  /** Remembers what came of it. */
  note({ change, effects }: Entry): void {
    for (const effect of effects ?? [])
      if (effect.table === 'version')
        this.versions.push({ promptId: effect.row.promptId, versionId: effect.row.id, changeId: change.id });
    if (!effects) return;
    if (change.kind === 'prompt.created') this.prompts.push(change.body.promptId);
    if (change.kind === 'review.requested') this.reviews.push(change.body.reviewId);
    if (change.kind === 'device.rotated')
      this.devices.find(({ deviceId }) => deviceId === change.body.deviceId)!.key = change.body.key;
  }

  private body({ kind, a, b, c, twist }: TeamStep, view: StateView, own: Device): ChangeBody<ChangeKind> {
    const promptId = pick(this.prompts, a) ?? newId();
    const other = pick(this.devices, a)!;
    const reviewId = pick(this.reviews.toReversed(), a) ?? newId();
    const label = pick(LABELS, b)!;
    const known = pick(this.versions, c) ?? { promptId, versionId: '0'.repeat(64), changeId: newId() };
    const moveId = (prompt: string) => view.label(prompt, label)?.moveId ?? null;
    switch (kind) {
      case 'workspace.created':
        return { workspaceId: this.workspaceId, name: 'w' };
      case 'workspace.configured':
        return { requireMessage: a % 2 === 0 };
      case 'prompt.created':
        return { promptId: twist === 4 ? promptId : newId(), name: `p${a % 4}` };
      case 'prompt.renamed':
        return { promptId, name: `p${b % 4}` };
      case 'prompt.archived':
      case 'prompt.unarchived':
        return { promptId };
      case 'prompt.tagged':
        return { promptId, tags: [`t${b}`] };
      case 'version.committed':
        return { promptId, parents: this.parents(promptId, b, c), message: '' };
      case 'label.moved':
        return { moves: this.moves(view, a, b, c, twist), reason: '' };
      case 'member.added':
        return {
          memberId: other.memberId,
          name: c < 8 ? this.nameOf(other.memberId) : NAMES[c % NAMES.length]!,
          role: ROLES[b % ROLES.length]!,
          device: { deviceId: other.deviceId, key: other.key },
        };
      case 'member.renamed':
        return { memberId: b < 5 ? own.memberId : other.memberId, name: `${pick(NAMES, c)!}${b % 2 ? '' : ' 2'}` };
      case 'member.role':
        return { memberId: other.memberId, role: ROLES[b % ROLES.length]! };
      case 'member.removed':
        return { memberId: other.memberId };
      case 'device.added':
        return this.deviceAdded(other, b, c);
      case 'device.rotated':
        return this.rotation(twist === 5 ? other : own, twist);
      case 'device.removed':
        return { deviceId: other.deviceId };
      case 'recovery.set':
        return { key: paper };
      case 'policy.set':
        return {
          label,
          protected: a < 8,
          approvals: Math.floor(b / 3) % 3,
          roles: c % 3 === 0 ? ['owner', 'publisher'] : c % 3 === 1 ? ['editor', 'publisher'] : ['owner'],
          ...(c > 7 ? { evaluation: 'tone' } : {}),
        };
      case 'review.requested':
        return {
          reviewId: twist === 4 ? reviewId : newId(),
          promptId: known.promptId,
          versionId: known.versionId,
          label,
          expectedMoveId: twist === 5 ? newId() : moveId(known.promptId),
          note: '',
        };
      case 'review.commented':
        return { reviewId, text: 'hm' };
      case 'review.decided': {
        const set = view.team('policy', view.team('review', reviewId)?.label ?? '')?.policyId ?? null;
        return { reviewId, decision: b < 8 ? 'approve' : 'reject', note: '', policy: twist === 4 ? newId() : set };
      }
      case 'review.withdrawn':
        return { reviewId };
      case 'evidence.recorded':
        return {
          promptId: known.promptId,
          versionId: known.versionId,
          evaluation: a < 8 ? 'tone' : 'x',
          passed: b < 6,
          summary: '',
        };
      case 'body.redacted':
        return { changeId: known.changeId, reason: 'why' };
    }
  }

  /** None, one, or two. */
  private parents(promptId: string, b: number, c: number): string[] {
    const all = this.versions.filter((version) => version.promptId === promptId).map(({ versionId }) => versionId);
    const some = b < 3 || all.length === 0 ? [] : [all[c % all.length]!, all[b % all.length]!];
    return [...new Set(b < 7 ? some.slice(0, 1) : some)];
  }

  /** One move or two: of what some review asks for, or of anything. */
  private moves(view: StateView, a: number, b: number, c: number, twist: number): ChangeBody<'label.moved'>['moves'] {
    const review = view.team('review', pick(this.reviews.toReversed(), a) ?? '');
    const known = pick(this.versions, c);
    const target = b < 6 && review ? review : { ...known, label: pick(LABELS, b)! };
    const { promptId = newId(), versionId = '0'.repeat(64), label } = target;
    const expectedMoveId = twist === 4 ? newId() : (view.label(promptId, label)?.moveId ?? null);
    const move = { promptId, label, versionId: twist === 5 ? null : versionId, expectedMoveId };
    return twist === 6 && known ? [move, { ...move, label: 'staging', versionId: known.versionId }] : [move];
  }

  /** Mostly vouched for by a device of the same member. */
  private deviceAdded(device: Device, b: number, c: number): ChangeBody<'device.added'> {
    const { memberId, deviceId, key } = device;
    const own = this.devices.filter((one) => one.memberId === memberId && one !== device);
    const prover = pick(b < 8 ? own : this.devices, b) ?? device;
    const text = deviceText({ workspaceId: c === 9 ? newId() : this.workspaceId, memberId, deviceId, key });
    const proof =
      c < 4
        ? { by: 'recovery' as const, signature: signed(paper, text) }
        : { by: prover.deviceId, signature: signed(prover.key, text) };
    return { memberId, device: { deviceId, key }, proof };
  }

  private rotation({ deviceId, key: oldKey }: Device, twist: number): ChangeBody<'device.rotated'> {
    const key = keyOf(newId());
    const text = rotationText({ workspaceId: this.workspaceId, deviceId, oldKey, key });
    return { deviceId, key, proof: signed(twist === 6 ? oldKey : key, text) };
  }

  private nameOf(memberId: string): string {
    return NAMES[this.members.indexOf(memberId)]!;
  }
}

function pick<T>(from: readonly T[], at: number): T | undefined {
  return from[at % Math.max(1, from.length)];
}

function keyOf(seed: string): string {
  return createHash('sha256').update(seed).digest('base64url');
}

function signed(key: string, text: string): string {
  return createHash('sha512').update(`${key} ${text}`).digest('base64url');
}
