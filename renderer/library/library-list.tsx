import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, type MouseEvent } from 'react';
import { pinTab } from '../state/tabs.ts';
import { ContextMenu, type MenuEntry } from '../ui/menu.tsx';
import { HitLine } from './hit-line.tsx';
import { setSelection, useLibrary } from './library-state.ts';
import { activate, pressKey } from './list-keyboard.ts';
import { extendTo, keepOnly, selectOne, toggle } from './selection.ts';
import { TreeLine, type LinePlace } from './tree-line.tsx';
import { folderKey } from './tree.ts';
import { useLineDrag } from './use-line-drag.ts';
import { useLineFocus } from './use-line-focus.ts';
import type { LibraryRow } from './use-library-rows.ts';
import styles from './library-list.module.css';

type Props = {
  rows: readonly LibraryRow[];
  kind: 'tree' | 'results';
  label: string;
  menu: () => MenuEntry[];
  onToggleFolder: (path: string, open: boolean) => void;
};

const LINE = 28; // pixels
const HIT_WITH_FRAGMENT = 66; // pixels

/** The library's lines: virtual, so that ten thousand cost what forty do. One line holds the focus and can be reached with
 *  Tab; the keys move it. */
export function LibraryList({ rows, kind, label, menu, onToggleFolder }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const selection = useLibrary((state) => state.selection);
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);
  const indexOf = useMemo(() => new Map(keys.map((key, index) => [key, index])), [keys]);
  const focusIndex = selection.focus === null ? -1 : (indexOf.get(selection.focus) ?? -1);
  const tabStop = Math.max(0, focusIndex);

  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => heightOf(rows[index]), [rows]),
    // Places are worked out anew when this function is another one: once for new rows, and not on every drawing.
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    overscan: 8,
    // The line with the focus stays in the page wherever the list is scrolled to: taking it out would lose the focus.
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        const stays = range.count === 0 || shown.includes(tabStop);
        return stays ? shown : [...shown, tabStop].toSorted((a, b) => a - b);
      },
      [tabStop],
    ),
  });

  const scrollTo = useCallback((index: number) => virtualizer.scrollToIndex(index), [virtualizer]);
  const { moveTo, takeFocus } = useLineFocus(scroller, focusIndex, indexOf, scrollTo);

  // What is chosen stays chosen only while its line is there; the line that took its place is chosen instead.
  const lastIndex = useRef(-1);
  useEffect(() => {
    if (focusIndex >= 0) lastIndex.current = focusIndex;
    const kept = keepOnly(selection, (key) => indexOf.has(key));
    if (kept === selection) return;
    const next = keys[Math.min(lastIndex.current, keys.length - 1)];
    if (kept.focus !== null || next === undefined) {
      setSelection(kept);
      return;
    }
    setSelection(kept.selected.size > 0 ? { ...kept, focus: next } : selectOne(next));
    // The line that went took the page's focus with it.
    if (document.activeElement === document.body) takeFocus();
  }, [selection, indexOf, keys, focusIndex, takeFocus]);

  const choose = (event: MouseEvent, row: LibraryRow) => {
    if (event.shiftKey) {
      setSelection(extendTo(selection, row.key, keys));
    } else if (event.ctrlKey || event.metaKey) {
      setSelection(toggle(selection, row.key));
    } else {
      setSelection(selectOne(row.key));
      activate(row, true, onToggleFolder);
    }
  };

  const treeRows = useMemo(() => rows.filter((row) => row.kind !== 'hit'), [rows]);
  const drag = useLineDrag(treeRows, (path) => onToggleFolder(path, true));

  const placeOf = (row: LibraryRow, item: { index: number; size: number; start: number }): LinePlace => ({
    'data-index': item.index,
    'aria-selected': selection.selected.has(row.key),
    ...(row.kind === 'hit' ? {} : drag.onLine(row)),
    'data-drop': drag.over !== null && row.key === folderKey(drag.over) ? true : undefined,
    tabIndex: item.index === tabStop ? 0 : -1,
    style: { height: item.size, transform: `translateY(${item.start}px)` },
    onClick: (event) => choose(event, row),
    // A right click acts on what is chosen, and chooses the line first where it was not.
    onContextMenu: () => {
      if (!selection.selected.has(row.key)) setSelection(selectOne(row.key));
    },
    onFocus: () => {
      if (selection.focus !== row.key) setSelection({ ...selection, focus: row.key });
    },
    onDoubleClick: () => {
      if (row.kind !== 'folder') pinTab(row.kind === 'prompt' ? row.prompt.id : row.hit.promptId);
    },
  });

  return (
    <ContextMenu items={menu}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it has one of two roles */}
      <div
        ref={scroller}
        className={styles.scroller}
        role={kind === 'tree' ? 'tree' : 'listbox'}
        aria-label={label}
        aria-multiselectable
        tabIndex={-1}
        data-drop={drag.over === '' || undefined}
        {...(kind === 'tree' ? drag.onList : {})}
        onKeyDown={(event) => {
          if (event.target instanceof HTMLInputElement || event.defaultPrevented) return; // a name is being typed
          const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / LINE) - 1);
          pressKey(event, { rows, keys, focusIndex, page, moveTo, onToggleFolder });
        }}
      >
        <div className={styles.sizer} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const place = placeOf(row, item);
            return row.kind === 'hit' ? (
              <HitLine key={row.key} hit={row.hit} index={item.index} count={rows.length} place={place} />
            ) : (
              <TreeLine key={row.key} row={row} place={place} />
            );
          })}
        </div>
      </div>
    </ContextMenu>
  );
}

function heightOf(row: LibraryRow | undefined): number {
  return row?.kind === 'hit' && row.hit.fragment !== null ? HIT_WITH_FRAGMENT : LINE;
}
