import { Fragment } from 'react';
import styles from './matched-text.module.css';

type Props = { text: string; /** [from, to) in the text, in order. */ matches: readonly (readonly [number, number])[] };

/** A text with what was searched for marked in it. */
export function MatchedText({ text, matches }: Props) {
  return (
    <>
      {matches.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(matches[index - 1]?.[1] ?? 0, from)}
          <mark className={styles.mark}>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(matches.at(-1)?.[1] ?? 0)}
    </>
  );
}
