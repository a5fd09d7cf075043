import type { Evidence, Review, ReviewComment, ReviewDecision, ReviewRow } from '../../shared/contract/review-calls.ts';
import { versionWord } from '../../shared/version-word.ts';
import { shortId } from './find-review.ts';
import { oneLine, paint, written } from './output.ts';
import { policyWords } from './policy-words.ts';
import { dateTime } from './words.ts';

const STYLES = {
  open: 'cyan',
  approved: 'green',
  rejected: 'red',
  stale: 'yellow',
  withdrawn: 'dim',
  released: 'green',
} as const;

/** The word for where a review stands; the mark of what is not in the log yet beside it. */
export function stateOf({ state, mark }: Pick<ReviewRow, 'state' | 'mark'>): string {
  return paint(STYLES[state], state) + (mark === 'confirmed' ? '' : paint('yellow', ` ${mark}`));
}

/** A whole review, for people. */
export function reviewText(review: Review): string {
  const { from, to } = review;
  const way = `${from === null ? '–' : versionWord(from.number)} → ${versionWord(to.number)}`;
  const parts = [
    `${paint('bold', `${review.promptName} ${way} for ${review.label}`)}  ${stateOf(review)}`,
    `${shortId(review)}  asked for by ${oneLine(review.requestedBy)}  ${dateTime(review.at)}`,
    policyWords(review.policy),
    `${review.approvals} of ${review.needed} approvals`,
  ];
  if (review.note !== '') parts.push('', written(review.note));
  const sections: [string, string[]][] = [
    ['Decisions', review.decisions.map(decisionLine)],
    ['Evidence', review.evidence.map(evidenceLine)],
    ['Discussion', review.discussion.map(commentLines)],
  ];
  for (const [title, lines] of sections) if (lines.length > 0) parts.push('', paint('bold', title), ...lines);
  if (review.mayRelease === null) parts.push('', `It may be released: galley review release ${shortId(review)}`);
  return parts.join('\n');
}

function decisionLine(one: ReviewDecision): string {
  const word = paint(
    one.decision === 'approve' ? 'green' : 'red',
    one.decision === 'approve' ? 'approved' : 'rejected',
  );
  const count = one.counts ? '' : paint('yellow', `  does not count${one.why === null ? '' : `: ${oneLine(one.why)}`}`);
  const said = one.note === '' ? '' : `  ${oneLine(one.note)}`;
  return `  ${dateTime(one.at)}  ${oneLine(one.by)} ${word}${unsettled(one.mark)}${count}${said}`;
}

function evidenceLine(one: Evidence): string {
  const word = one.passed ? paint('green', 'passed') : paint('red', 'failed');
  const said = one.summary === '' ? '' : `  ${oneLine(one.summary)}`;
  return `  ${dateTime(one.at)}  ${oneLine(one.evaluation)} ${word}${one.required ? ', required' : ''}  ${oneLine(one.by)}${said}`;
}

function commentLines(one: ReviewComment): string {
  const { place } = one;
  const where =
    place === null
      ? ''
      : `  message ${place.message + 1}, line ${place.line}${place.side === 'before' ? ', before' : ''}`;
  const text = written(one.text)
    .split('\n')
    .map((line) => `    ${line}`);
  return [`  ${dateTime(one.at)}  ${oneLine(one.by)}${where}${unsettled(one.mark)}`, ...text].join('\n');
}

function unsettled(mark: ReviewRow['mark']): string {
  return mark === 'confirmed' ? '' : paint('yellow', ` ${mark}`);
}
