import { useMemo } from 'react';
import { useAllCommands, type Command } from '../state/commands.ts';
import { closeDialog } from '../state/dialogs.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Shortcut } from '../ui/kbd.tsx';
import styles from './shortcuts-sheet.module.css';

/** Keys that belong to a control rather than to a command. */
const IN_LISTS: readonly { title: string; keys: readonly string[] }[] = [
  { title: 'Move', keys: ['ArrowUp', 'ArrowDown'] },
  { title: 'Open or close a folder', keys: ['ArrowRight', 'ArrowLeft'] },
  { title: 'Open', keys: ['Enter'] },
  { title: 'Look at without keeping the tab', keys: [' '] },
  { title: 'Choose several', keys: ['Shift+ArrowDown', 'Mod+ '] },
  { title: 'Choose all', keys: ['Mod+A'] },
  { title: 'Find by its first letters', keys: ['A … Z'] },
];

/** Every shortcut there is now, by area. */
export default function ShortcutsSheet() {
  const commands = useAllCommands();
  const groups = useMemo(() => groupByArea(commands), [commands]);
  return (
    <Dialog open onOpenChange={(open) => !open && closeDialog()} title="Keyboard shortcuts" width="wide">
      <div className={styles.groups}>
        {groups.map(([group, members]) => (
          <section key={group} className={styles.group}>
            <h3 className={styles.heading}>{group}</h3>
            <dl className={styles.keys}>
              {members.map((command) => (
                <Line key={command.id} title={command.title} keys={[command.shortcut ?? '']} />
              ))}
            </dl>
          </section>
        ))}
        <section className={styles.group}>
          <h3 className={styles.heading}>In the list of prompts</h3>
          <dl className={styles.keys}>
            {IN_LISTS.map((line) => (
              <Line key={line.title} {...line} />
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function Line({ title, keys }: { title: string; keys: readonly string[] }) {
  return (
    <div className={styles.line}>
      <dt>{title}</dt>
      <dd>
        {keys.map((key) => (
          <Shortcut key={key} keys={key} />
        ))}
      </dd>
    </div>
  );
}

function groupByArea(commands: readonly Command[]): [string, Command[]][] {
  const withKeys = commands.filter((command) => command.shortcut !== undefined && !command.id.endsWith('Letter'));
  return [...Map.groupBy(withKeys, (command) => command.group ?? 'Other')];
}
