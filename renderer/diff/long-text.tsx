import { useState } from 'react';
import styles from './diff-view.module.css';

type Props = {
  text: string;
  /** Characters that are shown at once. */
  most: number;
};

const MORE = 40_000; // characters

/** A text that may be a book without a line break: its beginning and its end, and more of it when asked. */
export function LongText({ text, most }: Props) {
  const [shown, setShown] = useState(most);
  if (text.length <= shown) return text;
  const tail = Math.floor(most / 4);
  const hidden = text.length - shown;
  const head = text.slice(0, shown - tail).toWellFormed();
  return (
    <>
      {head}
      <button type="button" className={styles.cut} onClick={() => setShown(shown + MORE)}>
        {hidden.toLocaleString('en')} more characters
      </button>
      {text.slice(-tail).toWellFormed()}
    </>
  );
}
