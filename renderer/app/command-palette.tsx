import { Command as Cmdk } from 'cmdk';
import { Dialog as Radix } from 'radix-ui';
import { useMemo, useState } from 'react';
import { useAllCommands, type Command } from '../state/commands.ts';
import { closeDialog } from '../state/dialogs.ts';
import { usePreferences } from '../state/preferences.ts';
import { usePrompts } from '../state/prompts.ts';
import { openPrompt } from '../state/tabs.ts';
import { DraftDot } from '../ui/chip.tsx';
import { Shortcut } from '../ui/kbd.tsx';
import { revealPrompt } from '../library/library-state.ts';
import { findCommands, findPrompts } from './palette-search.ts';
import { noteUsed, useRecentlyUsed } from './recently-used.ts';
import { Unseen } from '../ui/unseen.tsx';
import styles from './command-palette.module.css';

/** Everything by name: prompts to go to, commands to run, what was used lately first. */
export function CommandPalette() {
  const [text, setText] = useState('');
  const commands = useAllCommands();
  const byId = usePrompts((state) => state.byId);
  const lately = usePreferences((state) => state.preferences.recent);
  const starred = usePreferences((state) => state.preferences.starred);
  const recent = useRecentlyUsed();
  const foundCommands = useMemo(() => findCommands(commands, text, recent), [commands, text, recent]);
  const foundPrompts = useMemo(() => findPrompts(byId, text, [...lately, ...starred]), [byId, text, lately, starred]);

  const prompts = foundPrompts.length > 0 && (
    <Cmdk.Group key="prompts" heading="Prompts" className={styles.group}>
      {foundPrompts.map((prompt) => (
        <Cmdk.Item
          key={prompt.id}
          value={prompt.id}
          className={styles.item}
          onSelect={() =>
            choose(prompt.id, () => {
              openPrompt(prompt.id);
              revealPrompt(prompt.id);
            })
          }
        >
          <span className={styles.title}>{prompt.name}</span>
          {prompt.hasDraft && <DraftDot />}
          {prompt.archived && <span className={styles.where}>archived</span>}
        </Cmdk.Item>
      ))}
    </Cmdk.Group>
  );
  const runs = foundCommands.length > 0 && (
    <Cmdk.Group key="commands" heading="Commands" className={styles.group}>
      {foundCommands.map((command) => (
        <CommandItem key={command.id} command={command} onChoose={() => choose(command.id, command.run)} />
      ))}
    </Cmdk.Group>
  );

  return (
    <Radix.Root open onOpenChange={(open) => !open && closeDialog()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.veil} />
        <Radix.Content className={styles.palette} aria-describedby={undefined}>
          <Radix.Title>
            <Unseen>Go to a prompt, or run a command</Unseen>
          </Radix.Title>
          <Cmdk shouldFilter={false} loop label="Prompts and commands" className={styles.command}>
            <Cmdk.Input className={styles.input} value={text} onValueChange={setText} placeholder="Prompt or command" />
            <Cmdk.List className={styles.list} label="Found">
              {prompts}
              {runs}
            </Cmdk.List>
            {/* Beside the list: a list of options holds nothing else. */}
            {foundPrompts.length + foundCommands.length === 0 && (
              <output className={styles.empty}>No prompt and no command is named like this.</output>
            )}
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function CommandItem({ command, onChoose }: { command: Command; onChoose: () => void }) {
  return (
    <Cmdk.Item value={command.id} className={styles.item} disabled={command.enabled === false} onSelect={onChoose}>
      <span className={styles.title}>{command.title}</span>
      {command.group !== undefined && <span className={styles.where}>{command.group}</span>}
      {command.shortcut !== undefined && <Shortcut keys={command.shortcut} />}
    </Cmdk.Item>
  );
}

function choose(id: string, run: () => void): void {
  noteUsed(id);
  closeDialog();
  // It runs when the palette is gone and the focus is back: it may ask for the focus itself.
  setTimeout(run);
}
