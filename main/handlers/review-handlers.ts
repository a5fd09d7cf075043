import type { reviewCalls } from '../../shared/contract/review-calls.ts';
import {
  commentOn,
  decideOn,
  recordEvidence,
  releaseReview,
  requestReview,
  withdrawReview,
} from '../review/make-review.ts';
import { moveOutlook } from '../review/move-outlook.ts';
import { listPolicies, setPolicy } from '../review/policies.ts';
import { readReview } from '../review/read-review.ts';
import { renderedChange } from '../review/rendered-change.ts';
import { listReviews } from '../review/review-rows.ts';
import { done } from './done.ts';
import type { HandlersOf } from './services.ts';

export const reviewHandlers: HandlersOf<typeof reviewCalls> = {
  'review.list': ({ registry }, input) => listReviews(registry, input),
  'review.get': ({ registry }, { reviewId }) => readReview(registry, reviewId),
  'review.rendered': ({ snippets }, { reviewId }) => renderedChange(snippets, reviewId),
  'review.forMove': ({ registry }, target) => moveOutlook(registry, target),
  'review.request': ({ registry }, input) => requestReview(registry, input),
  'review.comment': ({ registry }, input) => done(() => commentOn(registry, input)),
  'review.decide': ({ registry }, input) => done(() => decideOn(registry, input)),
  'review.withdraw': ({ registry }, { reviewId }) => done(() => withdrawReview(registry, reviewId)),
  'review.release': ({ registry }, input) => releaseReview(registry, input),
  'policy.list': ({ registry }) => listPolicies(registry),
  'policy.set': ({ registry }, input) => done(() => setPolicy(registry, input)),
  'evidence.record': ({ registry }, input) => done(() => recordEvidence(registry, input)),
};
