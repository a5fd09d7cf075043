// oxlint-disable jsx-a11y/prefer-tag-over-role -- a table cannot leave out the rows that are not in sight
import type { CSSProperties, MouseEvent } from 'react';
import { memo } from 'react';
import { LabelChip } from '../../ui/chip.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { exactTime } from '../../ui/time-text.ts';
import { Time } from '../../ui/time.tsx';
import { QueuedMark } from '../queued-mark.tsx';
import { useQueuedMove } from '../queued-moves.ts';
import type { Line, MatrixCell } from './matrix-rows.ts';
import { newestWord } from '../../../shared/version-word.ts';
import { Unseen } from '../../ui/unseen.tsx';
import styles from './matrix.module.css';

type Props = {
  line: Line;
  columns: readonly string[];
  index: number;
  top: number;
  selected: boolean;
  /** Whether the keyboard is in this row, and the column it is on. */
  focused: boolean;
  /** The column that Tab reaches; null where it reaches another row. */
  tabStop: number | null;
  justNow: number;
  onToggle: (line: Line, event: MouseEvent) => void;
};

/** One prompt with its labels. Memoised: of ten thousand only those are drawn again whose own facts changed. */
export const MatrixRow = memo(function Row(props: Props) {
  const { line, columns, index, top, selected, focused, tabStop, justNow, onToggle } = props;
  const style: CSSProperties = { transform: `translateY(${top}px)` };
  const stop = (column: number) => ({
    'data-column': column,
    'aria-colindex': column + 1,
    tabIndex: tabStop === column ? 0 : -1,
  });
  return (
    <div
      role="row"
      className={styles.row}
      style={style}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-focused={focused || undefined}
    >
      <div role="rowheader" className={styles.name} {...stop(0)} title={line.name}>
        <input
          type="checkbox"
          className={styles.check}
          checked={selected}
          tabIndex={-1}
          aria-label={`Select ${line.name}`}
          onChange={() => undefined}
          onClick={(event) => onToggle(line, event)}
        />
        <span className={styles.nameText}>{line.name}</span>
      </div>
      {columns.map((label, at) => (
        <div key={label} role="gridcell" className={styles.cell} {...stop(at + 1)}>
          <Place label={label} promptId={line.id} cell={line.cells.get(label)} newest={line} justNow={justNow} />
        </div>
      ))}
      <div role="gridcell" className={styles.last} {...stop(columns.length + 1)}>
        {line.last === null ? (
          <Unseen>never released</Unseen>
        ) : (
          <>
            <span className={styles.by}>{line.last.author}</span> · <Time at={line.last.at} />
          </>
        )}
      </div>
    </div>
  );
});

type PlaceProps = { promptId: string; label: string; cell: MatrixCell | undefined; newest: Line; justNow: number };

function Place({ promptId, label, cell, newest, justNow }: PlaceProps) {
  const queued = useQueuedMove(promptId, label);
  // That production is missing is news; other labels are set where they are wanted.
  if (cell === undefined) {
    const words = newestWord(newest) === null ? 'draft' : 'none';
    return (
      <>
        {label === 'production' ? <span className={styles.none}>{words}</span> : <Unseen>{words}</Unseen>}{' '}
        {queued && <QueuedMark move={queued} compact />}
      </>
    );
  }
  const { head, pending } = newest;
  const isBehind = cell.number < head;
  const isNew = cell.at >= justNow;
  return (
    <span
      className={styles.place}
      title={`${label}: v${cell.number}${isBehind ? ` of v${head}` : pending > 0 ? '' : ', the newest'}\nMoved by ${cell.author}, ${exactTime(cell.at)}`}
    >
      <LabelChip label={label} number={cell.number} compact />
      {isBehind && !queued && <span className={styles.behind}>of v{head}</span>}
      {pending > 0 && !queued && <StateMark state="pending" compact why="a newer version is on this device only" />}
      {queued && <QueuedMark move={queued} compact />}
      {isNew && (
        <span className={styles.new}>
          <Unseen>, just moved</Unseen>
        </span>
      )}
    </span>
  );
}
