import { useEffect } from 'react';
import { useStore } from 'zustand';
import { promptDesk } from '../snippets/prompt-desk.ts';
import { call, onEvent } from '../state/client.ts';
import { useConnection } from '../state/connection.ts';
import { messageBehaviour } from './message-keys.ts';
import { OpenPrompt } from './open-prompt.ts';
import type { OpenPromptState } from './open-prompt-state.ts';

/** Every prompt that was opened in this window, kept while the window lives: a tab that is closed and opened again has its
 *  undo history still. */
const opened = new Map<string, OpenPrompt>();

/** The open prompt of this id; read from the host on first use and followed from then on. */
export function openPrompt(promptId: string): OpenPrompt {
  followHost();
  let prompt = opened.get(promptId);
  if (!prompt) {
    prompt = new OpenPrompt(promptId, call, { desk: promptDesk, behaviour: messageBehaviour });
    opened.set(promptId, prompt);
    void prompt.refresh();
  }
  return prompt;
}

export function useOpenPrompt<T>(prompt: OpenPrompt, select: (state: OpenPromptState) => T): T {
  return useStore(prompt.store, select);
}

/** Saves every draft at once; true where the host has them all. */
export async function flushDrafts(): Promise<boolean> {
  const results = await Promise.all([...opened.values()].map((prompt) => prompt.saver.flush()));
  return results.every(Boolean);
}

let following = false;

function followHost(): void {
  if (following) return;
  following = true;
  onEvent((event) => {
    if (event.type !== 'changed') return;
    for (const prompt of opened.values()) {
      if (event.promptIds === null || event.promptIds.includes(prompt.promptId)) void prompt.refresh();
      else if (asksForSnippets(prompt)) prompt.checkAgain();
    }
  });
  // What could not be saved while the host was away is saved as soon as it is back.
  useConnection.subscribe(({ lost }, before) => {
    if (!lost && before.lost)
      void flushDrafts().then(() => Promise.all([...opened.values()].map((prompt) => prompt.refresh())));
  });
  // What is written goes out before the window does, and before another window can show an older text.
  window.addEventListener('blur', () => void flushDrafts());
  window.addEventListener('pagehide', () => void flushDrafts());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void flushDrafts());
}

/** Another prompt's release, new name or first version may change what these references mean. */
function asksForSnippets(prompt: OpenPrompt): boolean {
  const { references, problems } = prompt.store.getState().check;
  return references.length > 0 || problems.some((problem) => problem.code.includes('snippet'));
}

/** Flushes the draft when the tab is left. */
export function useFlushOnLeave(prompt: OpenPrompt, active: boolean): void {
  useEffect(() => {
    if (!active) return undefined;
    return () => void prompt.saver.flush();
  }, [prompt, active]);
}
