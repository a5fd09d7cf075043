// oxlint-disable jsx-a11y/prefer-tag-over-role -- a select cannot hold rows such as these
import { useCallback, useId, useState, type KeyboardEvent } from 'react';
import type { ActivityRow } from '../../shared/contract/team-calls.ts';
import { readListKey } from '../library/list-keys.ts';
import { usePagedList } from '../ui/use-paged-list.ts';
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

/** What happened, newest first. Enter opens what a row is about. */
export function ActivityList({ rows, more, onEnd }: Props) {
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.changeId === chosen),
  );
  const { scroller, virtualizer } = usePagedList({
    count: rows.length,
    at,
    keyOf: useCallback((index: number) => rows[index]?.changeId ?? index, [rows]),
    heightOf: useCallback((index: number) => heightOf(rows[index]), [rows]),
    more,
    onEnd,
  });

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
        {virtualizer.getVirtualItems().map((item) => {
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
