import type { Change, ChangeKind } from '../change.ts';
import { authorise } from './authorise.ts';
import type { FoldContext } from './fold-context.ts';
import { deviceJudges } from './judge-devices.ts';
import { memberJudges } from './judge-members.ts';
import { judgeMoves } from './judge-moves.ts';
import { promptJudges } from './judge-prompts.ts';
import { reviewJudges } from './judge-reviews.ts';
import type { Judge, Judges, Outcome } from './outcome.ts';
import type { StateView } from './state.ts';

/** The fold: the one place where a change meets the state. Pure: the same state and change give the same outcome on
 *  every machine. The service that records a change asks it first, so a person is refused by the same rule. */
export function applyChange(view: StateView, change: Change, context: FoldContext): Outcome {
  const who = authorise(view, change, context);
  if ('refusal' in who) return who;
  const judge = judges[change.kind] as Judge<ChangeKind>;
  return judge(view, change, { ...context, by: who.by });
}

const judges: Judges<ChangeKind> = {
  ...promptJudges,
  'label.moved': judgeMoves,
  ...memberJudges,
  ...deviceJudges,
  ...reviewJudges,
};
