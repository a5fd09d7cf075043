import { Command } from 'cmdk';
import { FileText } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ContentRef, PromptRow } from '../../shared/contract.ts';
import { newestWord } from '../../shared/version-word.ts';
import { findPrompts } from '../app/palette-search.ts';
import { closeDialog } from '../state/dialogs.ts';
import { usePreferences } from '../state/preferences.ts';
import { usePrompts } from '../state/prompts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { CompareVersions } from './compare-versions.tsx';
import { compareWith } from './compare-with.ts';
import styles from './compare-dialog.module.css';

type Props = {
  promptId: string;
  /** The side that is asked for; null where the other one is to be what is being written. */
  side: 'left' | 'right' | null;
};

/** Asks what a prompt is compared with: first which prompt, then which of its versions, or its draft. */
export default function CompareDialog({ promptId, side }: Props) {
  const [other, setOther] = useState<PromptRow | null>(null);
  const name = usePrompts((state) => state.byId.get(promptId)?.name ?? '');
  const choose = (ref: ContentRef) => {
    closeDialog();
    void compareWith(promptId, side, ref);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title={other === null ? `Compare “${name}” with` : `Compare with “${other.name}”`}
      description={other === null ? 'Choose a prompt.' : 'Choose a version by its number, label, message or author.'}
    >
      {other === null ? (
        <Prompts onChoose={setOther} />
      ) : (
        <CompareVersions
          prompt={other}
          isOther={other.id !== promptId}
          onChoose={choose}
          onBack={() => setOther(null)}
        />
      )}
    </Dialog>
  );
}

const MOST = 60;

function Prompts({ onChoose }: { onChoose: (prompt: PromptRow) => void }) {
  const [text, setText] = useState('');
  const byId = usePrompts((state) => state.byId);
  const tabs = usePreferences((state) => state.preferences.openTabs);
  const found = useMemo(() => {
    if (text.trim() !== '') return findPrompts(byId, text, tabs, MOST);
    // Those that are open come first; the others by name, as the library has them.
    const open = tabs.flatMap((id) => byId.get(id) ?? []);
    const others = [...byId.values()].filter((row) => !row.archived && !tabs.includes(row.id));
    return [...open, ...others].slice(0, MOST);
  }, [byId, text, tabs]);
  return (
    <Command className={styles.command} shouldFilter={false} loop label="Prompts">
      <Command.Input className={styles.input} value={text} onValueChange={setText} placeholder="Name of a prompt" />
      <Command.List className={styles.list} label="Prompts">
        {found.map((prompt) => (
          <Command.Item key={prompt.id} value={prompt.id} className={styles.item} onSelect={() => onChoose(prompt)}>
            <FileText aria-hidden />
            <span className={styles.name}>{prompt.name}</span>
            <span className={styles.aside}>
              {newestWord(prompt) ?? ''}
              {prompt.hasDraft ? ' + draft' : ''}
              {prompt.archived ? ' archived' : ''}
            </span>
          </Command.Item>
        ))}
        {found.length === 0 && <p className={styles.none}>No prompt is named like this.</p>}
      </Command.List>
    </Command>
  );
}
