import { Refused } from '../../../shared/reply.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { findPrompt, findVersion, readTarget } from '../find-prompt.ts';
import { findReview, shortId } from '../find-review.ts';
import { print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { whenSent } from '../sync-words.ts';

export function approve(session: Session, [text]: [string], options: { message?: string }): Promise<void> {
  return decide(session, text, 'approve', options.message ?? '');
}

export function reject(session: Session, [text]: [string], options: { message: string }): Promise<void> {
  return decide(session, text, 'reject', options.message);
}

async function decide(session: Session, text: string, decision: 'approve' | 'reject', note: string): Promise<void> {
  const { reviewId } = await findReview(session, text);
  await session.ask('review.decide', { reviewId, decision, note });
  await tell(session, reviewId, decision === 'approve' ? 'Approved' : 'Rejected', true);
}

export async function comment(
  session: Session,
  [text, words]: [string, string],
  { at, before = false }: { at?: { message: number; line: number }; before?: boolean },
): Promise<void> {
  const { reviewId } = await findReview(session, text);
  const side = before ? ('before' as const) : ('after' as const);
  const place = at === undefined ? {} : { place: { message: at.message - 1, line: at.line, side } };
  await session.ask('review.comment', { reviewId, text: words, ...place });
  await tell(session, reviewId, 'Commented on', false);
}

export async function withdraw(session: Session, [text]: [string]): Promise<void> {
  const { reviewId } = await findReview(session, text);
  await session.ask('review.withdraw', { reviewId });
  await tell(session, reviewId, 'Withdrew', false);
}

export async function release(session: Session, [text]: [string], { reason }: { reason?: string }): Promise<void> {
  const { reviewId, note } = await findReview(session, text);
  const { moveId, queued } = await session.ask('review.release', { reviewId, reason: reason ?? note });
  const review = await session.ask('review.get', { reviewId });
  if (session.json) return printJson({ ...review, moveId, queued });
  const way = `${review.promptName}: ${review.label} → ${versionWord(review.to.number)}`;
  print(queued ? `${way}, queued: it counts once it is in the team’s log.` : way);
}

export async function evidence(
  session: Session,
  [target, evaluation]: [string, string],
  { passed = false, failed = false, summary = '' }: { passed?: boolean; failed?: boolean; summary?: string },
): Promise<void> {
  if (passed === failed) throw new Refused('usage', 'Say how it went: --passed or --failed.');
  const registry = session.open();
  const { name, ref } = readTarget(target);
  const prompt = findPrompt(registry, name);
  const version = findVersion(registry, prompt, ref ?? { label: 'latest' });
  await session.ask('evidence.record', { promptId: prompt.id, versionId: version.id, evaluation, passed, summary });
  const when = whenSent(session);
  if (session.json)
    return printJson({ name: prompt.name, versionId: version.id, evaluation, passed, queued: when !== null });
  const went = `${prompt.name} ${versionWord(version.number)} ${passed ? 'passed' : 'failed'} “${evaluation}”`;
  print(when === null ? `${went}.` : `${went}; it counts ${when}.`);
}

async function tell(session: Session, reviewId: string, verb: string, waits: boolean): Promise<void> {
  const review = await session.ask('review.get', { reviewId });
  if (session.json) return printJson(review);
  const when = waits ? whenSent(session) : null;
  const what = `${verb} ${shortId(review)}: ${review.promptName} ${versionWord(review.to.number)} for ${review.label}`;
  print(when === null ? `${what}; it is ${review.state}.` : `${what}; it counts ${when}.`);
}
