import type { PromptRow } from '../../shared/contract.ts';
import { baseName, folderOf, nameKey, nameProblem } from '../../shared/names.ts';
import type { Reply } from '../../shared/reply.ts';
import { call } from '../state/client.ts';
import { refreshPrompts, usePrompts } from '../state/prompts.ts';
import { openPrompt } from '../state/tabs.ts';
import { showToast } from '../ui/toast.tsx';
import { revealPrompt } from './library-state.ts';
import type { Dragged } from './line-drag.ts';

/** Why a prompt cannot get this name now, as a sentence; null when it can. `except` may keep its own. */
export function newNameProblem(name: string, except?: string): string | null {
  const problem = nameProblem(name);
  if (problem !== null) return problem;
  const taken = promptNamed(name);
  if (taken === undefined || taken.id === except) return null;
  return `There is already ${taken.archived ? 'an archived' : 'a'} prompt named “${taken.name}”.`;
}

/** The prompt that has this name, as names are compared. */
export function promptNamed(name: string): PromptRow | undefined {
  const key = nameKey(name);
  for (const row of usePrompts.getState().byId.values()) if (nameKey(row.name) === key) return row;
  return undefined;
}

/** Makes a prompt and opens it. */
export async function createPrompt(name: string): Promise<Reply<{ promptId: string }>> {
  return show(await call('prompt.create', { name }));
}

export async function duplicatePrompt(promptId: string, name: string): Promise<Reply<{ promptId: string }>> {
  return show(await call('prompt.duplicate', { promptId, name }));
}

/** A free name beside `name`: `reply-drafter copy`, then `reply-drafter copy 2`. */
export function copyName(name: string): string {
  for (let count = 1; ; count++) {
    const copy = `${name} copy${count === 1 ? '' : ` ${count}`}`;
    if (promptNamed(copy) === undefined) return copy;
  }
}

/** Gives a prompt another name in the same folder; `name` may hold folders of its own. Answers what is wrong, or null. */
export async function renamePrompt(prompt: PromptRow, name: string): Promise<string | null> {
  const folder = folderOf(prompt.name);
  const whole = folder === '' ? name : `${folder}/${name}`;
  if (whole === prompt.name) return null;
  const problem = newNameProblem(whole, prompt.id);
  if (problem !== null) return problem;
  const reply = await call('prompt.rename', { promptId: prompt.id, name: whole });
  if (!reply.ok) return reply.error.message;
  await refreshPrompts([prompt.id]);
  return null;
}

/** Gives a folder another name: every prompt in it moves along. Answers what is wrong, or null. */
export async function renameFolder(path: string, name: string): Promise<string | null> {
  const parent = folderOf(path);
  const to = parent === '' ? name : `${parent}/${name}`;
  if (to === path) return null;
  const problem = nameProblem(to);
  if (problem !== null)
    return problem.replace('A prompt name', 'A folder name').replace('A prompt needs', 'A folder needs');
  const reply = await call('folder.rename', { from: path, to });
  return reply.ok ? null : reply.error.message;
}

/** Moves prompts into a folder, '' being the top. Answers what is wrong, or null. */
export async function movePrompts(promptIds: readonly string[], folder: string): Promise<string | null> {
  const before = rowsOf(promptIds);
  const reply = await call('prompt.move', { promptIds: [...promptIds], folder });
  if (!reply.ok) return reply.error.message;
  await refreshPrompts(promptIds);
  const [first] = promptIds;
  if (first !== undefined) revealPrompt(first);
  tellMoved(before, folder);
  return null;
}

/** Moves what was dragged into a folder, '' being the top: folders with all that is in them. One undo for all of it. */
export async function moveDragged({ folders, prompts }: Dragged, folder: string): Promise<void> {
  const { byId } = usePrompts.getState();
  const inside = (path: string) => [...byId.values()].filter((row) => row.name.startsWith(`${path}/`));
  const moved = prompts.filter(({ name }) => folderOf(name) !== folder).map(({ id }) => id);
  const before = [...rowsOf(moved), ...folders.flatMap(inside)];
  if (moved.length > 0 && !say(await call('prompt.move', { promptIds: moved, folder }))) return;
  for (const path of folders) {
    const to = folder === '' ? baseName(path) : `${folder}/${baseName(path)}`;
    if (to !== path && !say(await call('folder.rename', { from: path, to }))) return;
  }
  await refreshPrompts(before.map((row) => row.id));
  const [first] = before;
  if (first !== undefined) revealPrompt(first.id);
  tellMoved(before, folder);
}

function tellMoved(before: readonly PromptRow[], folder: string): void {
  showToast({
    text: `Moved ${countPrompts(before.length)} to ${folder === '' ? 'the top' : `“${folder}”`}.`,
    action: { label: 'Undo', run: () => void moveBack(before) },
  });
}

async function moveBack(before: readonly PromptRow[]): Promise<void> {
  const byFolder = Map.groupBy(before, (row) => folderOf(row.name));
  for (const [folder, rows] of byFolder) {
    say(await call('prompt.move', { promptIds: rows.map((row) => row.id), folder }));
  }
}

export async function archivePrompts(promptIds: readonly string[]): Promise<void> {
  const rows = rowsOf(promptIds).filter((row) => !row.archived);
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  if (!say(await call('prompt.archive', { promptIds: ids }))) return;
  const [only] = rows;
  showToast({
    text:
      rows.length === 1 && only !== undefined
        ? `Archived “${baseName(only.name)}”.`
        : `Archived ${countPrompts(rows.length)}.`,
    action: { label: 'Undo', run: () => void call('prompt.unarchive', { promptIds: ids }).then(say) },
  });
}

export async function unarchivePrompts(promptIds: readonly string[]): Promise<void> {
  const ids = rowsOf(promptIds)
    .filter((row) => row.archived)
    .map((row) => row.id);
  if (ids.length === 0 || !say(await call('prompt.unarchive', { promptIds: ids }))) return;
  showToast({ text: `Brought back ${countPrompts(ids.length)}.` });
}

/** Answers what is wrong, or null. */
export async function tagPrompts(
  promptIds: readonly string[],
  add: string[],
  remove: string[],
): Promise<string | null> {
  if (add.length === 0 && remove.length === 0) return null;
  const reply = await call('prompt.tag', { promptIds: [...promptIds], add, remove });
  return reply.ok ? null : reply.error.message;
}

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  showToast({ text: `Copied “${text}”.` });
}

/** `1 prompt`, `1,529 prompts`. */
export function countPrompts(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'prompt' : 'prompts'}`;
}

export function sameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

async function show(reply: Reply<{ promptId: string }>): Promise<Reply<{ promptId: string }>> {
  if (reply.ok) {
    await refreshPrompts([reply.value.promptId]);
    revealPrompt(reply.value.promptId);
    openPrompt(reply.value.promptId);
  }
  return reply;
}

function rowsOf(promptIds: readonly string[]): PromptRow[] {
  const { byId } = usePrompts.getState();
  return promptIds.map((id) => byId.get(id)).filter((row) => row !== undefined);
}

function say(reply: Reply<unknown>): boolean {
  if (!reply.ok) showToast({ text: reply.error.message, tone: 'error' });
  return reply.ok;
}
