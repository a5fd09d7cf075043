import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { setPreferences, usePreferences } from '../../state/preferences.ts';
import styles from './inspector.module.css';

type Props = {
  title: string;
  aside?: ReactNode;
  /** What is said in its head while it is folded up. */
  summary?: ReactNode;
  children?: ReactNode;
};

/** A part of the inspector. Folded up, it stays so on this device. */
export function Section({ title, aside, summary, children }: Props) {
  const id = useId();
  const folded = usePreferences((state) => state.preferences.foldedSections.includes(title));
  const Mark = folded ? ChevronRight : ChevronDown;
  return (
    <section className={styles.section} aria-label={title}>
      <header className={styles.head}>
        <h3 className={styles.title}>
          <button type="button" aria-expanded={!folded} aria-controls={id} onClick={() => toggle(title)}>
            <Mark aria-hidden />
            {title}
          </button>
        </h3>
        {folded ? <span className={styles.summary}>{summary}</span> : aside}
      </header>
      <div id={id} className={styles.content} hidden={folded}>
        {!folded && children}
      </div>
    </section>
  );
}

function toggle(title: string): void {
  const { foldedSections } = usePreferences.getState().preferences;
  const others = foldedSections.filter((each) => each !== title);
  setPreferences({ foldedSections: others.length === foldedSections.length ? [...others, title] : others });
}
