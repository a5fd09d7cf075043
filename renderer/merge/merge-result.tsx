import { useMemo } from 'react';
import { ROLE_NAMES } from '../../shared/content.ts';
import { resolved } from '../../shared/merge/resolve-merge.ts';
import { useMerge, useMergeState } from './merge-context.ts';
import styles from './merge.module.css';

const MOST_SHOWN = 20_000; // characters of one message
const OPEN = '⟨ to decide ⟩';

/** What the merge says as it is decided now. */
export function MergeResult() {
  const { session } = useMerge();
  const merge = useMergeState(session, (state) => state.plan?.merge ?? null);
  const choices = useMergeState(session, (state) => state.choices);
  const conflicts = useMergeState(session, (state) => state.conflicts);
  const isOpen = (id: string) => choices[id] === undefined && conflicts.some((conflict) => conflict.id === id);
  const content = useMemo(() => merge && resolved(merge, choices, () => [OPEN]), [merge, choices]);
  return (
    // Reachable by the keyboard, since it scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.result} aria-label="Result" tabIndex={0}>
      <h3 className={styles.resultTitle}>Result</h3>
      {content?.messages.map((message, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a message has no identity but its place
        <div key={index} className={styles.said}>
          <h4 className={styles.sideName}>{ROLE_NAMES[message.role].toLowerCase()}</h4>
          <pre className={styles.proof}>
            {message.text
              .slice(0, MOST_SHOWN)
              .split(OPEN)
              .map((text, at) => (
                // oxlint-disable-next-line react/no-array-index-key
                <span key={at}>
                  {at > 0 && <mark className={styles.open}>{OPEN}</mark>}
                  {text}
                </span>
              ))}
            {message.text.length > MOST_SHOWN && '…'}
          </pre>
        </div>
      ))}
      {content?.messages.length === 0 && <p className={styles.note}>No message is left.</p>}
      {content && Object.keys(content.settings).length > 0 && (
        <dl className={styles.settings}>
          {Object.entries(content.settings).map(([name, value]) => (
            <div key={name}>
              <dt>{settingName(name)}</dt>
              <dd>{isOpen(`settings/${name}`) ? <mark className={styles.open}>{OPEN}</mark> : printed(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function settingName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function printed(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value).slice(0, MOST_SHOWN);
}
