import type { Release } from '../../shared/contract.ts';
import { Time } from '../ui/time.tsx';
import styles from './labels.module.css';

/** Label moves, newest first. */
export function ReleaseList({ releases }: { releases: readonly Release[] }) {
  return (
    <ol className={styles.releases} aria-label="Releases">
      {releases
        .toSorted((a, b) => (a.moveId < b.moveId ? 1 : -1))
        .map((release) => (
          <li key={release.moveId}>
            <p className={styles.step}>
              <b className={styles.number}>
                {release.from ? `v${release.from.number}` : 'none'} <span aria-label="to">→</span>{' '}
                {release.to ? `v${release.to.number}` : 'none'}
              </b>
              <Time at={release.at} className={styles.at} />
            </p>
            <p className={styles.reason} data-none={release.reason === '' || undefined}>
              {release.reason || 'No reason given'}
            </p>
            <p className={styles.by}>
              {release.author}
              {release.rollback && ' · rolled back'}
            </p>
          </li>
        ))}
    </ol>
  );
}
