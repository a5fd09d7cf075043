import { useEffect, useRef, useState, type DragEvent } from 'react';
import { useReadOnly } from '../state/workspace.ts';
import { moveDragged } from './actions.ts';
import { type Dragged, draggedWith, dropFolder, mayDrop } from './line-drag.ts';
import { useLibrary } from './library-state.ts';
import type { TreeRow } from './tree.ts';

const KIND = 'application/x-galley-lines';
/** How long a drag rests on a closed folder before it opens. */
const OPEN_AFTER = 600; // milliseconds

/** Taking prompts and folders along to another folder with the mouse. The keyboard's way is “Move to folder…”. */
export function useLineDrag(rows: readonly TreeRow[], openFolder: (path: string) => void) {
  const readOnly = useReadOnly() !== null;
  const dragged = useRef<Dragged | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const opening = useRef<{ path: string; timer: ReturnType<typeof setTimeout> } | null>(null);

  const waitToOpen = (path: string | null) => {
    if (opening.current?.path === path) return;
    clearTimeout(opening.current?.timer);
    opening.current = path === null ? null : { path, timer: setTimeout(() => openFolder(path), OPEN_AFTER) };
  };
  const end = () => {
    waitToOpen(null);
    dragged.current = null;
    setOver(null);
  };
  useEffect(() => () => clearTimeout(opening.current?.timer), []);

  const dragOver = (event: DragEvent, folder: string) => {
    if (dragged.current === null || !event.dataTransfer.types.includes(KIND)) return;
    event.stopPropagation();
    const allowed = mayDrop(dragged.current, folder);
    setOver(allowed ? folder : null);
    if (!allowed) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
  };

  const drop = (event: DragEvent, folder: string) => {
    const taken = dragged.current;
    end();
    if (taken === null || !mayDrop(taken, folder)) return;
    event.preventDefault();
    event.stopPropagation();
    void moveDragged(taken, folder);
  };

  return {
    over,
    onLine: (row: TreeRow) => ({
      draggable: !readOnly,
      onDragStart: (event: DragEvent) => {
        dragged.current = draggedWith(row, useLibrary.getState().selection.selected, rows);
        event.dataTransfer.setData(KIND, '');
        event.dataTransfer.effectAllowed = 'move';
      },
      onDragOver: (event: DragEvent) => {
        waitToOpen(row.kind === 'folder' && !row.open && dragged.current !== null ? row.folder.path : null);
        dragOver(event, dropFolder(row));
      },
      onDrop: (event: DragEvent) => drop(event, dropFolder(row)),
      onDragEnd: end,
    }),
    /** What lies below the last line is the top of the library. */
    onList: {
      onDragOver: (event: DragEvent) => {
        waitToOpen(null);
        dragOver(event, '');
      },
      onDrop: (event: DragEvent) => drop(event, ''),
      onDragLeave: (event: DragEvent) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(null);
      },
    },
  };
}
