import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Json } from '../../../shared/canonical-json.ts';
import type { InputSet } from '../../../shared/contract/input-calls.ts';
import type { Reply } from '../../../shared/reply.ts';
import { call } from '../../state/client.ts';
import { showToast } from '../../ui/toast.tsx';
import { nextSetName } from './set-names.ts';

type Values = Record<string, Json>;
/** A prompt's input sets; `values` are those of the chosen one. */
export type Inputs = { sets: readonly InputSet[]; chosenId: string | null; values: Values; loaded: boolean };
type InputStore = UseBoundStore<StoreApi<Inputs>>;

const SAVE_AFTER = 300; // milliseconds
const stores = new Map<string, InputStore>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** The values a prompt's variables are tried with; kept on this device. */
export function promptInputs(promptId: string): InputStore {
  let store = stores.get(promptId);
  if (!store) {
    store = create<Inputs>(() => ({ sets: [], chosenId: null, values: {}, loaded: false }));
    stores.set(promptId, store);
    void load(promptId);
  }
  return store;
}

/** Puts `values` in the chosen set, which is made where there is none. */
export function setInputs(promptId: string, values: Values): void {
  const store = promptInputs(promptId);
  const { sets, chosenId } = store.getState();
  if (chosenId === null) {
    const set = { id: crypto.randomUUID(), name: nextSetName([]), values };
    store.setState({ sets: [set], chosenId: set.id, values });
  } else {
    store.setState({ values, sets: sets.map((set) => (set.id === chosenId ? { ...set, values } : set)) });
  }
  clearTimeout(timers.get(promptId));
  timers.set(
    promptId,
    setTimeout(() => void saveChosen(promptId), SAVE_AFTER),
  );
}

export async function chooseSet(promptId: string, setId: string): Promise<void> {
  await saveChosen(promptId);
  const { sets } = promptInputs(promptId).getState();
  const set = sets.find((each) => each.id === setId);
  if (!set) return;
  promptInputs(promptId).setState({ chosenId: setId, values: set.values });
  await kept(promptId, call('inputs.choose', { promptId, setId }));
}

/** The next set (`1`) or the one before (`-1`), round the ends. */
export async function stepSet(promptId: string, by: 1 | -1): Promise<void> {
  const { sets, chosenId } = promptInputs(promptId).getState();
  const at = sets.findIndex((set) => set.id === chosenId);
  const next = sets[(at + by + sets.length) % sets.length];
  if (next && next.id !== chosenId) await chooseSet(promptId, next.id);
}

/** Makes a set with these values after the chosen one, and chooses it. */
export async function addSet(promptId: string, values: Values): Promise<void> {
  await saveChosen(promptId);
  const { sets, chosenId } = promptInputs(promptId).getState();
  const place = chosenId === null ? sets.length : sets.findIndex((set) => set.id === chosenId) + 1;
  await putSet(promptId, { id: crypto.randomUUID(), name: nextSetName(sets.map(({ name }) => name)), values }, place);
}

/** True where it was renamed; a refusal is told in the reply. */
export async function renameSet(promptId: string, setId: string, name: string): Promise<Reply<unknown>> {
  await saveChosen(promptId);
  const reply = await call('inputs.rename', { promptId, setId, name });
  if (reply.ok)
    promptInputs(promptId).setState(({ sets }) => ({
      sets: sets.map((set) => (set.id === setId ? { ...set, name: name.trim() } : set)),
    }));
  return reply;
}

/** Takes the chosen set away, with a way back. */
export async function removeChosenSet(promptId: string): Promise<void> {
  await saveChosen(promptId);
  const store = promptInputs(promptId);
  const { sets, chosenId } = store.getState();
  const place = sets.findIndex((set) => set.id === chosenId);
  const set = sets[place];
  if (!set) return;
  const next = sets[place + 1] ?? sets[place - 1] ?? null;
  store.setState({
    sets: sets.filter((each) => each !== set),
    chosenId: next?.id ?? null,
    values: next?.values ?? {},
  });
  if (!(await kept(promptId, call('inputs.remove', { promptId, setId: set.id })))) return;
  const undo = () => void putSet(promptId, set, place);
  showToast({ text: `Input set “${set.name}” removed.`, action: { label: 'Undo', run: undo } });
}

async function putSet(promptId: string, set: InputSet, place: number): Promise<void> {
  const store = promptInputs(promptId);
  const { sets } = store.getState();
  store.setState({ sets: sets.toSpliced(place, 0, set), chosenId: set.id, values: set.values });
  await kept(promptId, call('inputs.save', { promptId, set, place, choose: true }));
}

async function load(promptId: string): Promise<void> {
  const reply = await call('inputs.list', { promptId });
  if (!reply.ok || timers.has(promptId)) return;
  const { sets, chosenId } = reply.value;
  const values = sets.find((set) => set.id === chosenId)?.values ?? {};
  promptInputs(promptId).setState({ sets, chosenId, values, loaded: true });
}

/** Saves what waits to be saved. */
async function saveChosen(promptId: string): Promise<void> {
  if (!timers.has(promptId)) return;
  clearTimeout(timers.get(promptId));
  timers.delete(promptId);
  const { sets, chosenId } = promptInputs(promptId).getState();
  const set = sets.find((each) => each.id === chosenId);
  if (!set) return;
  const reply = await call('inputs.save', { promptId, set, choose: true });
  // What was typed stays in sight where it could not be kept.
  if (!reply.ok) showToast({ text: `The values were not saved: ${reply.error.message}`, tone: 'error' });
}

/** Tells of a refusal, and shows again what the host has. */
async function kept(promptId: string, asked: Promise<Reply<unknown>>): Promise<boolean> {
  const reply = await asked;
  if (reply.ok) return true;
  showToast({ text: reply.error.message, tone: 'error' });
  await load(promptId);
  return false;
}

if (typeof window !== 'undefined')
  window.addEventListener('pagehide', () => {
    for (const promptId of timers.keys()) void saveChosen(promptId);
  });
