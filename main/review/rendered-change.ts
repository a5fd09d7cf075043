import { emptyContent, type Content } from '../../shared/content.ts';
import type { RenderedChange } from '../../shared/contract/review-calls.ts';
import { compareContent } from '../../shared/diff/compare-content.ts';
import type { Values } from '../../shared/template/template-language.ts';
import { chosenInputs } from '../registry/input-sets.ts';
import { contentOf } from '../registry/version-queries.ts';
import { filledIn, withStandIns } from '../snippets/fill-with-set.ts';
import type { Snippets } from '../snippets/snippets.ts';
import { findReview } from './make-review.ts';
import { placeOfMove } from './review-rows.ts';

/** What applications would be sent before and after the move that a review asks for. Throws `Refused('no-review')`. */
export async function renderedChange(snippets: Snippets, reviewId: string): Promise<RenderedChange> {
  const { registry } = snippets;
  const review = findReview(registry, reviewId);
  const { promptId } = review;
  const from = placeOfMove(registry, review);
  const set = chosenInputs(registry, promptId);
  const given = set?.values ?? {};
  const before = from === null ? null : await textOf(snippets, promptId, from.versionId, given);
  const after = await textOf(snippets, promptId, review.versionId, given);
  const nothing: Content = { ...emptyContent(), messages: [] };
  return {
    inputSet: set?.name ?? null,
    diff: compareContent(before?.text ?? nothing, after.text, { ignoreWhitespace: false }),
    problems: after.problems,
  };
}

async function textOf(
  snippets: Snippets,
  promptId: string,
  versionId: string,
  given: Values,
): Promise<{ text: Content; problems: string[] }> {
  const content = contentOf(snippets.registry, versionId);
  const { asks, references } = await snippets.readFacts(content);
  const targets = new Set(references.map(({ target }) => target));
  const resolved = await snippets.resolve(targets, { holder: { promptId, versionId } });
  const { messages, problems } = await filledIn(snippets, content, withStandIns(content, asks, given), resolved);
  // What is sent is the messages alone: their settings are compared as they are written.
  return {
    text: { ...emptyContent(), messages },
    problems: problems.filter(({ severity }) => severity === 'error').map(({ text }) => text),
  };
}
