import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { extendTo, keepOnly, NOTHING, selectAll, toggle } from '../../library/selection.ts';
import { useDialog } from '../../state/dialogs.ts';
import { ContextMenu, type MenuEntry } from '../../ui/menu.tsx';
import { MatrixHead } from './matrix-head.tsx';
import { stepInGrid, type Spot } from './matrix-keys.ts';
import { MatrixRow } from './matrix-row.tsx';
import type { Line, Sort } from './matrix-rows.ts';
import { setMatrixSelection, sortBy, useMatrix } from './matrix-state.ts';
import { useCellFocus } from './use-cell-focus.ts';
import styles from './matrix.module.css';

type Props = {
  lines: readonly Line[];
  columns: readonly string[];
  menu: () => MenuEntry[];
  /** Enter, or a double click, on a cell. `label` is null in the columns that hold none. */
  onOpen: (line: Line, label: string | null) => void;
};

const ROW = 34; // pixels
const HEAD = 35; // pixels
const MINUTE = 60_000; // milliseconds
const JUST = 60 * MINUTE; // milliseconds a label counts as just moved

/** The matrix as an ARIA grid: virtual rows, one cell that holds the focus, arrow keys between cells, Space for rows. */
export function MatrixGrid({ lines, columns, menu, onOpen }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const selection = useMatrix((state) => state.selection);
  const sort = useMatrix((state) => state.sort);
  const column = Math.min(
    useMatrix((state) => state.column),
    columns.length + 1,
  );
  const inHead = useMatrix((state) => state.selection.focus === HEAD_KEY);
  const keys = useMemo(() => lines.map((line) => line.id), [lines]);
  const indexOf = useMemo(() => new Map(keys.map((key, index) => [key, index])), [keys]);
  const row = inHead ? -1 : Math.max(0, indexOf.get(selection.focus ?? '') ?? 0);
  const justNow = Math.floor(Date.now() / MINUTE) * MINUTE - JUST; // by the minute: rows are drawn again when it changes
  const stay = Math.max(0, row);

  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW,
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    overscan: 8,
    scrollPaddingStart: HEAD,
    initialOffset: () => useMatrix.getState().scroll,
    // The row with the focus stays in the page wherever it is scrolled to: taking it out would lose the focus.
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        const stays = range.count === 0 || shown.includes(stay);
        return stays ? shown : [...shown, stay].toSorted((a, b) => a - b);
      },
      [stay],
    ),
  });
  const focusCell = useCellFocus(grid, { row, column }, (index) => virtualizer.scrollToIndex(index));
  useEffect(() => {
    const kept = keepOnly(selection, (key) => key === HEAD_KEY || indexOf.has(key));
    if (kept !== selection) setMatrixSelection(kept);
  }, [selection, indexOf]);

  const goTo = (spot: Spot) => {
    const focus = spot.row < 0 ? HEAD_KEY : (keys[spot.row] ?? null);
    useMatrix.setState((state) => ({ column: spot.column, selection: { ...state.selection, focus } }));
    focusCell(spot);
  };
  const check = useCallback(
    (line: Line, event: MouseEvent) => {
      event.stopPropagation();
      const now = useMatrix.getState().selection;
      setMatrixSelection(event.shiftKey ? extendTo(now, line.id, keys) : toggle(now, line.id));
    },
    [keys],
  );
  const checkAll = () =>
    setMatrixSelection(
      selection.selected.size > 0 ? { ...selection, selected: NOTHING.selected } : selectAll(selection, keys),
    );
  const labelAt = (at: number): string | null => columns[at - 1] ?? null;

  const press = (event: KeyboardEvent) => {
    if (useDialog.getState().request !== null || event.defaultPrevented) return;
    const line = lines[row];
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 'a') setMatrixSelection(selectAll(selection, keys));
    else if (event.key === 'Escape' && selection.selected.size > 0)
      setMatrixSelection({ ...selection, selected: NOTHING.selected });
    else if (event.key === ' ' && inHead) checkAll();
    else if (event.key === ' ' && line)
      setMatrixSelection(event.shiftKey ? extendTo(selection, line.id, keys) : toggle(selection, line.id));
    else if (event.key === 'Enter' && inHead) sortBy(sortOf(labelAt(column), column));
    else if (event.key === 'Enter' && line && !command) onOpen(line, labelAt(column));
    else {
      const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEAD) / ROW) - 1);
      const to = stepInGrid(event, { row, column }, { rows: lines.length, columns: columns.length + 2, page });
      if (to === null) return;
      const key = keys[to.row];
      if (event.shiftKey && key !== undefined && to.row !== row) {
        // A range begins at the row the keyboard was on.
        const anchored = selection.anchor === null ? { ...selection, anchor: line?.id ?? key } : selection;
        setMatrixSelection(extendTo(anchored, key, keys));
      }
      goTo(to);
    }
    event.preventDefault();
  };

  const click = (event: MouseEvent) => {
    const spot = spotOf(event.target);
    const line = spot && lines[spot.row];
    if (!spot || !line) return;
    if (event.shiftKey) setMatrixSelection(extendTo(selection, line.id, keys));
    else if (event.ctrlKey || event.metaKey) setMatrixSelection(toggle(selection, line.id));
    goTo(spot);
  };
  const checked = selection.selected.size === 0 ? false : selection.selected.size === lines.length ? true : 'some';

  return (
    <ContextMenu items={menu}>
      <div
        ref={grid}
        className={styles.grid}
        role="grid"
        aria-label="Prompts and their labels"
        aria-multiselectable
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length + 2}
        tabIndex={-1}
        style={{ '--columns': columns.length } as CSSProperties}
        onKeyDown={press}
        onClick={click}
        onDoubleClick={(event) => {
          const spot = spotOf(event.target);
          const line = spot && lines[spot.row];
          if (line) onOpen(line, labelAt(spot.column));
        }}
        onContextMenu={(event) => {
          const spot = spotOf(event.target);
          if (spot) goTo(spot);
        }}
        onFocus={(event) => {
          const spot = spotOf(event.target);
          if (spot && (spot.row !== row || spot.column !== column)) goTo(spot);
        }}
        onScroll={(event) => useMatrix.setState({ scroll: event.currentTarget.scrollTop })}
      >
        <MatrixHead
          columns={columns}
          sort={sort}
          tabStop={inHead || lines.length === 0 ? column : null}
          checked={checked}
          onCheckAll={checkAll}
        />
        <div role="presentation" className={styles.sizer} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (line === undefined) return null;
            return (
              <MatrixRow
                key={line.id}
                line={line}
                columns={columns}
                index={item.index}
                top={item.start}
                selected={selection.selected.has(line.id)}
                focused={item.index === row}
                tabStop={item.index === row ? column : null}
                justNow={justNow}
                onToggle={check}
              />
            );
          })}
        </div>
      </div>
    </ContextMenu>
  );
}

function spotOf(target: EventTarget): Spot | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const at = cell?.closest<HTMLElement>('[data-index]')?.dataset['index'];
  return cell && at !== undefined ? { row: Number(at), column: Number(cell.dataset['column']) } : null;
}

/** Stands for the head as the place of the keyboard; no prompt has such an id. */
const HEAD_KEY = 'head';

function sortOf(label: string | null, column: number): Sort['by'] {
  if (label !== null) return { label };
  return column === 0 ? 'name' : 'last';
}
