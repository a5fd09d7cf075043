import { memo, useEffect, useId, useMemo, useRef, useState } from 'react';
import { compareText, newBudget } from '../../shared/diff/compare-text.ts';
import type { Span } from '../../shared/diff/content-diff.ts';
import type { Conflict } from '../../shared/merge/conflicts.ts';
import type { Choice } from '../../shared/merge/resolve-merge.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { choiceText, useMerge, useMergeState } from './merge-context.ts';
import { decide, goTo } from './merge-session.ts';
import styles from './merge.module.css';

/** Lines of a side that are shown at once, and up to which the words that differ are marked. */
const MOST_LINES = 300;

/** One question: what each side says, and the ways to answer. */
export const ConflictBlock = memo(function ConflictBlock({ conflict }: { conflict: Conflict }) {
  const { session, names } = useMerge();
  const block = useRef<HTMLFieldSetElement>(null);
  const title = useId();
  const choice = useMergeState(session, (state) => state.choices[conflict.id]);
  const turn = useMergeState(session, (state) => (state.current?.id === conflict.id ? state.current.turn : -1));
  useEffect(() => {
    if (turn < 1) return;
    block.current?.scrollIntoView({ block: 'nearest' });
    block.current?.focus({ preventScroll: true });
  }, [turn]);
  const pick = (next: Choice) => decide(session, conflict.id, next);
  return (
    // What is worked in is where the keys go.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset
      ref={block}
      aria-labelledby={title}
      tabIndex={-1}
      className={styles.conflict}
      data-conflict={conflict.id}
      data-current={turn >= 0 || undefined}
      data-decided={choice !== undefined || undefined}
      onFocus={() => turn < 0 && goTo(session, conflict.id)}
    >
      <div className={styles.question} id={title}>
        {conflict.about === 'text' ? 'Both changed these lines' : conflict.title}
        <span className={styles.answer}>{choice ? `takes ${choiceText(names, choice)}` : 'to decide'}</span>
      </div>
      <div className={styles.sides}>
        <ConflictSide name={names.mine} base={conflict.base} text={conflict.mine} taken={taken(choice, 'mine')} />
        <ConflictSide name={names.theirs} base={conflict.base} text={conflict.theirs} taken={taken(choice, 'theirs')} />
      </div>
      {choice?.take === 'typed' && (
        <TextArea
          mono
          aria-label={`What stands for ${conflict.title}`}
          className={styles.typed}
          rows={Math.min(12, choice.text.split('\n').length + 1)}
          // The editor was asked for.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={choice.text}
          onChange={(event) => pick({ take: 'typed', text: event.target.value })}
        />
      )}
      <div className={styles.answers}>
        <Answer conflict={conflict} take="mine" choice={choice} label={`Take ${names.mine}`} keys="M" onPick={pick} />
        <Answer
          conflict={conflict}
          take="theirs"
          choice={choice}
          label={`Take ${names.theirs}`}
          keys="T"
          onPick={pick}
        />
        <Answer conflict={conflict} take="both" choice={choice} label="Take both" keys="B" onPick={pick} />
        <Answer conflict={conflict} take="typed" choice={choice} label="Write…" keys="W" onPick={pick} />
        <BaseText name={names.base} base={conflict.base} />
      </div>
    </fieldset>
  );
});

type AnswerProps = {
  conflict: Conflict;
  take: Choice['take'];
  choice: Choice | undefined;
  label: string;
  keys: string;
  onPick: (choice: Choice) => void;
};

function Answer({ conflict, take, choice, label, keys, onPick }: AnswerProps) {
  if (!conflict.options.includes(take)) return null;
  return (
    <Button
      size="small"
      className={styles.pick}
      aria-pressed={choice?.take === take}
      title={`${label} (${keys})`}
      onClick={() => onPick(answerWith(conflict, take, choice))}
    >
      {label}
    </Button>
  );
}

/** Writing begins with what was decided before, or with mine. */
export function answerWith(conflict: Conflict, take: Choice['take'], before: Choice | undefined): Choice {
  if (take !== 'typed') return { take };
  if (before?.take === 'typed') return before;
  const [mine, theirs] = [conflict.mine ?? '', conflict.theirs ?? ''];
  const text = before?.take === 'theirs' ? theirs : before?.take === 'both' ? `${mine}\n${theirs}` : mine || theirs;
  return { take, text };
}

function taken(choice: Choice | undefined, side: 'mine' | 'theirs'): boolean | null {
  if (!choice || choice.take === 'typed') return null;
  return choice.take === side || choice.take === 'both';
}

type SideProps = { name: string; base: string | null; text: string | null; taken: boolean | null };

function ConflictSide({ name, base, text, taken }: SideProps) {
  const rows = useMemo(() => markedLines(base, text), [base, text]);
  const [isWhole, setWhole] = useState(false);
  return (
    <div className={styles.side} data-taken={taken ?? undefined}>
      <h4 className={styles.sideName}>{name}</h4>
      {rows === null ? (
        <p className={styles.nothing}>{base === null ? 'nothing here' : 'taken out'}</p>
      ) : (
        <pre className={styles.text}>
          {rows.slice(0, isWhole ? rows.length : MOST_LINES).map((spans, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a line has no identity but its place
            <div key={index}>
              {spans.map((span, at) =>
                // oxlint-disable-next-line react/no-array-index-key
                span.kind === 'added' ? <ins key={at}>{span.text}</ins> : <span key={at}>{span.text}</span>,
              )}
              {'\n'}
            </div>
          ))}
        </pre>
      )}
      {rows !== null && !isWhole && rows.length > MOST_LINES && (
        <Button size="small" variant="quiet" onClick={() => setWhole(true)}>
          Show {(rows.length - MOST_LINES).toLocaleString('en')} more lines
        </Button>
      )}
    </div>
  );
}

/** A side's lines, with the words marked that the base does not have. */
function markedLines(base: string | null, text: string | null): Span[][] | null {
  if (text === null) return null;
  const lines = text.split('\n');
  if (base === null || lines.length > MOST_LINES) return lines.map((line) => [{ kind: 'same', text: line }]);
  return compareText(base, text, { ignoreWhitespace: false }, newBudget()).flatMap((row) =>
    row.right ? [row.right.spans] : [],
  );
}

function BaseText({ name, base }: { name: string; base: string | null }) {
  if (base === null) return null;
  return (
    <details className={styles.base}>
      <summary>What {name} said</summary>
      <pre className={styles.text}>{base.split('\n').slice(0, MOST_LINES).join('\n')}</pre>
    </details>
  );
}
