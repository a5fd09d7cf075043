import { UnfoldVertical } from 'lucide-react';
import { memo, type ReactNode, useMemo, useState } from 'react';
import type { DiffLine, Span } from '../../shared/diff/content-diff.ts';
import type { Side } from '../../shared/diff/take.ts';
import { type DiffItem, foldRows, linesIn } from './diff-items.ts';
import type { DiffLayout, DiffLevel, DiffLook } from './diff-view.tsx';
import { LongText } from './long-text.tsx';
import { RemarkButton, RowRemarks, useHasRemarks } from './remarks.tsx';
import { TakeButtons } from './taking.tsx';
import { WhenNear } from './when-near.tsx';
import styles from './diff-view.module.css';

type Props = {
  rows: readonly DiffLine[];
  /** The numbers of the hunks; where the rows are one change as a whole, its number alone. */
  hunks: readonly number[];
  /** What takes these rows stands elsewhere. */
  whole?: boolean;
  look: DiffLook;
};

const LINE = 20; // pixels
/** Characters that fit a line, roughly; and pieces drawn before anything is scrolled. */
const LINE_LENGTH = { split: 60, unified: 110 };
const FIRST_PIECES = 2;

/** The rows of one text, side by side or unified, with unchanged stretches folded. */
export function DiffRows({ rows, hunks, whole = false, look: { layout, level, current } }: Props) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const hasRemarks = useHasRemarks();
  const items = useMemo(() => foldRows(rows, hunks, open, hasRemarks ? 1 : undefined), [rows, hunks, open, hasRemarks]);
  return (
    <div className={styles.rows}>
      {items.map((item, index) => {
        if (item.kind === 'fold') {
          return (
            <button
              key={`fold ${item.at}`}
              type="button"
              className={styles.fold}
              onClick={() => setOpen(new Set(open).add(item.at))}
            >
              <UnfoldVertical aria-hidden /> {item.lines.toLocaleString('en')} unchanged lines
            </button>
          );
        }
        const isCurrent = item.kind === 'hunk' && item.number === current && !whole;
        return (
          <WhenNear key={item.at} height={heightOf(item, layout)} now={index < FIRST_PIECES || isCurrent}>
            {() => <Piece item={item} layout={layout} level={level} isCurrent={isCurrent} whole={whole} />}
          </WhenNear>
        );
      })}
    </div>
  );
}

function heightOf({ rows }: Exclude<DiffItem, { kind: 'fold' }>, layout: DiffLayout): number {
  const width = LINE_LENGTH[layout];
  return rows.reduce((sum, row) => {
    const [left, right] = [row.left, row.kind === 'same' ? null : row.right].map((side) =>
      (side?.spans ?? []).reduce((length, span) => length + span.text.length, 0),
    );
    const lines = (length: number) => Math.max(linesIn(row), Math.ceil(length / width));
    return sum + LINE * (layout === 'split' ? lines(Math.max(left!, right!)) : lines(left! + right!));
  }, 0);
}

type PieceProps = {
  item: Exclude<DiffItem, { kind: 'fold' }>;
  layout: DiffLayout;
  level: DiffLevel;
  isCurrent: boolean;
  whole: boolean;
};

const Piece = memo(function Piece({ item, layout, level, isCurrent, whole }: PieceProps) {
  if (item.kind === 'same') return <Rows rows={item.rows} layout={layout} level={level} change={null} />;
  return (
    <div
      className={styles.hunk}
      data-stop={item.first && !whole ? item.number : undefined}
      data-current={isCurrent || undefined}
    >
      <Rows rows={item.rows} layout={layout} level={level} change={item.first && !whole ? item.number : null} />
    </div>
  );
});

type RowsProps = {
  rows: readonly DiffLine[];
  layout: DiffLayout;
  level: DiffLevel;
  /** The change that is taken from its first row; null where nothing is taken here. */
  change: number | null;
};

