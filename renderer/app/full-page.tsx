import type { ReactNode } from 'react';
import styles from './full-page.module.css';

type Props = { title: string; text: ReactNode; detail?: ReactNode; actions?: ReactNode };

/** One message with the whole window to itself: nothing else can be done first. */
export function FullPage({ title, text, detail, actions }: Props) {
  return (
    <main className={styles.page}>
      <div className={styles.sheet}>
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.text}>{text}</div>
        {detail !== undefined && (
          <details className={styles.detail}>
            <summary>Details</summary>
            <pre>{detail}</pre>
          </details>
        )}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </main>
  );
}
