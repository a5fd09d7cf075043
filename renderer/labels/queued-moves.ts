import { useEffect } from 'react';
import { create } from 'zustand';
import type { QueuedMove } from '../../shared/contract/label-calls.ts';
import { call, onEvent } from '../state/client.ts';
import { useWaiting } from '../reviews/reviews-state.ts';

type Queued = { moves: readonly QueuedMove[]; byPlace: ReadonlyMap<string, QueuedMove> };

/** Label moves of this device that wait for the team's log. There are few, so that all are read at once. */
export const useQueued = create<Queued>(() => ({ moves: [], byPlace: new Map() }));

/** What is asked for a label of a prompt last, where that waits; kept up with the host while it is in sight. */
export function useQueuedMove(promptId: string, label: string): QueuedMove | undefined {
  useEffect(watch, []);
  return useQueued((state) => state.byPlace.get(placeOf(promptId, label)));
}

/** The same for a menu, as it is when it opens. */
export function queuedAt(promptId: string, label: string): QueuedMove | undefined {
  return useQueued.getState().byPlace.get(placeOf(promptId, label));
}

/** Every label move that waits, in the order they will be sent. */
export function useQueuedMoves(): readonly QueuedMove[] {
  useEffect(watch, []);
  return useQueued((state) => state.moves);
}

/** Those of one prompt. */
export function useQueuedOf(promptId: string): readonly QueuedMove[] {
  const moves = useQueuedMoves();
  return moves.filter((move) => move.promptId === promptId);
}

export async function readQueued(): Promise<void> {
  const question = ++asked;
  const reply = await call('label.queued', {});
  if (!reply.ok || question !== asked) return;
  const { moves } = reply.value;
  const { moves: before } = useQueued.getState();
  if (moves.length === 0 && before.length === 0) return;
  useQueued.setState({ moves, byPlace: new Map(moves.map((move) => [placeOf(move.promptId, move.label), move])) });
}

let asked = 0;
let watchers = 0;
let stop: (() => void) | null = null;

function watch(): () => void {
  watchers += 1;
  if (watchers === 1) {
    stop = onEvent((event) => {
      if ((event.type === 'changed' || event.type === 'sync') && mayQueue()) void readQueued();
    });
    void readQueued();
  }
  return () => {
    watchers -= 1;
    if (watchers > 0) return;
    stop?.();
    stop = null;
  };
}

/** Without a team nothing waits: every save of a draft would ask in vain. */
function mayQueue(): boolean {
  return useQueued.getState().moves.length > 0 || useWaiting.getState().hasTeam;
}

function placeOf(promptId: string, label: string): string {
  return `${promptId} ${label}`;
}