function Rows({ rows, layout, level, change }: RowsProps) {
  const take = (row: DiffLine, side: Side) => {
    if (change === null || row !== rows[0]) return null;
    const other = side === 'left' ? row.right : row.left;
    return <TakeButtons changes={[change]} what={`change ${change + 1}`} at={other === null ? 'only' : side} />;
  };
  const cell = (row: DiffLine, side: Side) => (
    <Cell
      key={`${side} ${keyOf(row)}`}
      side={row[side]}
      kind={kindOf(row, side)}
      level={level}
      take={take(row, side)}
      remark={<RemarkButton row={row} side={side} />}
    />
  );
  if (layout === 'split')
    return rows.map((row) => (
      <div key={keyOf(row)} className={styles.row}>
        {cell(row, 'left')}
        {cell(row, 'right')}
        <RowRemarks row={row} />
      </div>
    ));
  const lefts = rows.map((row) => row.left && row.kind !== 'same' && cell(row, 'left'));
  const rights = rows.map((row) => row.right && cell(row, 'right'));
  const remarks = rows.map((row) => <RowRemarks key={`remarks ${keyOf(row)}`} row={row} />);
  // Line by line, what went stands before what came; word by word, each line beside what became of it.
  return level === 'line'
    ? [lefts, rights, remarks]
    : rows.map((_, index) => [lefts[index], rights[index], remarks[index]]);
}

function kindOf(row: DiffLine, side: Side): Span['kind'] {
  return row[side] === null || row.kind === 'same' ? 'same' : side === 'left' ? 'removed' : 'added';
}

function keyOf(row: DiffLine): string {
  return `${row.left?.number} ${row.right?.number}`;
}

/** Characters of one piece of text: what stayed within a line that changed tells little in great numbers. */
const MOST_SHOWN = { said: 12_000, aside: 2_000 };
const SIGNS = { same: '', removed: '−', added: '+' };

type CellProps = { side: DiffLine['left']; kind: Span['kind']; level: DiffLevel; take: ReactNode; remark: ReactNode };

function Cell({ side, kind, level, take, remark }: CellProps) {
  const [most, setMost] = useState(MOST_SHOWN.said);
  const { shown, hidden } = useMemo(() => beginningOf(side?.spans ?? [], most), [side, most]);
  // Where the whole line is new or gone, its wash says so: marking each word too would only darken it.
  const plain = level === 'line' || (side !== null && side.spans.every((span) => span.kind !== 'same'));
  return (
    <div className={styles.cell} data-kind={side === null ? 'none' : kind}>
      {side !== null && take}
      {side !== null && remark}
      {side !== null && kind !== 'same' && (
        <span className={styles.sign} aria-label={kind}>
          {SIGNS[kind]}
        </span>
      )}
      {shown.map((span, index) => {
        const isAside = kind !== 'same' && span.kind === 'same';
        const text = <LongText text={span.text} most={isAside ? MOST_SHOWN.aside : MOST_SHOWN.said} />;
        // oxlint-disable-next-line react/no-array-index-key -- spans have no identity but their place
        if (span.kind === 'same' || plain) return <span key={index}>{text}</span>;
        // oxlint-disable-next-line react/no-array-index-key
        return span.kind === 'removed' ? <del key={index}>{text}</del> : <ins key={index}>{text}</ins>;
      })}
      {hidden > 0 && (
        <button type="button" className={styles.cut} onClick={() => setMost(4 * most)}>
          {hidden.toLocaleString('en')} more characters
        </button>
      )}
    </div>
  );
}

/** The first spans of a line that may be a book: as many as come to `most` characters, and how many follow. */
function beginningOf(spans: readonly Span[], most: number): { shown: readonly Span[]; hidden: number } {
  let [length, count] = [0, 0];
  // What is cut within a span counts as it is shown.
  while (count < spans.length && length < most) length += Math.min(MOST_SHOWN.aside, spans[count++]!.text.length);
  const hidden = spans.slice(count).reduce((sum, span) => sum + span.text.length, 0);
  return { shown: hidden === 0 ? spans : spans.slice(0, count), hidden };
}
