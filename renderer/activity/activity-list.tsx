// oxlint-disable jsx-a11y/prefer-tag-over-role -- a select cannot hold rows such as these
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { ActivityRow } from '../../shared/contract/team-calls.ts';
import { readListKey } from '../library/list-keys.ts';
import { ActivityLine, saidBy } from './activity-line.tsx';
import { openActivity } from './open-activity.ts';
import styles from './activity.module.css';

type Props = {
  rows: readonly ActivityRow[];
  more: boolean;
  /** The end of what was read comes into sight. */
  onEnd: () => void;
};

/** A change that says something about itself takes two lines. Pixels. */
const ROW = 52;
const ROW_ALONE = 33;
const NEAR = 20; // rows before the end

/** What happened, newest first. Virtual, and read in pages: a hundred thousand changes cost what a screenful does. Enter
 *  opens what a row is about. */
export function ActivityList({ rows, more, onEnd }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.changeId === chosen),
  );
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => heightOf(rows[index]), [rows]),
    getItemKey: useCallback((index: number) => rows[index]?.changeId ?? index, [rows]),
    overscan: 8,
    // What the list says is active has to be in the page.
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        return range.count === 0 || shown.includes(at) ? shown : [...shown, at].toSorted((a, b) => a - b);
      },
      [at],
    ),
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && lastShown >= rows.length - NEAR) onEnd();
  }, [more, lastShown, rows.length, onEnd]);

  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / ROW) - 1);
    const read = readListKey(event, at, rows.length, page);
    const row = rows[read?.kind === 'move' ? read.to : at];
    if (row === undefined) return;
    if (read?.kind === 'move') {
      setChosen(row.changeId);
      virtualizer.scrollToIndex(read.to);
    } else if (event.key === 'Enter') openActivity(row);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      className={styles.list}
      role="listbox"
      aria-label="Activity"
      tabIndex={0}
      aria-activedescendant={rows.length === 0 ? undefined : `${id}-${at}`}
      onKeyDown={press}
    >
      <div role="presentation" className={styles.sizer} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <ActivityLine
                key={row.changeId}
                id={`${id}-${item.index}`}
                row={row}
                top={item.start}
                height={item.size}
                chosen={item.index === at}
                place={item.index}
                count={more ? -1 : rows.length}
                onOpen={() => {
                  setChosen(row.changeId);
                  openActivity(row);
                }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function heightOf(row: ActivityRow | undefined): number {
  return row === undefined || saidBy(row) !== '' ? ROW : ROW_ALONE;
}
