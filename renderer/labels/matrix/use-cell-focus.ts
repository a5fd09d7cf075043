import { useEffect, useRef, type RefObject } from 'react';
import type { Spot } from './matrix-keys.ts';

/** The page's focus in a virtual grid: a cell may have to be scrolled to before it exists. Answers a function that brings a
 *  cell into sight and focuses it as soon as it is there. */
export function useCellFocus(
  grid: RefObject<HTMLElement | null>,
  focused: Spot,
  scrollTo: (row: number) => void,
): (spot: Spot) => void {
  const wanted = useRef(false);
  useEffect(() => {
    if (!wanted.current) return;
    const cell = cellAt(grid.current, focused);
    if (cell === null) return;
    wanted.current = false;
    show(cell);
  });
  return (spot) => {
    const isThere = spot.row === focused.row && spot.column === focused.column;
    const cell = isThere ? cellAt(grid.current, spot) : null;
    wanted.current = cell === null;
    if (spot.row >= 0) scrollTo(spot.row);
    if (cell) show(cell);
  };
}

function show(cell: HTMLElement): void {
  cell.focus({ preventScroll: true });
  // Rows are scrolled to by number; this is for columns out of sight.
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function cellAt(grid: HTMLElement | null, { row, column }: Spot): HTMLElement | null {
  const line = row < 0 ? '[data-head]' : `[data-index="${row}"]`;
  return grid?.querySelector<HTMLElement>(`${line} [data-column="${column}"]`) ?? null;
}
