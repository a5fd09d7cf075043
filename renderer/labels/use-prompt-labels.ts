import { useEffect } from 'react';
import { create } from 'zustand';
import type { PromptLabels } from '../../shared/contract/label-calls.ts';
import type { Refusal } from '../../shared/reply.ts';
import { call, onEvent } from '../state/client.ts';

/** Both are null until the host has answered. */
export type KeptLabels = { value: PromptLabels | null; refusal: Refusal | null };

const NOTHING: KeptLabels = { value: null, refusal: null };
const useKept = create<{ byPrompt: ReadonlyMap<string, KeptLabels> }>(() => ({ byPrompt: new Map() }));

/** The labels of a prompt, its versions and releases, kept up with the host while they are in sight. What several places
 *  show of one prompt is read once. */
export function usePromptLabels(promptId: string): KeptLabels {
  useEffect(() => watch(promptId), [promptId]);
  return useKept((state) => state.byPrompt.get(promptId)) ?? NOTHING;
}

/** Reads them again; the answer is what every place shows then. */
export async function readPromptLabels(promptId: string): Promise<KeptLabels> {
  const question = (asked.get(promptId) ?? 0) + 1;
  asked.set(promptId, question);
  const reply = await call('label.ofPrompt', { promptId });
  const kept = reply.ok ? { value: reply.value, refusal: null } : { value: null, refusal: reply.error };
  // Of two answers under way, the later question's counts.
  if (watchers.has(promptId) && asked.get(promptId) === question) put(promptId, kept);
  return kept;
}

const watchers = new Map<string, number>();
const asked = new Map<string, number>();

function watch(promptId: string): () => void {
  const count = watchers.get(promptId) ?? 0;
  watchers.set(promptId, count + 1);
  if (count === 0) void readPromptLabels(promptId);
  const stop = onEvent((event) => {
    if (event.type === 'changed' && (event.promptIds === null || event.promptIds.includes(promptId)))
      void readPromptLabels(promptId);
  });
  return () => {
    stop();
    const left = (watchers.get(promptId) ?? 1) - 1;
    if (left > 0) watchers.set(promptId, left);
    else {
      watchers.delete(promptId);
      asked.delete(promptId);
      put(promptId, null);
    }
  };
}

function put(promptId: string, kept: KeptLabels | null): void {
  useKept.setState(({ byPrompt }) => {
    const next = new Map(byPrompt);
    if (kept === null) next.delete(promptId);
    else next.set(promptId, kept);
    return { byPrompt: next };
  });
}
