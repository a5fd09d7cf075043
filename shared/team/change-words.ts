import type { Change, ChangeBody, ChangeKind } from '../change.ts';
import type { Id, VersionId } from '../ids.ts';
import { versionPhrase } from '../version-word.ts';
import { A_ROLE, type Role } from './roles.ts';

/** How what a change names by id is called today. */
export type Names = {
  /** As `versionPhrase` says it; null where it is not known here. */
  version(promptId: Id, versionId: VersionId): string | null;
  /** The version that the change made, which names it by nothing else. */
  versionOfChange(changeId: Id): { promptId: Id; versionId: VersionId } | null;
  member(memberId: Id): string | null;
  /** Whose device it is. */
  memberOfDevice(deviceId: Id): string | null;
  review(reviewId: Id): { promptId: Id; versionId: VersionId; label: string } | null;
};

/** What a change did, in words that follow its author's name. */
export type ChangeWords = {
  /** One clause, such as “moved production to v8”. */
  what: string;
  /** The message, reason or comment that came with it; may be empty. */
  note: string;
  /** What it is about; null where that is nothing, or too much. */
  promptId: Id | null;
  label: string | null;
  versionId: VersionId | null;
  reviewId: Id | null;
};

/** Tells any change in words, one that had no effect too: then it is what its author meant to do. */
export function changeWords<K extends ChangeKind>(change: Change<K>, names: Names): ChangeWords {
  const tell = TELLERS[change.kind] as (change: Change<K>, names: Names) => Told;
  return { note: '', promptId: null, label: null, versionId: null, reviewId: null, ...tell(change, names) };
}

type Told = Pick<ChangeWords, 'what'> & Partial<ChangeWords>;
type Tellers = { [K in ChangeKind]: (change: Change<K>, names: Names) => Told };

const TELLERS: Tellers = {
  'workspace.created': ({ body }) => ({ what: `made the workspace “${body.name}”` }),
  'workspace.configured': ({ body }) => ({ what: configured(body) }),
  'prompt.created': ({ body }) => ({ what: 'made the prompt', promptId: body.promptId }),
  'prompt.renamed': ({ body }) => ({ what: `renamed the prompt to ${body.name}`, promptId: body.promptId }),
  'prompt.archived': ({ body }) => ({ what: 'archived the prompt', promptId: body.promptId }),
  'prompt.unarchived': ({ body }) => ({ what: 'took the prompt out of the archive', promptId: body.promptId }),
  'prompt.tagged': ({ body: { promptId, tags } }) => ({
    what: tags.length === 0 ? 'took every tag off' : `tagged it ${tags.join(', ')}`,
    promptId,
  }),
  'version.committed': ({ id, body: { promptId, message, origin } }, names) => {
    const versionId = names.versionOfChange(id)?.versionId ?? null;
    const name = versionId === null ? null : names.version(promptId, versionId);
    // Before it has a number it is the one that is being told of.
    const which = name === null || name === versionPhrase(null) ? 'a version' : name;
    return { what: `${origin ? 'imported' : 'committed'} ${which}`, note: message, promptId, versionId };
  },
  'label.moved': (change, names) => moved(change.body, names),
  'member.added': ({ author, body: { name, role } }) => ({
    what: name === author ? `founded the team as ${role}` : `let ${name} in as ${role}`,
  }),
  'member.renamed': ({ body }, names) => ({
    what: `changed the name of ${whoOf(names, body.memberId)} to ${body.name}`,
  }),
  'member.role': ({ body }, names) => ({ what: `made ${whoOf(names, body.memberId)} ${A_ROLE[body.role]}` }),
  'member.removed': ({ body }, names) => ({ what: `removed ${whoOf(names, body.memberId)} from the team` }),
  'device.added': ({ body: { memberId, proof } }, names) => ({
    what:
      proof.by === 'recovery'
        ? `added a device of ${whoOf(names, memberId)} by the recovery key`
        : `added a device of ${whoOf(names, memberId)}`,
  }),
  'device.rotated': ({ body }, names) => ({ what: `changed the key of ${deviceOf(names, body.deviceId)}` }),
  'device.removed': ({ body }, names) => ({ what: `removed ${deviceOf(names, body.deviceId)}` }),
  'recovery.set': () => ({ what: 'made a recovery key' }),
  'policy.set': ({ body }) => ({ what: policyWords(body), label: body.label }),
  'review.requested': ({ body: { reviewId, promptId, versionId, label, note } }, names) => ({
    what: `asked for a review of ${name(names, promptId, versionId)} for ${label}`,
    note,
    promptId,
    label,
    versionId,
    reviewId,
  }),
  'review.commented': ({ body: { reviewId, text } }, names) => ({
    ...aboutReview('commented on', reviewId, names),
    note: text,
  }),
  'review.decided': ({ body: { reviewId, decision, note } }, names) => {
    const review = names.review(reviewId);
    const verb = decision === 'approve' ? 'approved' : 'rejected';
    if (!review) return { what: `${verb} a review`, note, reviewId };
    const { promptId, versionId, label } = review;
    return { what: `${verb} ${name(names, promptId, versionId)} for ${label}`, note, ...review, reviewId };
  },
  'review.withdrawn': ({ body: { reviewId } }, names) => aboutReview('withdrew', reviewId, names),
  'evidence.recorded': ({ body: { promptId, versionId, evaluation, passed, summary } }, names) => ({
    what: `recorded that ${name(names, promptId, versionId)} ${passed ? 'passed' : 'failed'} “${evaluation}”`,
    note: summary,
    promptId,
    versionId,
  }),
  'body.redacted': ({ body: { changeId, reason } }, names) => {
    const made = names.versionOfChange(changeId);
    if (!made) return { what: 'took out the text of a change', note: reason };
    return { what: `took out the text of ${name(names, made.promptId, made.versionId)}`, note: reason, ...made };
  },
};

