import { FORMATS } from '../../shared/content.ts';
import { changeFormat } from '../convert/change-format.ts';
import { FORMAT_HINTS, FORMAT_NAMES } from '../convert/format-names.ts';
import { showSnippetDialog } from '../snippets/snippet-dialog-state.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { addAndFocus, addExamplePair } from './message-actions.ts';
import type { OpenPrompt } from './open-prompt.ts';
import { useOpenPrompt } from './open-prompts.ts';
import styles from './add-message.module.css';

/** What stands under the messages: the next one, and the format they are all written in. */
export function AddMessage({ prompt }: { prompt: OpenPrompt }) {
  const format = useOpenPrompt(prompt, (state) => state.rest.format);
  const hasHistory = useOpenPrompt(prompt, (state) => state.items.some((item) => item.role === 'placeholder'));
  return (
    <div className={styles.row}>
      <Button onClick={() => addAndFocus(prompt)}>Add message</Button>
      <Button
        title="A question and the answer it should get, before what is asked"
        onClick={() => addExamplePair(prompt)}
      >
        Add example pair
      </Button>
      {!hasHistory && <Button onClick={() => addAndFocus(prompt, 'placeholder')}>Add chat history</Button>}
      <Button onClick={() => showSnippetDialog({ kind: 'insert', promptId: prompt.promptId })}>Insert snippet…</Button>
      <span className={styles.format}>
        <Menu
          align="end"
          trigger={
            <Button variant="quiet" size="small" title="How variables are written in this prompt">
              {FORMAT_NAMES[format]} ▾
            </Button>
          }
          items={[
            { heading: 'Template format' },
            ...FORMATS.map((each) => ({
              label: `${FORMAT_NAMES[each]} · ${FORMAT_HINTS[each]}`,
              checked: each === format,
              onSelect: () => changeFormat(prompt, each),
            })),
          ]}
        />
      </span>
    </div>
  );
}
