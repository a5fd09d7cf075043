import type { ReactNode } from 'react';
import styles from './unseen.module.css';

/** Words for those who hear the page: what the eye gets from a colour, a sign or a place. */
export function Unseen({ as: Element = 'span', children }: { as?: 'span' | 'h1' | 'h2'; children: ReactNode }) {
  return <Element className={styles.unseen}>{children}</Element>;
}
