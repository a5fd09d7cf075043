import type { ReactNode } from 'react';
import styles from './inspector.module.css';

type Props = { title: string; aside?: ReactNode; children?: ReactNode };

export function Section({ title, aside, children }: Props) {
  return (
    <section className={styles.section} aria-label={title}>
      <header className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  );
}
