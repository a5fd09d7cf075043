import { create } from 'zustand';
import type { PromptRow } from '../../shared/contract.ts';
import { call } from './client.ts';

type Prompts = {
  loaded: boolean;
  /** A new map on every change; a row is replaced whole, so that a selector may compare by identity. */
  byId: ReadonlyMap<string, PromptRow>;
  /** Counts the changes that move lines in the library: a prompt came, went, got another name, or was archived. A saved
   *  draft does not count, or every pause in typing would sort ten thousand names again. */
  shape: number;
};

/** What the renderer remembers of the registry's prompts. */
export const usePrompts = create<Prompts>(() => ({ loaded: false, byId: new Map(), shape: 0 }));

export function usePrompt(promptId: string | null): PromptRow | undefined {
  return usePrompts((state) => (promptId === null ? undefined : state.byId.get(promptId)));
}

/** Reads every row again. Of two answers under way, the later question's wins. */
export async function loadPrompts(): Promise<void> {
  const question = ++asked;
  const reply = await call('prompt.list', {});
  if (!reply.ok || question !== asked) return;
  usePrompts.setState(({ shape }) => ({
    loaded: true,
    byId: new Map(reply.value.prompts.map((row) => [row.id, row])),
    shape: shape + 1,
  }));
}

let asked = 0;

/** Reads the rows of these prompts again. Calls while one is under way are answered together with it. */
export function refreshPrompts(promptIds: readonly string[]): Promise<void> {
  for (const id of promptIds) stale.add(id);
  refreshing ??= readStale().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

const stale = new Set<string>();
let refreshing: Promise<void> | null = null;

async function readStale(): Promise<void> {
  while (stale.size > 0) {
    const ids = [...stale];
    stale.clear();
    const reply = await call('prompt.rows', { promptIds: ids });
    if (reply.ok) putRows(ids, reply.value.prompts);
  }
}

function putRows(ids: readonly string[], rows: readonly PromptRow[]): void {
  usePrompts.setState(({ byId, shape }) => {
    const next = new Map(byId);
    const gone = new Set(ids);
    let moved = false;
    for (const row of rows) {
      const before = byId.get(row.id);
      moved ||= before?.name !== row.name || before.archived !== row.archived;
      gone.delete(row.id);
      next.set(row.id, row);
    }
    for (const id of gone) moved = next.delete(id) || moved;
    return { byId: next, shape: moved ? shape + 1 : shape };
  });
}

/** Keeps up with a `changed` event: some prompts, or, with null, all of them. */
export async function followChange(promptIds: readonly string[] | null): Promise<void> {
  await (promptIds === null ? loadPrompts() : refreshPrompts(promptIds));
}
