// oxlint-disable jsx-a11y/prefer-tag-over-role -- an option of a select cannot hold what stands here
import type { ActivityRow } from '../../shared/contract/team-calls.ts';
import { markOf, StateMark } from '../ui/state-mark.tsx';
import { Time } from '../ui/time.tsx';
import { canOpen } from './open-activity.ts';
import styles from './activity.module.css';

type Props = {
  id: string;
  row: ActivityRow;
  top: number;
  height: number;
  chosen: boolean;
  place: number;
  count: number;
  onOpen: () => void;
};

/** One change: who did what to which prompt, and why. */
export function ActivityLine({ id, row, top, height, chosen, place, count, onOpen }: Props) {
  const mark = markOf(row.mark);
  const said = saidBy(row);
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
      data-opens={canOpen(row) || undefined}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={onOpen}
    >
      <p className={styles.top}>
        <span className={styles.did}>
          <b className={styles.author}>{row.author}</b> {row.what}
          {row.promptName !== null && <span className={styles.prompt}>{row.promptName}</span>}
        </span>
        {mark !== null && <StateMark state={mark} why={row.why} />}
        {row.position !== null && (
          <span className={styles.position} title={placeOf(row)}>
            {row.position.toLocaleString('en')}
          </span>
        )}
        <Time at={row.at} className={styles.at} />
      </p>
      {said !== '' && <p className={row.mark === 'refused' ? styles.why : styles.note}>{said}</p>}
    </div>
  );
}

/** What stands in the second line: why it was refused, or what its author said about it. */
export function saidBy({ mark, why, note }: ActivityRow): string {
  return mark === 'refused' && why !== null ? why : (note.split('\n', 1)[0] ?? '');
}

function placeOf({ position, segment }: ActivityRow): string {
  const where = segment === null ? '' : `, in segment ${segment.toLocaleString('en')}`;
  return `Place ${position?.toLocaleString('en')} in the log${where}`;
}
