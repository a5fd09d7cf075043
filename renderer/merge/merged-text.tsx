import { memo, useState } from 'react';
import type { Conflict } from '../../shared/merge/conflicts.ts';
import type { SettledPart, TextPart } from '../../shared/merge/text-parts.ts';
import type { Whose } from '../../shared/merge/three-way.ts';
import { Button } from '../ui/button.tsx';
import { ConflictBlock } from './conflict-block.tsx';
import { sideName, useMerge } from './merge-context.ts';
import styles from './merge.module.css';
import { useGrowing } from './use-growing.ts';

/** Unchanged lines shown around a change; fewer than this many more are not folded away. */
const CONTEXT = 2;
const SMALLEST_FOLD = 3;
const MOST_LINES = 300;

type Props = { parts: readonly TextPart[]; conflicts: ReadonlyMap<string, Conflict> };

/** A merged text: what is the same folded away, what came from a side marked with it, and the questions. */
export function MergedText({ parts, conflicts }: Props) {
  const shown = useGrowing(parts.length);
  return parts.slice(0, shown).map((part, index) => {
    if (part.kind === 'conflict') {
      const conflict = conflicts.get(part.id);
      return conflict && <ConflictBlock key={part.id} conflict={conflict} />;
    }
    // oxlint-disable-next-line react/no-array-index-key -- a part has no identity but its place
    if (part.kind === 'same')
      return <SameLines key={index} lines={part.lines} first={index === 0} last={index === parts.length - 1} />;
    // oxlint-disable-next-line react/no-array-index-key
    return <ChangedLines key={index} part={part} />;
  });
}

const SameLines = memo(function SameLines({ lines, first, last }: { lines: string[]; first: boolean; last: boolean }) {
  const [open, setOpen] = useState(false);
  const from = first ? 0 : CONTEXT;
  const to = lines.length - (last ? 0 : CONTEXT);
  if (open || to - from < SMALLEST_FOLD) return <Lines lines={lines} />;
  return (
    <>
      {from > 0 && <pre className={styles.text}>{lines.slice(0, from).join('\n')}</pre>}
      <button type="button" className={styles.fold} onClick={() => setOpen(true)}>
        {(to - from).toLocaleString('en')} unchanged lines
      </button>
      {to < lines.length && <pre className={styles.text}>{lines.slice(to).join('\n')}</pre>}
    </>
  );
});

const ChangedLines = memo(function ChangedLines({ part }: { part: Exclude<SettledPart, { kind: 'same' }> }) {
  const { names } = useMerge();
  const whose: Whose = part.kind === 'woven' ? 'both' : part.kind;
  const said =
    part.kind === 'woven'
      ? `words of ${names.mine} and ${names.theirs}`
      : part.lines.length === 0
        ? `${part.base.length} ${part.base.length === 1 ? 'line' : 'lines'} taken out by ${sideName(names, part.kind)}`
        : `from ${sideName(names, part.kind)}`;
  return (
    <div className={styles.changed} data-whose={whose}>
      <span className={styles.whose}>{said}</span>
      {part.kind === 'woven' ? (
        <pre className={styles.text}>
          {part.spans.map((span, index) =>
            span.kind === 'same' ? (
              // oxlint-disable-next-line react/no-array-index-key -- a span has no identity but its place
              <span key={index}>{span.text}</span>
            ) : (
              // oxlint-disable-next-line react/no-array-index-key
              <ins key={index} data-whose={span.kind} title={`from ${sideName(names, span.kind)}`}>
                {span.text}
              </ins>
            ),
          )}
        </pre>
      ) : part.lines.length === 0 ? (
        <pre className={styles.gone}>{part.base.slice(0, MOST_LINES).join('\n')}</pre>
      ) : (
        <Lines lines={part.lines} />
      )}
    </div>
  );
});

function Lines({ lines }: { lines: readonly string[] }) {
  const [shown, setShown] = useState(MOST_LINES);
  return (
    <>
      <pre className={styles.text}>{lines.slice(0, shown).join('\n')}</pre>
      {lines.length > shown && (
        <Button size="small" variant="quiet" onClick={() => setShown(shown + MOST_LINES)}>
          Show {Math.min(MOST_LINES, lines.length - shown).toLocaleString('en')} more lines
        </Button>
      )}
    </>
  );
}
