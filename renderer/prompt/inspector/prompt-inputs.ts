import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Json } from '../../../shared/canonical-json.ts';
import { call } from '../../state/client.ts';
import { showToast } from '../../ui/toast.tsx';

export type Inputs = { values: Record<string, Json>; loaded: boolean };

const SAVE_AFTER = 300; // milliseconds
const stores = new Map<string, UseBoundStore<StoreApi<Inputs>>>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** The values a prompt's variables are tried with; kept on this device. */
export function promptInputs(promptId: string): UseBoundStore<StoreApi<Inputs>> {
  let store = stores.get(promptId);
  if (!store) {
    store = create<Inputs>(() => ({ values: {}, loaded: false }));
    stores.set(promptId, store);
    void load(promptId, store);
  }
  return store;
}

export function setInputs(promptId: string, values: Record<string, Json>): void {
  promptInputs(promptId).setState({ values });
  clearTimeout(timers.get(promptId));
  timers.set(
    promptId,
    setTimeout(() => void save(promptId), SAVE_AFTER),
  );
}

async function load(promptId: string, store: StoreApi<Inputs>): Promise<void> {
  const reply = await call('inputs.get', { promptId });
  if (reply.ok && !store.getState().loaded && !timers.has(promptId))
    store.setState({ values: reply.value.values, loaded: true });
}

async function save(promptId: string): Promise<void> {
  timers.delete(promptId);
  const reply = await call('inputs.save', { promptId, values: promptInputs(promptId).getState().values });
  if (!reply.ok) showToast({ text: `The values were not saved: ${reply.error.message}`, tone: 'error' });
}

if (typeof window !== 'undefined')
  window.addEventListener('pagehide', () => {
    for (const promptId of timers.keys()) void save(promptId);
  });
