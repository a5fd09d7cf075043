// oxlint-disable jsx-a11y/prefer-tag-over-role -- a select cannot hold rows such as these
import { useCallback, useId, type KeyboardEvent } from 'react';
import type { ReleaseGroup } from '../../../shared/contract/label-calls.ts';
import { readListKey } from '../../library/list-keys.ts';
import { LabelChip } from '../../ui/chip.tsx';
import { Time } from '../../ui/time.tsx';
import { usePagedList } from '../../ui/use-paged-list.ts';
import { labelsOf, subjectOf, wayOf } from './group-text.ts';
import styles from './releases.module.css';

type Props = {
  groups: readonly ReleaseGroup[];
  chosen: string | null;
  onChoose: (moveId: string) => void;
  /** The end of what was read comes into sight. */
  onEnd: () => void;
  more: boolean;
};

const ROW = 58; // pixels
const rowHeight = () => ROW;

/** Releases, newest first. */
export function GroupList({ groups, chosen, onChoose, onEnd, more }: Props) {
  const id = useId();
  const at = Math.max(
    0,
    groups.findIndex((group) => group.moveId === chosen),
  );
  const { scroller, virtualizer } = usePagedList({
    count: groups.length,
    at,
    keyOf: useCallback((index: number) => groups[index]?.moveId ?? index, [groups]),
    heightOf: rowHeight,
    more,
    onEnd,
  });

  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / ROW) - 1);
    const read = readListKey(event, at, groups.length, page);
    const group = read?.kind === 'move' ? groups[read.to] : undefined;
    if (read?.kind !== 'move' || !group) return;
    event.preventDefault();
    onChoose(group.moveId);
    virtualizer.scrollToIndex(read.to);
  };
  return (
    <div
      ref={scroller}
      className={styles.list}
      role="listbox"
      aria-label="Releases"
      tabIndex={0}
      aria-activedescendant={groups.length === 0 ? undefined : `${id}-${at}`}
      onKeyDown={press}
    >
      <div role="presentation" className={styles.sizer} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const group = groups[item.index];
          return (
            group && (
              <GroupRow
                key={group.moveId}
                id={`${id}-${item.index}`}
                group={group}
                top={item.start}
                chosen={item.index === at}
                onChoose={onChoose}
                place={item.index}
                count={more ? -1 : groups.length}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

type RowProps = {
  id: string;
  group: ReleaseGroup;
  top: number;
  chosen: boolean;
  onChoose: (moveId: string) => void;
  place: number;
  count: number;
};

function GroupRow({ id, group, top, chosen, onChoose, place, count }: RowProps) {
  const way = wayOf(group);
  return (
    // The list's own key handler answers for every row.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-setsize={count}
      aria-posinset={place + 1}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onChoose(group.moveId)}
    >
      <p className={styles.top}>
        {labelsOf(group).map((label) => (
          <LabelChip key={label} label={label} />
        ))}
        <span className={styles.subject}>{subjectOf(group)}</span>
        {way !== null && <b className={styles.way}>{way}</b>}
        <Time at={group.at} className={styles.at} />
      </p>
      <p className={styles.said}>
        {group.rollback && <span className={styles.back}>rolled back</span>}
        <span className={styles.reason} data-none={group.reason === '' || undefined}>
          {group.reason || 'No reason given'}
        </span>
        <span className={styles.by}>{group.author}</span>
      </p>
    </div>
  );
}
