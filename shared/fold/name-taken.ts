import { MAX_NAME_LENGTH, nameKey } from '../names.ts';
import type { Refusal } from '../reply.ts';
import { refused } from './outcome.ts';
import type { StateView } from './state.ts';

/** Why no further prompt can be called `name`; null where one can. */
export function nameTaken(view: StateView, name: string): Refusal | null {
  const holder = view.prompt(view.promptIdByKey(nameKey(name)) ?? '');
  if (!holder) return null;
  return refused(
    'name-taken',
    holder.archived
      ? `An archived prompt is called “${holder.name}”. Restore it, or choose another name.`
      : `There is a prompt called “${holder.name}” already. Choose another name.`,
  ).refusal;
}

/** `name`, or the first of `name-2`, `name-3` … that no prompt is called. */
export function freeName(view: StateView, name: string): string {
  if (view.promptIdByKey(nameKey(name)) === undefined) return name;
  for (let number = 2; ; number += 1) {
    const end = `-${number}`;
    // Cut where it would be too long; not through a character, and no folder or space is left to end it.
    const start = name
      .slice(0, MAX_NAME_LENGTH - end.length)
      .toWellFormed()
      .replace(/[\ufffd\s/]+$/, '');
    const candidate = `${start}${end}`;
    if (view.promptIdByKey(nameKey(candidate)) === undefined) return candidate;
  }
}
