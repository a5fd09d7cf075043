// oxlint-disable jsx-a11y/prefer-tag-over-role -- a table cannot leave out the rows that are not in sight
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { sortBy } from './matrix-state.ts';
import type { Sort } from './matrix-rows.ts';
import styles from './matrix.module.css';

type Props = {
  columns: readonly string[];
  sort: Sort;
  /** The column that Tab reaches; null where it reaches a row. */
  tabStop: number | null;
  checked: boolean | 'some';
  onCheckAll: () => void;
};

/** The head of the matrix: its cells sort. */
export function MatrixHead({ columns, sort, tabStop, checked, onCheckAll }: Props) {
  const cell = (column: number, by: Sort['by'], name: string, before?: ReactNode) => (
    <HeadCell key={column} column={column} by={by} name={name} sort={sort} isStop={tabStop === column}>
      {before}
    </HeadCell>
  );
  return (
    <div role="row" className={styles.head} aria-rowindex={1} data-head>
      {cell(
        0,
        'name',
        'Prompt',
        <input
          type="checkbox"
          className={styles.check}
          checked={checked === true}
          ref={(box) => {
            if (box) box.indeterminate = checked === 'some';
          }}
          tabIndex={-1}
          aria-label="Select every prompt that is shown"
          onChange={onCheckAll}
          onClick={(event) => event.stopPropagation()}
        />,
      )}
      {columns.map((label, at) => cell(at + 1, { label }, label))}
      {cell(columns.length + 1, 'last', 'Last release')}
    </div>
  );
}

type CellProps = {
  column: number;
  by: Sort['by'];
  name: string;
  sort: Sort;
  isStop: boolean;
  children: ReactNode;
};

function HeadCell({ column, by, name, sort, isStop, children }: CellProps) {
  const isSorted = JSON.stringify(sort.by) === JSON.stringify(by);
  return (
    // The grid's own key handler answers Enter for every cell.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="columnheader"
      className={column === 0 ? styles.name : styles.cell}
      data-column={column}
      aria-colindex={column + 1}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      tabIndex={isStop ? 0 : -1}
      title={typeof by === 'object' ? 'Sort by how far it is behind' : 'Sort'}
      onClick={() => sortBy(by)}
    >
      {children}
      <span className={styles.nameText}>{name}</span>
      {isSorted && (sort.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
    </div>
  );
}
