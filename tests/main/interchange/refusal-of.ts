import { Refused, type Refusal } from '../../../shared/reply.ts';

/** What `run` refuses; null where it does not. Anything else it throws is thrown on. */
export function refusalOf(run: () => unknown): Refusal | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}
