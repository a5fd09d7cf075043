import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

type TabsProps<V extends string> = {
  value: V;
  onValueChange: (value: V) => void;
  tabs: readonly { value: V; label: ReactNode }[];
  /** The accessible name of the row. */
  label: string;
  /** Stands at the right end of the row. */
  aside?: ReactNode;
  /** `TabPanel`s. */
  children: ReactNode;
};

/** A row of tabs over one area. Arrow keys move between them. */
export function Tabs<V extends string>({ value, onValueChange, tabs, label, aside, children }: TabsProps<V>) {
  return (
    <Radix.Root className={styles.tabs} value={value} onValueChange={(next) => onValueChange(next as V)}>
      <div className={styles.bar} data-chrome>
        <Radix.List className={styles.list} aria-label={label}>
          {tabs.map((tab) => (
            <Radix.Trigger key={tab.value} value={tab.value} className={styles.tab}>
              {tab.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
      {children}
    </Radix.Root>
  );
}

type PanelProps = {
  value: string;
  children: ReactNode;
  /** Keeps the panel's state while another one is shown. */ keep?: boolean;
};

export function TabPanel({ value, children, keep = false }: PanelProps) {
  return (
    <Radix.Content
      value={value}
      className={styles.panel}
      {...(keep ? { forceMount: true as const } : {})}
      tabIndex={-1}
    >
      {children}
    </Radix.Content>
  );
}
