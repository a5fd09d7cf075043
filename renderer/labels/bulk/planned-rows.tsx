import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import type { PlannedMove } from '../../../shared/contract/label-calls.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { ComparedVersions } from '../../diff/compared-versions.tsx';
import { IconButton } from '../../ui/button.tsx';
import styles from './bulk.module.css';

type Props = {
  rows: readonly PlannedMove[];
  /** Ids of prompts that are left out. */
  out?: ReadonlySet<string>;
  /** Ids of prompts whose label was moved by someone else since the list was first shown. */
  stale?: ReadonlySet<string>;
  /** Without it nothing can be left out. */
  onChoose?: (promptId: string, within: boolean) => void;
};

const NONE: ReadonlySet<string> = new Set();

const LINE = 35; // pixels

/** What a bulk move would do, prompt by prompt; each can be left out, and opened for its diff, which is made only then. */
export function PlannedRows({ rows, out = NONE, stale = NONE, onChoose }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    getItemKey: useCallback((index: number) => keyOf(rows[index]) ?? index, [rows]),
    overscan: 6,
  });
  const toggle = (name: string) => {
    const next = new Set(open);
    if (!next.delete(name)) next.add(name);
    setOpen(next);
  };
  return (
    // The keyboard has to reach what scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={scroller} className={styles.list} aria-label="Prompts" tabIndex={0}>
      <ol className={styles.sizer} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const isOpen = open.has(row.name);
          return (
            <li
              key={keyOf(row)}
              ref={virtualizer.measureElement}
              data-index={item.index}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className={styles.item}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <PlannedLine
                row={row}
                isOut={out.has(row.promptId)}
                isStale={stale.has(row.promptId)}
                isOpen={isOpen}
                onChoose={onChoose}
                onToggle={toggle}
              />
              {isOpen && (
                <div className={styles.diff}>
                  <ComparedVersions
                    promptId={row.promptId}
                    pair={{ left: refOf(row.from), right: refOf(row.to) }}
                    leftName={nameOf(row.from)}
                    rightName={nameOf(row.to)}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

type LineProps = {
  row: PlannedMove;
  isOut: boolean;
  isStale: boolean;
  isOpen: boolean;
  onChoose: Props['onChoose'];
  onToggle: (name: string) => void;
};

function PlannedLine({ row, isOut, isStale, isOpen, onChoose, onToggle }: LineProps) {
  return (
    <div className={styles.line} data-out={isOut || undefined}>
      {onChoose && (
        <input
          type="checkbox"
          className={styles.check}
          checked={!isOut}
          aria-label={`Move it on ${row.name}`}
          onChange={(event) => onChoose(row.promptId, event.target.checked)}
        />
      )}
      <span className={styles.name} title={row.name}>
        {row.name}
      </span>
      {isStale && <span className={styles.mark}>moved meanwhile</span>}
      <span className={styles.way}>
        {nameOf(row.from)} <span aria-label="to">→</span> {nameOf(row.to)}
      </span>
      <IconButton
        size="small"
        label={`${isOpen ? 'Hide' : 'Show'} what changes in ${row.name}`}
        aria-expanded={isOpen}
        onClick={() => onToggle(row.name)}
      >
        {isOpen ? <ChevronDown /> : <ChevronRight />}
      </IconButton>
    </div>
  );
}

/** A release may have moved two labels of one prompt. */
function keyOf(row: PlannedMove | undefined): string | undefined {
  return row && `${row.promptId} ${row.name}`;
}

function refOf(place: PlannedMove['to']) {
  return place === null ? ({ kind: 'empty' } as const) : ({ kind: 'version', versionId: place.versionId } as const);
}

function nameOf(place: PlannedMove['to']): string {
  return place === null ? 'none' : versionWord(place.number);
}
