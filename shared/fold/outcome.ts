import type { Change, ChangeKind } from '../change.ts';
import { refuse, type Refusal } from '../reply.ts';
import type { MemberRow, TeamKind, TeamRows } from '../team/team-rows.ts';
import type { FoldContext } from './fold-context.ts';
import type { FoldEffect, StateView } from './state.ts';

/** What a change does at its place in the log: the rows it writes, or why it has no effect. */
export type Outcome = { effects: FoldEffect[] } | { refusal: Refusal };

/** `by`: the member whose device signed it; null where there are no members. */
export type JudgeContext = FoldContext & { by: MemberRow | null };

/** Judges one kind of change, which its author was found to be allowed to make. */
export type Judge<K extends ChangeKind> = (view: StateView, change: Change<K>, context: JudgeContext) => Outcome;

/** Judges of some kinds. */
export type Judges<K extends ChangeKind> = { [P in K]: Judge<P> };

export function effect(...effects: FoldEffect[]): Outcome {
  return { effects };
}

/** Writes a small row; null removes it. */
export function teamEffect<K extends TeamKind>(kind: K, key: string, row: TeamRows[K] | null): FoldEffect {
  return { table: 'team', kind, key, row } as FoldEffect;
}

export function refused(code: string, message: string, details?: Record<string, unknown>): { refusal: Refusal } {
  return { refusal: refuse(code, message, details).error };
}

/** Who said it and when, as small rows keep it. */
export function saidBy<K extends ChangeKind>(
  { id, author, at }: Change<K>,
  { by }: JudgeContext,
): { changeId: string; memberId: string | null; author: string; at: number } {
  return { changeId: id, memberId: by?.memberId ?? null, author, at };
}
