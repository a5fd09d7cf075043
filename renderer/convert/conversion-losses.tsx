import type { Content } from '../../shared/content.ts';
import type { ConversionLoss } from '../../shared/contract/template-calls.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './convert-dialog.module.css';

type Props = { content: Content; losses: readonly ConversionLoss[] };

/** More than anybody reads; the count tells the rest. */
const MOST_SHOWN = 300;

/** What the other format cannot say as this one does, each with the place it is about. */
export function ConversionLosses({ content, losses }: Props) {
  if (losses.length === 0)
    return <Notice tone="done">Nothing is lost: with the same values the prompt says the same.</Notice>;
  const lost = losses.filter((loss) => loss.severity === 'loss').length;
  return (
    <>
      <Notice tone={lost > 0 ? 'warning' : 'info'}>{summary(lost, losses.length - lost)}</Notice>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list is scrolled with the keyboard too */}
      <ul className={styles.losses} aria-label="What differs" tabIndex={0}>
        {losses.slice(0, MOST_SHOWN).map((loss, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- an answer never changes
          <li key={index} className={styles.loss} data-severity={loss.severity}>
            <span className={styles.kind}>{loss.severity === 'loss' ? 'Lost' : 'Note'}</span>
            <span>{loss.text}</span>
            <span className={styles.source} title={placeOf(loss)}>
              {sourceOf(content, loss)}
            </span>
          </li>
        ))}
        {losses.length > MOST_SHOWN && <li>and {(losses.length - MOST_SHOWN).toLocaleString('en')} more</li>}
      </ul>
    </>
  );
}

function summary(lost: number, notes: number): string {
  const parts = [
    ...(lost > 0 ? [`${lost.toLocaleString('en')} ${lost === 1 ? 'thing is' : 'things are'} lost`] : []),
    ...(notes > 0 ? [`${notes.toLocaleString('en')} may differ for some values`] : []),
  ];
  const text = parts.join(', and ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function placeOf({ message, line }: ConversionLoss): string {
  return line > 0 ? `Message ${message + 1}, line ${line}` : `Message ${message + 1}`;
}

function sourceOf(content: Content, { message, from, to, line }: ConversionLoss): string {
  const text = line > 0 ? (content.messages[message]?.text.slice(from, Math.min(to, from + 80)) ?? '') : '';
  return text === '' ? `message ${message + 1}` : text.replaceAll(/\s+/g, ' ');
}
