import type { Change } from '../change.ts';
import type { Refusal } from '../reply.ts';
import { nameTaken } from './name-taken.ts';
import type { StateView } from './state.ts';

/** What a person is refused who makes a change now, though the fold would find a way where it comes from a device that
 *  could not know better; null where nothing is in its way. */
export function refuseLocally(view: StateView, change: Change): Refusal | null {
  return change.kind === 'prompt.created' ? nameTaken(view, change.body.name) : null;
}
