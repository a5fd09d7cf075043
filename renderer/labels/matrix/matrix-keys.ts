type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** A place in the matrix. Row −1 is its head. */
export type Spot = { row: number; column: number };
export type Size = { rows: number; columns: number; /** Rows in one page. */ page: number };

/** Where a key leads from a cell, by the ARIA practices for grids; null where the key means nothing here. */
export function stepInGrid(press: KeyPress, at: Spot, size: Size): Spot | null {
  if (press.altKey) return null;
  const far = press.ctrlKey || press.metaKey;
  const row = (to: number) => ({ ...at, row: Math.max(-1, Math.min(size.rows - 1, to)) });
  const column = (to: number) => ({ ...at, column: Math.max(0, Math.min(size.columns - 1, to)) });
  switch (press.key) {
    case 'ArrowDown':
      return row(far ? size.rows - 1 : at.row + 1);
    case 'ArrowUp':
      return row(far ? 0 : at.row - 1);
    case 'ArrowRight':
      return column(far ? size.columns - 1 : at.column + 1);
    case 'ArrowLeft':
      return column(far ? 0 : at.column - 1);
    case 'Home':
      return far ? { row: 0, column: 0 } : column(0);
    case 'End':
      return far ? { row: size.rows - 1, column: size.columns - 1 } : column(size.columns - 1);
    case 'PageDown':
      return row(at.row + size.page);
    case 'PageUp':
      return row(Math.max(0, at.row - size.page));
    default:
      return null;
  }
}
