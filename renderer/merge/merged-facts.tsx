import { changedFacts } from '../../shared/merge/changed-facts.ts';
import type { Conflict } from '../../shared/merge/conflicts.ts';
import type { ContentMerge } from '../../shared/merge/merge-content.ts';
import { ConflictBlock } from './conflict-block.tsx';
import { sideName, useMerge } from './merge-context.ts';
import styles from './merge.module.css';

/** Settings, variables, tools and the like: what came from a side, and the questions about them. */
export function MergedFacts({ merge, conflicts }: { merge: ContentMerge; conflicts: readonly Conflict[] }) {
  const { names } = useMerge();
  const facts = changedFacts(merge);
  const { order, removed } = merge.messages;
  return (
    <>
      {facts.length > 0 && (
        <dl className={styles.facts}>
          {facts.map(({ name, by, value }) => (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd>
                <code className={styles.value}>{value ?? 'taken out'}</code>
                <span className={styles.whose}>from {sideName(names, by)}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {conflicts
        .filter(({ about }) => !['text', 'role', 'added', 'removed'].includes(about))
        .map((conflict) => (
          <ConflictBlock key={conflict.id} conflict={conflict} />
        ))}
      {(order.kind === 'mine' || order.kind === 'theirs' || order.kind === 'both') && (
        <p className={styles.note}>The messages stand in the order of {sideName(names, order.kind)}.</p>
      )}
      {removed.map(({ by, message }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a message has no identity but its place
        <details key={index} className={styles.removed}>
          <summary>
            A message was taken out by {sideName(names, by)}: {message.role}
          </summary>
          <pre className={styles.gone}>{message.text.slice(0, MOST_SHOWN)}</pre>
        </details>
      ))}
    </>
  );
}

const MOST_SHOWN = 20_000; // characters
