import type { ColumnMapping, InspectedSource } from '../../shared/interchange.ts';
import { Notice } from '../ui/notice.tsx';
import { sampleOf } from './sample-of.ts';
import styles from './sample-prompts.module.css';

type Props = { source: InspectedSource; mapping: ColumnMapping | null };

/** The first prompts as they would come in. */
export function SamplePrompts({ source, mapping }: Props) {
  const sample = sampleOf(source, mapping);
  return (
    <section className={styles.samples} aria-label="Preview">
      <h3 className={styles.title}>Preview</h3>
      {sample.length === 0 && <Notice tone="warning">Nothing would come in like this.</Notice>}
      {sample.map((prompt, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two prompts of a file may share a name
        <article key={index} className={styles.sample}>
          <h4 className={styles.name}>{prompt.name === '' ? 'untitled' : prompt.name}</h4>
          <p className={styles.text}>{prompt.text === '' ? 'No text' : prompt.text}</p>
        </article>
      ))}
    </section>
  );
}
