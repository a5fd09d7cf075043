import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

type Tone = 'error' | 'warning' | 'info' | 'done';
type Props = { tone?: Tone; children: ReactNode; /** The remedy: a button or a link. */ action?: ReactNode };

/** A sentence beside what it is about, with what to do about it. Errors are announced. */
export function Notice({ tone = 'error', children, action }: Props) {
  const Icon = ICONS[tone];
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon aria-hidden />
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info, done: CircleCheck };
