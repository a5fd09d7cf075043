import { type MarkedProblem, problemsIn } from '../editor/problem-marks.ts';
import { openFixMenu } from '../editor/fix-menu.ts';
import { showToast } from '../ui/toast.tsx';
import { goToPosition } from './message-actions.ts';
import type { OpenPrompt } from './open-prompt.ts';

/** Goes to the problem after the cursor (`1`) or before it (`-1`), through all messages and round the ends. */
export function stepProblem(prompt: OpenPrompt, by: 1 | -1): void {
  const all = problemsInOrder(prompt);
  if (all.length === 0) {
    showToast({ text: 'Nothing is wrong in the messages.' });
    return;
  }
  const items = prompt.messages.items;
  const key = prompt.messages.focused;
  const here = items.findIndex((item) => item.key === key);
  const head = key === null ? 0 : prompt.documents.stateOf(key).selection.main.head;
  const isAfter = ({ message, problem }: Placed) =>
    message > here || (message === here && (by === 1 ? problem.from > head : problem.from >= head));
  const next = by === 1 ? (all.find(isAfter) ?? all[0]) : (all.findLast((each) => !isAfter(each)) ?? all.at(-1));
  const item = next && items[next.message];
  if (item) goToPosition(prompt, item.key, next.problem.from);
}

/** Opens the quick fixes of the problem at the cursor. */
export function openFixes(prompt: OpenPrompt): void {
  const key = prompt.messages.focused;
  const view = key === null ? undefined : prompt.documents.view(key);
  if (!view || !openFixMenu(view)) showToast({ text: 'Nothing is wrong on this line.' });
}

type Placed = { message: number; problem: MarkedProblem };

function problemsInOrder(prompt: OpenPrompt): Placed[] {
  return prompt.messages.items.flatMap((item, message) =>
    problemsIn(prompt.documents.stateOf(item.key)).map((problem) => ({ message, problem })),
  );
}
