import type { KeyboardEvent } from 'react';
import { useDialog } from '../state/dialogs.ts';
import { openPrompt } from '../state/tabs.ts';
import { setSelection, useLibrary } from './library-state.ts';
import { findTyped, readListKey } from './list-keys.ts';
import { extendTo, selectAll, selectOne, toggle } from './selection.ts';
import type { LibraryRow } from './use-library-rows.ts';

/** What the keyboard needs to know of the list it moves in. */
export type KeyboardList = {
  rows: readonly LibraryRow[];
  keys: readonly string[];
  /** The focused line; −1 for none. */
  focusIndex: number;
  /** Lines in one page. */
  page: number;
  /** Brings a line into sight and gives it the focus. */
  moveTo: (index: number) => void;
  onToggleFolder: (path: string, open: boolean) => void;
};

/** Answers a key press in the list: moves the focus, chooses, opens, or finds what is typed. */
export function pressKey(event: KeyboardEvent, list: KeyboardList): void {
  if (useDialog.getState().request !== null) return; // on its way to the front
  if (actOnLine(event, list)) {
    event.preventDefault();
    return;
  }
  const read = readListKey(event, list.focusIndex, list.rows.length, list.page);
  if (read === null) return;
  event.preventDefault();
  if (read.kind === 'type') {
    chooseLine(findTyped(list.rows.map(nameOf), typedSoFar(read.text), list.focusIndex), list);
    return;
  }
  const key = list.keys[read.to];
  if (key === undefined) return;
  const { selection } = useLibrary.getState();
  if (read.extend) setSelection(extendTo(selection, key, list.keys));
  else if (read.keepSelection) setSelection({ ...selection, focus: key });
  else setSelection(selectOne(key));
  list.moveTo(read.to);
}

/** Opens a prompt, or opens or closes a folder. */
export function activate(row: LibraryRow, glance: boolean, onToggleFolder: KeyboardList['onToggleFolder']): void {
  if (row.kind === 'folder') onToggleFolder(row.folder.path, !row.open);
  else openPrompt(row.kind === 'prompt' ? row.prompt.id : row.hit.promptId, glance);
}

/** Keys that act on the focused line; true where one did. */
function actOnLine(event: KeyboardEvent, list: KeyboardList): boolean {
  const { rows, keys, focusIndex, onToggleFolder } = list;
  const row = rows[focusIndex];
  const command = event.ctrlKey || event.metaKey;
  const { selection } = useLibrary.getState();
  if (command && event.key.toLowerCase() === 'a') {
    setSelection(selectAll(selection, keys));
    return true;
  }
  if (row === undefined || event.altKey) return false;
  switch (event.key) {
    case ' ':
      if (command) setSelection(toggle(selection, row.key));
      else activate(row, true, onToggleFolder);
      return true;
    case 'Enter':
      activate(row, false, onToggleFolder);
      return true;
    case 'ArrowRight':
      if (row.kind !== 'folder') return false;
      if (row.open) chooseLine(focusIndex + 1, list);
      else onToggleFolder(row.folder.path, true);
      return true;
    case 'ArrowLeft':
      if (row.kind === 'hit') return false;
      if (row.kind === 'folder' && row.open) onToggleFolder(row.folder.path, false);
      else chooseLine(parentOf(rows, focusIndex, row.depth), list);
      return true;
    default:
      return false;
  }
}

function chooseLine(index: number, list: KeyboardList): void {
  const key = list.keys[index];
  if (key === undefined) return;
  setSelection(selectOne(key));
  list.moveTo(index);
}

function parentOf(rows: readonly LibraryRow[], index: number, depth: number): number {
  return rows.findLastIndex((each, at) => at < index && each.kind !== 'hit' && each.depth < depth);
}

const TYPE_AHEAD = 700; // milliseconds between letters that belong together
let typed = { text: '', at: 0 };

function typedSoFar(letter: string): string {
  const now = performance.now();
  typed = { text: now - typed.at < TYPE_AHEAD ? typed.text + letter : letter, at: now };
  return typed.text;
}

function nameOf(row: LibraryRow): string {
  if (row.kind === 'folder') return row.folder.name;
  return row.kind === 'prompt' ? row.name : row.hit.name;
}
