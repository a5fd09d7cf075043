import type { Role } from '../../shared/content.ts';
import { showCard } from '../editor/hover-cards.ts';
import { showToast } from '../ui/toast.tsx';
import type { OpenPrompt } from './open-prompt.ts';

export const ROLE_NAMES: Record<Role, string> = {
  system: 'System',
  developer: 'Developer',
  user: 'User',
  assistant: 'Assistant',
  tool: 'Tool',
  placeholder: 'Chat history',
};

/** Adds the message that is likely wanted next, and puts the cursor in it. */
export function addAndFocus(prompt: OpenPrompt, role?: Role, after?: string): void {
  const { items } = prompt.store.getState();
  const last = items.findLast((item) => item.role !== 'placeholder')?.role;
  const next = role ?? (last === undefined ? 'system' : last === 'user' ? 'assistant' : 'user');
  const key = prompt.messages.add({ role: next, text: next === 'placeholder' ? 'history' : '' }, after);
  focusMessage(prompt, key);
}

/** Takes a message out, with a way back. */
export function removeMessage(prompt: OpenPrompt, key: string): void {
  const { items } = prompt.store.getState();
  const at = items.findIndex((item) => item.key === key);
  const role = items[at]?.role ?? 'user';
  const empty = prompt.documents.text(key) === '';
  const undo = prompt.messages.remove(key);
  if (!empty) showToast({ text: `${ROLE_NAMES[role]} message removed.`, action: { label: 'Undo', run: undo } });
  const neighbour = prompt.store.getState().items[Math.max(0, at - 1)];
  if (neighbour) focusMessage(prompt, neighbour.key);
}

/** Goes to a place in a message, opening it where it is collapsed. */
export function goTo(prompt: OpenPrompt, message: number, from: number, to: number): void {
  const item = prompt.store.getState().items[message];
  if (!item) return;
  if (item.collapsed) prompt.messages.setCollapsed(item.key, false);
  if (!prompt.documents.select(item.key, from, to)) afterPaint(() => prompt.documents.select(item.key, from, to));
}

/** Goes to a position in a message's editor, and shows what is said of it. */
export function goToPosition(prompt: OpenPrompt, key: string, position: number): void {
  const item = prompt.messages.items.find((each) => each.key === key);
  if (item?.collapsed === true) prompt.messages.setCollapsed(key, false);
  const show = () => {
    const there = prompt.documents.reveal(key, position);
    const view = prompt.documents.view(key);
    if (view) showCard(view);
    return there;
  };
  if (!show()) afterPaint(show);
}

/** Puts the cursor in a message, where it was. */
export function focusMessage(prompt: OpenPrompt, key: string): void {
  afterPaint(() => prompt.documents.view(key)?.focus());
}

/** Once the page shows what the state says, and after a menu that closes has handed the focus back. */
function afterPaint(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
