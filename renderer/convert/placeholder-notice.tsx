import { useMemo, useState } from 'react';
import { countPlaceholders } from '../../shared/template/convert/placeholder-text.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import { openDialog } from '../state/dialogs.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './placeholder-notice.module.css';

/** Says that a text holds `${name:default}`, which nothing fills in as it stands, and offers to make variables of them. */
export function PlaceholderNotice({ prompt }: { prompt: OpenPrompt }) {
  const pauses = useOpenPrompt(prompt, (state) => state.pauses);
  const readOnly = useReadOnly();
  const [isDismissed, setDismissed] = useState(false);
  // oxlint-disable-next-line react/exhaustive-deps -- a pause is when the text is looked at again
  const count = useMemo(() => countPlaceholders(prompt.contentNow()), [prompt, pauses]);
  if (count === 0 || isDismissed || readOnly !== null) return null;
  const placeholders = `${count.toLocaleString('en')} ${count === 1 ? 'placeholder' : 'placeholders'}`;
  return (
    <Notice tone="info">
      <span className={styles.notice}>
        <span className={styles.words}>
          {count === 1 ? 'A place' : 'Places'} written as {'${name:default}'}{' '}
          {count === 1 ? 'is sent as it stands.' : 'are sent as they stand.'}
        </span>
        <Button
          size="small"
          onClick={() => openDialog({ kind: 'convert', promptId: prompt.promptId, to: 'liquid', placeholders: true })}
        >
          Make variables of {placeholders}
        </Button>
        <Button size="small" variant="quiet" onClick={() => setDismissed(true)}>
          Keep as text
        </Button>
      </span>
    </Notice>
  );
}
