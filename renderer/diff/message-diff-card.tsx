import { memo, useMemo } from 'react';
import type { Change } from '../../shared/diff/changes.ts';
import type { NumberedMessage } from './diff-items.ts';
import { DiffRows } from './diff-rows.tsx';
import { RemarkedMessage } from './remarks.tsx';
import { messageTitle } from './diff-summary.ts';
import type { DiffLook } from './diff-view.tsx';
import { TakeButtons } from './taking.tsx';
import styles from './diff-view.module.css';

type Props = { numbered: NumberedMessage; look: DiffLook };

/** One message: who says it on either side, what happened to it as a whole, and its text. */
export function MessageDiffCard({ numbered: { message, changes }, look }: Props) {
  const { isWhole, hunks } = useMemo(() => {
    const only = changes[0]?.change;
    const whole = only?.kind === 'message' && (only.what === 'added' || only.what === 'removed');
    const numbers = changes.filter(({ change }) => change.kind === 'hunk').map(({ number }) => number);
    return { isWhole: whole, hunks: whole ? [changes[0]!.number] : numbers };
  }, [changes]);
  const { leftIndex: before, rightIndex: after } = message;
  const sides = useMemo(() => ({ before, after }), [before, after]);
  const place = `message ${(message.rightIndex ?? message.leftIndex ?? 0) + 1}`;
  const whole = changes.filter(({ change }) => change.kind === 'message');
  const isCurrent = isWhole && changes[0]!.number === look.current;
  return (
    <section
      className={styles.card}
      aria-label={`Changes of ${place}`}
      data-layout={look.layout}
      data-stop={isWhole ? changes[0]!.number : undefined}
      data-current={isCurrent || undefined}
    >
      <header className={styles.heads}>
        <span className={styles.head}>
          {look.leftName} · {messageTitle(message, 'left')}
        </span>
        <span className={styles.head}>
          {look.rightName} · {messageTitle(message, 'right')}
        </span>
        <span className={styles.wholes}>
          {whole.map(({ number, change }) => (
            <Whole
              key={number}
              number={number}
              change={change}
              place={place}
              isCurrent={number === look.current}
              quiet={isWhole}
            />
          ))}
          {changes.length > 1 && (
            <TakeButtons changes={changes.map(({ number }) => number)} what={`all of ${place}`} suffix=" all" />
          )}
        </span>
      </header>
      <RemarkedMessage value={sides}>
        <DiffRows rows={message.lines} hunks={hunks} whole={isWhole} look={look} />
      </RemarkedMessage>
    </section>
  );
}

type WholeProps = { number: number; change: Change; place: string; isCurrent: boolean; quiet: boolean };

/** That the message came, went, moved or changed its role. */
const Whole = memo(function Whole({ number, change, place, isCurrent, quiet }: WholeProps) {
  if (change.kind !== 'message') return null;
  return (
    <span
      className={styles.whole}
      data-stop={quiet ? undefined : number}
      data-current={(isCurrent && !quiet) || undefined}
    >
      {WHAT[change.what]}
      <TakeButtons changes={[number]} what={`${place}, ${WHAT[change.what]}`} />
    </span>
  );
});

const WHAT = { added: 'added', removed: 'removed', moved: 'moved', role: 'another role' };