function configured({ name, requireMessage }: ChangeBody<'workspace.configured'>): string {
  const parts: string[] = [];
  if (name !== undefined) parts.push(`named the workspace “${name}”`);
  if (requireMessage === true) parts.push('asked for a message with every commit');
  if (requireMessage === false) parts.push('no longer asked for a message with every commit');
  return parts.length === 0 ? 'changed nothing about the workspace' : parts.join(' and ');
}

function moved({ moves, reason, rollback }: ChangeBody<'label.moved'>, names: Names): Told {
  const labels = [...new Set(moves.map((move) => move.label))];
  const prompts = new Set(moves.map((move) => move.promptId));
  const label = labels.length === 1 ? labels[0]! : null;
  const verb = rollback ? 'rolled back' : 'moved';
  const [only] = moves;
  if (moves.length > 1 || !only) {
    const where = `on ${prompts.size.toLocaleString('en')} ${prompts.size === 1 ? 'prompt' : 'prompts'}`;
    const promptId = prompts.size === 1 ? only!.promptId : null;
    return { what: `${verb} ${label ?? `${labels.length} labels`} ${where}`, note: reason, label, promptId };
  }
  const { promptId, versionId } = only;
  const what = versionId === null ? `took ${label} off` : `${verb} ${label} to ${name(names, promptId, versionId)}`;
  return { what, note: reason, label, promptId, versionId };
}

function policyWords({
  label,
  protected: isProtected,
  approvals,
  roles,
  evaluation,
}: ChangeBody<'policy.set'>): string {
  if (!isProtected) return `took the protection off ${label}`;
  const by = `${approvals} ${approvals === 1 ? 'approval' : 'approvals'} by ${roles.map(plural).join(', ')}`;
  const passed = evaluation === undefined ? '' : `, with “${evaluation}” passed`;
  return approvals === 0 ? `protected ${label}${passed}` : `protected ${label}: ${by}${passed}`;
}

function aboutReview(verb: string, reviewId: Id, names: Names): Told {
  const review = names.review(reviewId);
  if (!review) return { what: `${verb} a review`, reviewId };
  const { promptId, versionId, label } = review;
  return { what: `${verb} the review of ${name(names, promptId, versionId)} for ${label}`, ...review, reviewId };
}

function name(names: Names, promptId: Id, versionId: VersionId): string {
  return names.version(promptId, versionId) ?? 'a version that is not here';
}

function whoOf(names: Names, memberId: Id): string {
  return names.member(memberId) ?? 'somebody unknown';
}

function deviceOf(names: Names, deviceId: Id): string {
  const member = names.memberOfDevice(deviceId);
  return member === null ? 'an unknown device' : `a device of ${member}`;
}

function plural(role: Role): string {
  return `${role}s`;
}
