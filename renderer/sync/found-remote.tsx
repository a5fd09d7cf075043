import type { RemoteFound } from '../../shared/contract/sync-calls.ts';
import { Notice } from '../ui/notice.tsx';
import { counted } from './sync-words.ts';
import styles from './remote.module.css';

/** What a test of a remote found, and what that means for this workspace. */
export function FoundRemote({ found }: { found: RemoteFound }) {
  return (
    <div className={styles.found}>
      <dl className={styles.facts} aria-label="What the test found">
        <dt>Place</dt>
        <dd>
          {found.name} · {found.kind}
        </dd>
        {found.server !== null && (
          <>
            <dt>Answers</dt>
            <dd>{found.server}</dd>
          </>
        )}
        <dt>One small write</dt>
        <dd>{found.milliseconds < 1 ? 'under 1' : Math.round(found.milliseconds).toLocaleString('en')} ms</dd>
        <dt>Kept as</dt>
        <dd className={styles.url}>{found.url}</dd>
      </dl>
      <Notice tone={found.log === 'other' ? 'error' : 'done'}>{meaningOf(found)}</Notice>
    </div>
  );
}

function meaningOf({ log, segments, workspaceName }: RemoteFound): string {
  const name = workspaceName === null ? '' : `, “${workspaceName}”`;
  switch (log) {
    case 'empty':
      return 'It is empty, and can be trusted with a log: of twenty writers at once, one won.';
    case 'this':
      return `It holds this workspace already, in ${counted(segments, 'segment')}: the two are brought together.`;
    case 'other':
      return `It holds another workspace${name}. To work in that one, ask one of its owners for an invitation, and join it from an empty workspace.`;
  }
}
