import { useMemo } from 'react';
import { jsonParts } from './json-parts.ts';
import styles from './request-view.module.css';

/** Characters put on the page; the whole is a copy away. */
const MOST_SHOWN = 30_000;

/** JSON to look at, its names, texts and other values told apart by colour. */
export function JsonText({ label, text }: { label: string; text: string }) {
  const parts = useMemo(() => jsonParts(text.slice(0, MOST_SHOWN)), [text]);
  return (
    // It scrolls, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.json} aria-label={label} tabIndex={0}>
      <pre>
        {parts.map(({ kind, text: part }, index) =>
          kind === 'plain' ? (
            part
          ) : (
            // oxlint-disable-next-line react/no-array-index-key -- a part has no identity but its place
            <span key={index} className={styles[kind]}>
              {part}
            </span>
          ),
        )}
        {text.length > MOST_SHOWN && (
          <span className={styles.more}>
            {`…\n\n(${(text.length - MOST_SHOWN).toLocaleString('en')} more characters)`}
          </span>
        )}
      </pre>
    </section>
  );
}
