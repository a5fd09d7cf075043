import { useMemo } from 'react';
import { useAllCommands, type Command } from '../state/commands.ts';
import { closeDialog } from '../state/dialogs.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Shortcut } from '../ui/kbd.tsx';
import { CONTROL_KEYS } from './control-keys.ts';
import styles from './shortcuts-sheet.module.css';

/** Every shortcut there is now, by area. */
export default function ShortcutsSheet() {
  const commands = useAllCommands();
  const groups = useMemo(() => [...groupsOf(commands), ...CONTROL_KEYS], [commands]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title="Keyboard shortcuts"
      description="Those of what is in front now. History, a merge and the labels have more of their own: open this there."
      width="wide"
    >
      {/* Scrolled by the arrow keys: nothing inside takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section ref={takeFocus} className={styles.groups} aria-label="Shortcuts by area" tabIndex={0}>
        {groups.map(({ group, lines }) => (
          <section key={group} className={styles.group}>
            <h3 className={styles.heading}>{group}</h3>
            <dl className={styles.keys}>
              {lines.map((line) => (
                <Line key={line.title} {...line} />
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}

function takeFocus(list: HTMLElement | null): void {
  list?.focus({ preventScroll: true });
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

/** A command that has two shortcuts is two commands of the same title: one line here. */
function groupsOf(commands: readonly Command[]): { group: string; lines: { title: string; keys: string[] }[] }[] {
  const groups = new Map<string, Map<string, string[]>>();
  for (const { group = 'Other', title, shortcut } of commands) {
    if (shortcut === undefined) continue;
    const lines = groups.get(group) ?? new Map<string, string[]>();
    groups.set(group, lines.set(title, [...(lines.get(title) ?? []), shortcut]));
  }
  return [...groups].map(([group, lines]) => ({
    group,
    lines: [...lines].map(([title, keys]) => ({ title, keys })),
  }));
}
