import { FileText } from 'lucide-react';
import { runCommand } from '../state/commands.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Shortcut } from '../ui/kbd.tsx';
import { PromptShelf } from './prompt-shelf.tsx';
import styles from './nothing-open.module.css';

/** What stands where the prompts do, while none is open. */
export function NothingOpen() {
  return (
    <EmptyState
      icon={<FileText aria-hidden />}
      title="No prompt is open"
      actions={<Button onClick={() => runCommand('new-prompt')}>New prompt…</Button>}
    >
      <p>Choose one in the library, or find it:</p>
      <dl className={styles.keys}>
        <dt>Search names and texts</dt>
        <dd>
          <Shortcut keys="Mod+P" />
        </dd>
        <dt>Go to a prompt, or run a command</dt>
        <dd>
          <Shortcut keys="Mod+K" />
        </dd>
      </dl>
      <PromptShelf />
    </EmptyState>
  );
}
