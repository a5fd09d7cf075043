import type { Refusal, Reply } from '../../shared/reply.ts';

/** Why something was refused; null where it was done. */
export function refusalOf(reply: Reply<unknown>): Refusal | null {
  return reply.ok ? null : reply.error;
}
