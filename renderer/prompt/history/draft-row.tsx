import type { MouseEvent } from 'react';
import { DraftDot } from '../../ui/chip.tsx';
import { Time } from '../../ui/time.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import styles from './history.module.css';

type Props = { prompt: OpenPrompt; selected: boolean; onSelect: (event: MouseEvent) => void };

export function DraftRow({ prompt, selected, onSelect }: Props) {
  const savedAt = useOpenPrompt(prompt, (state) => state.detail?.draft?.savedAt);
  return (
    <div className={styles.row} data-selected={selected || undefined}>
      <button type="button" className={styles.open} aria-pressed={selected} onClick={onSelect}>
        <span className={styles.top}>
          <b className={styles.number}>draft</b> <DraftDot />
        </span>
        <span className={styles.message}>not committed</span>
        <span className={styles.by}>{savedAt !== undefined && <Time at={savedAt} />}</span>
      </button>
    </div>
  );
}
