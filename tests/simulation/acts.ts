import { idText } from '../../main/registry/bytes.ts';
import { commitVersion, contentText } from '../../main/registry/commit-version.ts';
import { archivePrompts, createPrompt, renamePrompt, tagPrompts } from '../../main/registry/edit-prompts.ts';
import { moveLabel } from '../../main/registry/move-label.ts';
import type { Registry } from '../../main/registry/registry.ts';
import type { DeviceKeys } from '../../main/sync/keys/device-keys.ts';
import { rotateKey } from '../../main/team/own-key.ts';
import { emptyContent } from '../../shared/content.ts';
import { newId } from '../../shared/ids.ts';
import { Refused } from '../../shared/reply.ts';
import { ROLES } from '../../shared/team/roles.ts';
import type { Seeded } from './seeded.ts';

type Act = (registry: Registry, random: Seeded, keys: DeviceKeys) => void;

/** Does one thing that a person might do, most of all write. What the registry refuses at once is no harm: the person sees
 *  it and nothing was promised. */
export function actSomehow(registry: Registry, random: Seeded, keys: DeviceKeys): string {
  const name = random.pick(WEIGHTED);
  try {
    ACTS[name]!(registry, random, keys);
    return name;
  } catch (error) {
    if (error instanceof Refused) return `${name} refused: ${error.refusal.code}`;
    throw error;
  }
}

const NAMES = ['reply', 'triage', 'tone/formal', 'tone/short', 'sales/offer'];
const LABELS = ['production', 'staging'];

const ACTS: Record<string, Act> = {
  create: (registry, random) => createPrompt(registry, random.pick(NAMES)),
  commit: (registry, random) => {
    const prompt = somePrompt(registry, random);
    if (prompt) write(registry, prompt, random);
    else createPrompt(registry, random.pick(NAMES));
  },
  'commit beside': (registry, random) => {
    // On top of an older version: what two people do who write at the same time.
    const prompt = somePrompt(registry, random);
    const versions = prompt ? versionsOf(registry, prompt) : [];
    if (!prompt || versions.length === 0) return;
    const content = { ...emptyContent(), messages: [{ role: 'user' as const, text: words(random) }] };
    registry.record({
      kind: 'version.committed',
      body: { promptId: prompt, parents: [random.pick(versions)], message: 'beside' },
      content: contentText(content),
    });
  },
  rename: (registry, random) => {
    const prompt = somePrompt(registry, random);
    if (prompt) renamePrompt(registry, prompt, random.pick(NAMES));
  },
  archive: (registry, random) => {
    const prompt = somePrompt(registry, random);
    if (prompt) archivePrompts(registry, [prompt], random.chance(0.5));
  },
  tag: (registry, random) => {
    const prompt = somePrompt(registry, random);
    if (prompt) tagPrompts(registry, [prompt], [random.pick(['eu', 'us', 'beta'])], [random.pick(['eu', 'us'])]);
  },
  move: (registry, random) => {
    const prompt = somePrompt(registry, random);
    const versions = prompt ? versionsOf(registry, prompt) : [];
    if (!prompt || versions.length === 0) return;
    const label = random.pick(LABELS);
    const expectedMoveId = registry.state.label(prompt, label)?.moveId ?? null;
    moveLabel(registry, {
      promptId: prompt,
      label,
      versionId: random.pick(versions),
      expectedMoveId,
      reason: 'why not',
    });
  },
  configure: (registry, random) => {
    registry.record({ kind: 'workspace.configured', body: { name: random.pick(['one', 'two']) } });
  },
  'change a role': (registry, random) => {
    const members = [...registry.state.teamRows('member')].toSorted(byName);
    if (members.length === 0) return; // the log has not come yet
    registry.record({
      kind: 'member.role',
      body: { memberId: random.pick(members).memberId, role: random.pick(ROLES) },
    });
  },
  'remove a member': (registry, random) => {
    const members = [...registry.state.teamRows('member')].toSorted(byName);
    if (members.length === 0) return; // the log has not come yet
    registry.record({ kind: 'member.removed', body: { memberId: random.pick(members).memberId } });
  },
  'change the key': (registry, _random, keys) => rotateKey(registry, { keys }),
  'set a policy': (registry, random) => {
    registry.record({
      kind: 'policy.set',
      body: {
        label: random.pick(LABELS),
        protected: random.chance(0.8),
        approvals: random.whole(0, 2),
        roles: ['owner', 'publisher', 'editor'],
      },
    });
  },
  'request a review': (registry, random) => {
    const prompt = somePrompt(registry, random);
    const versions = prompt ? versionsOf(registry, prompt) : [];
    if (!prompt || versions.length === 0) return;
    const label = random.pick(LABELS);
    registry.record({
      kind: 'review.requested',
      body: {
        reviewId: newId(),
        promptId: prompt,
        versionId: random.pick(versions),
        label,
        expectedMoveId: registry.state.label(prompt, label)?.moveId ?? null,
        note: '',
      },
    });
  },
  'decide a review': (registry, random) => {
    const reviews = [...registry.state.teamRows('review')].toSorted((a, b) => a.at - b.at);
    if (reviews.length === 0) return;
    const review = random.pick(reviews);
    registry.record({
      kind: 'review.decided',
      body: {
        reviewId: review.reviewId,
        decision: random.chance(0.8) ? 'approve' : 'reject',
        note: '',
        policy: registry.state.team('policy', review.label)?.policyId ?? null,
      },
    });
  },
  'release a review': (registry, random) => {
    const reviews = [...registry.state.teamRows('review')].toSorted((a, b) => a.at - b.at);
    if (reviews.length === 0) return;
    const { promptId, label, versionId, expectedMoveId } = random.pick(reviews);
    moveLabel(registry, { promptId, label, versionId, expectedMoveId, reason: 'reviewed' });
  },
};

const WEIGHTS: Record<string, number> = {
  create: 3,
  commit: 10,
  'commit beside': 3,
  rename: 2,
  archive: 1,
  tag: 2,
  move: 14,
  configure: 1,
  'change a role': 1,
  'remove a member': 0.4,
  'change the key': 0.6,
  'set a policy': 1,
  'request a review': 3,
  'decide a review': 4,
  'release a review': 4,
};
const WEIGHTED = Object.entries(WEIGHTS).flatMap(([name, weight]) =>
  Array.from({ length: Math.ceil(weight * 5) }, () => name),
);

function write(registry: Registry, promptId: string, random: Seeded): void {
  const content = { ...emptyContent(), messages: [{ role: 'user' as const, text: words(random) }] };
  commitVersion(registry, { promptId, message: '', content });
}

function words(random: Seeded): string {
  return Array.from({ length: random.whole(1, 6) }, () => random.whole(0, 999)).join(' ');
}

/** In the order they were made, which is the same whatever their ids are. */
function somePrompt(registry: Registry, random: Seeded): string | null {
  const ids = registry.statements.column<Buffer>('SELECT id FROM prompts ORDER BY seq');
  return ids.length === 0 ? null : idText(random.pick(ids));
}

function versionsOf(registry: Registry, promptId: string): string[] {
  return registry.statements
    .column<Buffer>(
      'SELECT c.version FROM versions v JOIN changes c ON c.seq = v.seq WHERE v.prompt = ? ORDER BY v.number',
      registry.state.promptSeq(promptId),
    )
    .map((id) => id.toString('hex'));
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
