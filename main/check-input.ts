import type { z } from 'zod';
import { contract, type CallName, type CheckedInput } from '../shared/contract.ts';
import { ok, refuse, type Reply } from '../shared/reply.ts';

/** `input` as the contract asks for it, or the first thing that is wrong with it (`bad-input`). */
export function checkInput<N extends CallName>(call: N, input: unknown): Reply<CheckedInput<N>> {
  const checked = contract[call].input.safeParse(input ?? {});
  if (checked.success) return ok(checked.data as CheckedInput<N>);
  return refuse('bad-input', sentenceOf(checked.error), { call });
}

/** The first thing that is wrong, in words. A rule of Galley's own says its sentence; zod's say where. */
function sentenceOf(error: z.ZodError): string {
  const issue = error.issues[0]!;
  if (issue.code === 'custom') return issue.message;
  const place = issue.path.join('.');
  return place === '' ? `${issue.message}.` : `${place}: ${issue.message}.`;
}
