import type { Comparison } from '../../../shared/contract/compare-calls.ts';
import { type Content, printContent } from '../../../shared/content.ts';
import type { Side } from '../../../shared/diff/take.ts';
import type { Asked, ComparedPair } from '../../diff/compared-refs.ts';
import { call } from '../../state/client.ts';
import { showToast } from '../../ui/toast.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { stepChange, type ViewStore } from '../prompt-view-state.ts';
import { withDraft, workingSide } from './working-side.ts';

/** What is in sight and what is to be taken of it. */
type Wish = Asked & { diff: Comparison; changes: readonly number[]; from: Side };

/** Takes changes of a comparison into the prompt's draft, as one step that can be undone; says why where it cannot. */
export async function takeIntoDraft(prompt: OpenPrompt, view: ViewStore, wish: Wish): Promise<void> {
  // What is being taken already changes what is compared: the key is pressed again once that stands there.
  if (taking.has(prompt)) return;
  taking.add(prompt);
  try {
    await take(prompt, view, wish);
  } finally {
    taking.delete(prompt);
  }
}

/** Puts the draft back as it was before the last taking; false where there is none to undo. */
export async function undoTaking(prompt: OpenPrompt, view: ViewStore): Promise<boolean> {
  const step = steps.get(prompt)?.at(-1);
  if (!step) return false;
  await undo(prompt, view, step);
  return true;
}

export function canUndoTaking(prompt: OpenPrompt): boolean {
  return (steps.get(prompt)?.length ?? 0) > 0;
}

type Step = { before: Content; after: Content; pair: ComparedPair | null };

const taking = new WeakSet<OpenPrompt>();
const steps = new WeakMap<OpenPrompt, Step[]>();
const MOST_STEPS = 100;

async function take(
  prompt: OpenPrompt,
  view: ViewStore,
  { pair, ignoreWhitespace, diff, changes, from }: Wish,
): Promise<void> {
  if (!(await saved(prompt))) return;
  const { revision, base } = prompt.store.getState();
  const working = workingSide(pair, revision > 0, base?.versionId ?? null);
  const { pair: chosen } = view.getState();
  const before = prompt.contentNow();
  const { left, right } = diff.sides;
  const isBehind = [left, right].some(
    (side) => side.kind === 'draft' && side.promptId === prompt.promptId && side.revision !== revision,
  );
  if (isBehind) return; // the comparison with the newer draft is on its way
  const reply = await call('version.take', {
    promptId: prompt.promptId,
    ...pair,
    ignoreWhitespace,
    changes: [...changes],
    from,
    seen: { left: left.revision, right: right.revision },
    mine: before,
  });
  if (!reply.ok) {
    showToast({ text: reply.error.message, tone: reply.error.code === 'unchanged' ? 'plain' : 'error', key: KEY });
    return;
  }
  const step = { before, after: reply.value.content, pair: chosen };
  steps.set(prompt, [...(steps.get(prompt) ?? []).slice(1 - MOST_STEPS), step]);
  prompt.write(reply.value.content);
  if (!(await saved(prompt))) return;
  if (working) view.setState({ pair: followed(prompt, pair, working) });
  else stepChange(view, 1);
  showToast({
    text: changes.length === 1 ? 'Taken into the draft.' : `${changes.length} changes taken into the draft.`,
    action: { label: 'Undo', run: () => void undo(prompt, view, step) },
    key: KEY,
  });
}

/** One message about takings at a time. */
const KEY = 'taking';

async function undo(prompt: OpenPrompt, view: ViewStore, step: Step): Promise<void> {
  const own = steps.get(prompt) ?? [];
  const at = own.indexOf(step);
  if (at < 0) return;
  if (printContent(prompt.contentNow()) !== printContent(own.at(-1)!.after)) {
    steps.delete(prompt);
    showToast({
      text: 'The draft was changed since, so it was not put back. Undo in the editor goes step by step.',
      tone: 'error',
      key: KEY,
    });
    return;
  }
  steps.set(prompt, own.slice(0, at));
  prompt.write(step.before);
  if (!(await saved(prompt))) return;
  view.setState({ pair: step.pair });
  showToast({ text: 'The draft is as it was before.', key: KEY });
}

/** The draft comes into being with the first change that is taken, and is none once it says what the newest version says. */
function followed(prompt: OpenPrompt, pair: ComparedPair, working: Side): ComparedPair {
  const { revision, base } = prompt.store.getState();
  if (revision > 0) return withDraft(pair, working);
  return base ? { ...pair, [working]: { kind: 'version', versionId: base.versionId } } : pair;
}

/** Whether the host has what is written here; it compares and merges what it has. */
async function saved(prompt: OpenPrompt): Promise<boolean> {
  if (await prompt.saver.flush()) return true;
  const { state } = prompt.saver;
  const why = state.kind === 'refused' ? ` ${state.refusal.message}` : '';
  showToast({ text: `The draft could not be saved.${why}`, tone: 'error', key: KEY });
  return false;
}
