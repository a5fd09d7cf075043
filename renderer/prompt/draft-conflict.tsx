import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import type { Reply } from '../../shared/reply.ts';
import { isStale } from './draft-saver.ts';
import type { OpenPrompt } from './open-prompt.ts';
import { useOpenPrompt } from './open-prompts.ts';
import styles from './draft-conflict.module.css';

/** Two windows wrote the same draft: nothing is saved over the other until a person says which one stays. */
export function DraftConflict({ prompt }: { prompt: OpenPrompt }) {
  const save = useOpenPrompt(prompt, (state) => state.save);
  if (!isStale(save)) return null;
  return (
    <Notice tone="warning">
      <p>
        This draft was changed in another window while you wrote here. Taking theirs lets go of what you wrote since;
        keeping yours replaces theirs.
      </p>
      <p className={styles.actions}>
        <Button size="small" onClick={() => void settle(prompt.takeTheirs())}>
          Take theirs
        </Button>
        <Button size="small" onClick={() => void settle(prompt.keepMine())}>
          Keep mine
        </Button>
      </p>
    </Notice>
  );
}

async function settle(answer: Promise<Reply<unknown>>): Promise<void> {
  const reply = await answer;
  if (!reply.ok) showToast({ text: reply.error.message, tone: 'error' });
}
