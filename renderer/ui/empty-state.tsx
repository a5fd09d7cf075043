import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

type Props = { title: string; children?: ReactNode; actions?: ReactNode; icon?: ReactNode; small?: boolean };

/** What stands where nothing is yet: what this place is for, and what to do. */
export function EmptyState({ title, children, actions, icon, small = false }: Props) {
  return (
    <div className={styles.empty} data-small={small}>
      {icon}
      <h2 className={styles.title}>{title}</h2>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
