import type { ReactNode } from 'react';
import styles from './settings.module.css';

type Props = { title: string; about: string; children: ReactNode };

export function Section({ title, about, children }: Props) {
  return (
    <section className={styles.section}>
      <div className={styles.about}>
        <h2 className={styles.heading}>{title}</h2>
        <p className={styles.aboutText}>{about}</p>
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
