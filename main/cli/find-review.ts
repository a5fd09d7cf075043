import type { ReviewRow } from '../../shared/contract/review-calls.ts';
import { nameKey } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import type { Session } from './session.ts';

/** The review that `text` names: by id, by the end of one, or by PROMPT@LABEL where one is open. Throws
 *  `Refused('no-review' | 'many-reviews')`. */
export async function findReview(session: Session, text: string): Promise<ReviewRow> {
  const { reviews } = await session.ask('review.list', { scope: 'all' });
  const at = text.lastIndexOf('@');
  const found = at > 0 ? openOnes(reviews, text.slice(0, at), text.slice(at + 1)) : withId(reviews, text.toLowerCase());
  if (found.length === 1) return found[0]!;
  if (found.length === 0)
    throw new Refused('no-review', `There is no review “${text}”; “galley review list --scope all” lists them.`);
  throw new Refused(
    'many-reviews',
    `“${text}” names ${found.length} reviews: say which by its id: ${found.map(shortId).join(', ')}.`,
  );
}

/** Enough of a review's id to name it by: the beginning of ids made at about the same time is the same. */
export function shortId({ reviewId }: Pick<ReviewRow, 'reviewId'>): string {
  return reviewId.slice(-8);
}

function openOnes(reviews: ReviewRow[], name: string, label: string): ReviewRow[] {
  const ofLabel = reviews.filter((row) => nameKey(row.promptName) === nameKey(name) && row.label === label);
  const open = ofLabel.filter(({ state }) => state === 'open' || state === 'approved' || state === 'rejected');
  return open.length > 0 ? open : ofLabel;
}

function withId(reviews: ReviewRow[], text: string): ReviewRow[] {
  if (!/^[0-9a-f-]{4,36}$/.test(text)) return [];
  return reviews.filter(({ reviewId }) => reviewId.endsWith(text));
}
