import { UnfoldVertical } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { DiffLine, Span } from '../../shared/diff/content-diff.ts';
import { Button } from '../ui/button.tsx';
import { type DiffItem, foldRows, type NumberedMessage } from './diff-items.ts';
import { messageTitle } from './diff-summary.ts';
import styles from './diff-view.module.css';
import type { DiffLayout } from './diff-view.tsx';

type Props = {
  numbered: NumberedMessage;
  leftName: string;
  rightName: string;
  layout: DiffLayout;
  current: number | null;
};

/** Rows put on the page at once; a rewritten book would otherwise hold the window up. */
const ROWS_AT_ONCE = 2_000;

/** One message, side by side or unified, with unchanged stretches folded. */
export function MessageDiffCard({ numbered, leftName, rightName, layout, current }: Props) {
  const { message, firstStop, stops } = numbered;
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [shown, setShown] = useState(ROWS_AT_ONCE);
  const items = useMemo(() => foldRows(numbered, open), [numbered, open]);
  // Only unchanged rows: the move or the role is the change, and the card is its place.
  const cardStop = stops === 1 && message.lines.every((line) => line.kind === 'same') ? firstStop : null;
  const currentItem = items.findIndex((item) => item.kind === 'row' && item.stop !== null && item.stop === current);
  const upTo = Math.max(shown, currentItem + 1);
  return (
    <section
      className={styles.card}
      data-layout={layout}
      data-stop={cardStop ?? undefined}
      data-current={(cardStop !== null && cardStop === current) || undefined}
    >
      <header className={styles.heads}>
        <Head name={leftName} title={messageTitle(message, 'left')} />
        <Head
          name={rightName}
          title={messageTitle(message, 'right')}
          note={message.kind === 'moved' ? 'moved' : undefined}
        />
      </header>
      <div className={styles.rows}>
        {items.slice(0, upTo).map((item) =>
          item.kind === 'fold' ? (
            <button
              key={`fold ${item.from}`}
              type="button"
              className={styles.fold}
              onClick={() => setOpen(new Set(open).add(item.from))}
            >
              <UnfoldVertical aria-hidden /> {item.count.toLocaleString('en')} unchanged lines
            </button>
          ) : (
            <Row
              key={`${item.row.left?.number} ${item.row.right?.number}`}
              item={item}
              layout={layout}
              current={current}
            />
          ),
        )}
      </div>
      {items.length > upTo && (
        <div className={styles.more}>
          <Button size="small" onClick={() => setShown(upTo + ROWS_AT_ONCE)}>
            Show {Math.min(ROWS_AT_ONCE, items.length - upTo).toLocaleString('en')} more lines
          </Button>
        </div>
      )}
    </section>
  );
}

function Head({ name, title, note }: { name: string; title: string; note?: string | undefined }) {
  return (
    <span className={styles.head}>
      {name} · {title}
      {note !== undefined && <em> · {note}</em>}
    </span>
  );
}

function Row({
  item,
  layout,
  current,
}: {
  item: Extract<DiffItem, { kind: 'row' }>;
  layout: DiffLayout;
  current: number | null;
}) {
  const { row, stop } = item;
  const marks = { 'data-stop': stop ?? undefined, 'data-current': (stop !== null && stop === current) || undefined };
  if (layout === 'split') {
    return (
      <div className={styles.row} {...marks}>
        <Cell side={row.left} kind={row.left && row.kind !== 'same' ? 'removed' : 'same'} />
        <Cell side={row.right} kind={row.right && row.kind !== 'same' ? 'added' : 'same'} />
      </div>
    );
  }
  if (row.kind === 'same') return <Cell side={row.right} kind="same" />;
  return (
    <div {...marks}>
      {row.left && <Cell side={row.left} kind="removed" />}
      {row.right && <Cell side={row.right} kind="added" />}
    </div>
  );
}

const SIGNS = { same: '', removed: '−', added: '+' };

function Cell({ side, kind }: { side: DiffLine['left']; kind: Span['kind'] }) {
  // Where the whole line is new or gone, its wash says so: marking each word too would only darken it.
  const whole = side !== null && side.spans.every((span) => span.kind !== 'same');
  return (
    <p className={styles.cell} data-kind={side === null ? 'none' : kind}>
      {side !== null && kind !== 'same' && (
        <span className={styles.sign} aria-label={kind}>
          {SIGNS[kind]}
        </span>
      )}
      {side?.spans.map((span, index) => {
        // oxlint-disable-next-line react/no-array-index-key -- spans have no identity but their place
        if (span.kind === 'same' || whole) return <span key={index}>{span.text}</span>;
        // oxlint-disable-next-line react/no-array-index-key
        return span.kind === 'removed' ? <del key={index}>{span.text}</del> : <ins key={index}>{span.text}</ins>;
      })}
    </p>
  );
}
