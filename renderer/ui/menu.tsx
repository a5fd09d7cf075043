import { Check } from 'lucide-react';
import { ContextMenu as RadixContext, DropdownMenu as Radix } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { Shortcut } from './kbd.tsx';
import styles from './menu.module.css';

/** One line of a menu. `checked` makes it a choice that is on or off. */
export type MenuItem = {
  label: string;
  onSelect: () => void;
  icon?: ReactNode;
  shortcut?: string | undefined;
  disabled?: boolean;
  danger?: boolean;
  checked?: boolean;
};
export type MenuEntry = MenuItem | { heading: string } | 'separator';

type MenuProps = {
  /** One element that takes a ref, usually a `Button` or an `IconButton`. */
  trigger: ReactNode;
  items: MenuEntry[] | (() => MenuEntry[]);
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
};

/** A menu that a button opens. */
export function Menu({ trigger, items, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} align={align} side={side} sideOffset={4} collisionPadding={8}>
          <Entries items={items} parts={Radix} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ContextMenuProps = {
  items: MenuEntry[] | (() => MenuEntry[]);
  /** One element that takes a ref: the place that answers to a right click, or to the menu key. */
  children: ReactNode;
};

/** A menu on a right click or the menu key. A function is asked for the items each time the menu opens. */
export function ContextMenu({ items, children }: ContextMenuProps) {
  const [shown, setShown] = useState<MenuEntry[]>([]);
  return (
    <RadixContext.Root modal={false} onOpenChange={(open) => open && setShown(resolve(items))}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content className={styles.menu} collisionPadding={8}>
          <Entries items={shown} parts={RadixContext} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}

type Parts = Pick<typeof Radix, 'Item' | 'CheckboxItem' | 'ItemIndicator' | 'Separator' | 'Label'>;

function Entries({ items, parts }: { items: MenuProps['items']; parts: Parts }) {
  return resolve(items).map((entry, index) => {
    if (entry === 'separator') return <parts.Separator key={`separator ${index}`} className={styles.separator} />;
    if ('heading' in entry) {
      return (
        <parts.Label key={`heading ${entry.heading}`} className={styles.heading}>
          {entry.heading}
        </parts.Label>
      );
    }
    return <Entry key={`${index} ${entry.label}`} entry={entry} parts={parts} />;
  });
}

function Entry({ entry, parts }: { entry: MenuItem; parts: Parts }) {
  const face = (
    <>
      <span className={styles.label}>{entry.label}</span>
      {entry.shortcut !== undefined && <Shortcut keys={entry.shortcut} />}
    </>
  );
  if (entry.checked !== undefined) {
    return (
      <parts.CheckboxItem
        className={styles.item}
        checked={entry.checked}
        disabled={entry.disabled ?? false}
        onSelect={entry.onSelect}
      >
        <span className={styles.icon}>
          <parts.ItemIndicator>
            <Check />
          </parts.ItemIndicator>
        </span>
        {face}
      </parts.CheckboxItem>
    );
  }
  return (
    <parts.Item
      className={styles.item}
      data-danger={entry.danger}
      disabled={entry.disabled ?? false}
      onSelect={entry.onSelect}
    >
      {entry.icon !== undefined && <span className={styles.icon}>{entry.icon}</span>}
      {face}
    </parts.Item>
  );
}

function resolve(items: MenuProps['items']): MenuEntry[] {
  return typeof items === 'function' ? items() : items;
}
