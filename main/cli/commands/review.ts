import type { Input } from '../../../shared/contract.ts';
import type { ReviewRow } from '../../../shared/contract/review-calls.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { findPrompt, findVersion, versionRef } from '../find-prompt.ts';
import { findReview, shortId } from '../find-review.ts';
import { columns, note, oneLine, paint, print, printJson } from '../output.ts';
import { reviewText, stateOf } from '../review-text.ts';
import type { Session } from '../session.ts';
import { dateTime, firstLine } from '../words.ts';

export async function request(
  session: Session,
  [name, label, version = 'latest']: [string, string, string?],
  { message = '' }: { message?: string },
): Promise<void> {
  const registry = session.open();
  const prompt = findPrompt(registry, name);
  const wanted = findVersion(registry, prompt, versionRef(version));
  const expectedMoveId = registry.state.label(prompt.id, label)?.moveId ?? null;
  const asked = { promptId: prompt.id, versionId: wanted.id, label, expectedMoveId, note: message };
  const { reviewId } = await session.ask('review.request', asked);
  const review = await session.ask('review.get', { reviewId });
  if (session.json) return printJson(review);
  const needs = review.needed === 0 ? 'no approval is needed' : `it needs ${review.needed} approvals`;
  print(`${shortId(review)}: ${prompt.name} ${versionWord(wanted.number)} for ${label}; ${needs}.`);
}

type Scope = Input<'review.list'>['scope'];

export async function list(
  session: Session,
  _: [],
  { scope, prompt, label }: { scope?: Scope; prompt?: string; label?: string },
): Promise<void> {
  const promptId = prompt === undefined ? undefined : findPrompt(session.open(), prompt).id;
  const input = { scope, ...(promptId === undefined ? {} : { promptId }), ...(label === undefined ? {} : { label }) };
  const { reviews } = await session.ask('review.list', input);
  if (session.json) return printJson(reviews);
  if (reviews.length === 0) return note(scope === 'waiting' ? 'No review waits for you.' : 'No reviews here.');
  print(columns(reviews.map(line)));
}

export async function show(session: Session, [text]: [string]): Promise<void> {
  const { reviewId } = await findReview(session, text);
  const review = await session.ask('review.get', { reviewId });
  if (session.json) printJson(review);
  else print(reviewText(review));
}

function line(row: ReviewRow): string[] {
  const way = `${row.from === null ? '–' : versionWord(row.from.number)} → ${versionWord(row.to.number)}`;
  return [
    shortId(row),
    row.promptName,
    paint('green', `[${row.label}]`),
    way,
    stateOf(row),
    row.needed === 0 ? '' : `${row.approvals}/${row.needed}`,
    oneLine(row.requestedBy),
    dateTime(row.at),
    row.waitsOnMe ? paint('yellow', 'waits for you') : firstLine(row.note),
  ];
}
