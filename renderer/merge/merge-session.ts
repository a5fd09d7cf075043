import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ContentRef } from '../../shared/contract.ts';
import type { MergePlan } from '../../shared/contract/merge-calls.ts';
import { type Conflict, conflictsOf } from '../../shared/merge/conflicts.ts';
import type { Choice, Choices } from '../../shared/merge/resolve-merge.ts';
import type { Refusal } from '../../shared/reply.ts';

export type MergedPair = { mine: ContentRef; theirs: ContentRef };

export type MergeState = {
  plan: MergePlan | null;
  refusal: Refusal | null;
  conflicts: readonly Conflict[];
  choices: Choices;
  /** Decisions before this one, and those that were taken back. */
  past: readonly Choices[];
  future: readonly Choices[];
  /** The conflict that is gone to; counts the times, so that the same one is brought into sight again. */
  current: { id: string; turn: number } | null;
};

export type MergeSession = StoreApi<MergeState>;

const kept = new Map<string, MergeSession>();

/** The merge of these two, with what was decided of it in this window. */
export function mergeSession(promptId: string, pair: MergedPair): MergeSession {
  const key = [promptId, keyOf(pair.mine), keyOf(pair.theirs)].join(' ');
  let session = kept.get(key);
  if (!session) kept.set(key, (session = newMergeSession()));
  return session;
}

export function forgetMerge(promptId: string, pair: MergedPair): void {
  kept.delete([promptId, keyOf(pair.mine), keyOf(pair.theirs)].join(' '));
}

export function newMergeSession(): MergeSession {
  return createStore<MergeState>(() => ({
    plan: null,
    refusal: null,
    conflicts: [],
    choices: {},
    past: [],
    future: [],
    current: null,
  }));
}

/** Takes a plan. What was decided stays where the question is the same still. */
export function takePlan(session: MergeSession, plan: MergePlan): void {
  const { conflicts: before, choices } = session.getState();
  const asked = new Map(before.map((conflict) => [conflict.id, JSON.stringify(conflict)]));
  const conflicts = conflictsOf(plan.merge);
  const same = conflicts.filter((conflict) => asked.get(conflict.id) === JSON.stringify(conflict));
  const isSame = same.length === conflicts.length && conflicts.length === before.length;
  session.setState({
    plan,
    conflicts,
    refusal: null,
    choices: Object.fromEntries(same.map(({ id }) => [id, choices[id]])),
    ...(isSame ? {} : { past: [], future: [], current: conflicts[0] ? { id: conflicts[0].id, turn: 1 } : null }),
  });
}

/** Decides a conflict; undefined makes it open again. Typing on in one conflict is one step to undo. */
export function decide(session: MergeSession, id: string, choice: Choice | undefined): void {
  const { choices, past } = session.getState();
  const isTypingOn = choice?.take === 'typed' && choices[id]?.take === 'typed';
  session.setState({
    choices: { ...choices, [id]: choice },
    past: isTypingOn ? past : [...past, choices],
    future: [],
  });
}

/** Answers every question that is open with one side, as one step to undo. */
export function decideRest(session: MergeSession, take: 'mine' | 'theirs'): void {
  const { conflicts, choices, past } = session.getState();
  const rest = conflicts.filter(({ id }) => choices[id] === undefined).map(({ id }) => [id, { take }] as const);
  if (rest.length === 0) return;
  session.setState({ choices: { ...choices, ...Object.fromEntries(rest) }, past: [...past, choices], future: [] });
}

export function undoDecision(session: MergeSession): void {
  const { choices, past, future } = session.getState();
  const before = past.at(-1);
  if (before) session.setState({ choices: before, past: past.slice(0, -1), future: [choices, ...future] });
}

export function redoDecision(session: MergeSession): void {
  const { choices, past, future } = session.getState();
  const [next, ...rest] = future;
  if (next) session.setState({ choices: next, past: [...past, choices], future: rest });
}

/** Goes to the next (`1`) or the previous (`-1`) conflict, round the ends. */
export function stepConflict(session: MergeSession, by: 1 | -1): void {
  const { conflicts, current } = session.getState();
  if (conflicts.length === 0) return;
  const at = conflicts.findIndex(({ id }) => id === current?.id);
  const next = at < 0 ? (by === 1 ? 0 : conflicts.length - 1) : (at + by + conflicts.length) % conflicts.length;
  goTo(session, conflicts[next]!.id);
}

/** Goes to the first conflict after the current one that is not decided. */
export function goToOpen(session: MergeSession): void {
  const { conflicts, choices, current } = session.getState();
  const at = conflicts.findIndex(({ id }) => id === current?.id);
  const inTurn = [...conflicts.slice(at + 1), ...conflicts.slice(0, at + 1)];
  const open = inTurn.find(({ id }) => choices[id] === undefined);
  if (open) goTo(session, open.id);
}

export function goTo(session: MergeSession, id: string): void {
  session.setState(({ current }) => ({ current: { id, turn: (current?.turn ?? 0) + 1 } }));
}

export function openCount({ conflicts, choices }: MergeState): number {
  return conflicts.filter(({ id }) => choices[id] === undefined).length;
}

function keyOf(ref: ContentRef): string {
  return ref.kind === 'version' ? ref.versionId : ref.kind;
}
