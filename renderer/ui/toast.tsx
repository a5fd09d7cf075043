import { X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { create } from 'zustand';
import { Button, IconButton } from './button.tsx';
import styles from './toast.module.css';

export type Toast = {
  text: string;
  tone?: 'plain' | 'error';
  /** Offered while the toast stands: `{ label: 'Undo', run }`. */
  action?: { label: string; run: () => void };
  /** Takes the place of the one in sight with the same key: what is done again and again says so once. */
  key?: string;
};

type Shown = Toast & { id: number };
const useToasts = create<{ shown: Shown[] }>(() => ({ shown: [] }));
let count = 0;

/** Says what happened, at the foot of the window. A toast with an action stays 10 s, another 5 s; hovering holds it. */
export function showToast(toast: Toast): void {
  useToasts.setState(({ shown }) => {
    const others = shown.filter((each) => toast.key === undefined || each.key !== toast.key);
    return { shown: [...others.slice(-2), { ...toast, id: ++count }] };
  });
}

/** Stands once in the app. Alt+M moves the focus to it: F8 goes to the next problem. */
export function Toaster() {
  const shown = useToasts((state) => state.shown);
  return (
    <Radix.Provider swipeDirection="down">
      {shown.map((toast) => (
        <Radix.Root
          key={toast.id}
          className={styles.toast}
          data-tone={toast.tone ?? 'plain'}
          type={toast.tone === 'error' ? 'foreground' : 'background'}
          duration={toast.action === undefined && toast.tone !== 'error' ? 5_000 : 10_000}
          onOpenChange={(open) => !open && drop(toast.id)}
        >
          <Radix.Description className={styles.text}>{toast.text}</Radix.Description>
          {toast.action !== undefined && (
            <Radix.Action altText={toast.action.label} asChild>
              <Button size="small" onClick={toast.action.run}>
                {toast.action.label}
              </Button>
            </Radix.Action>
          )}
          <Radix.Close asChild>
            <IconButton label="Dismiss" size="small" side="top">
              <X />
            </IconButton>
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className={styles.viewport} label="Messages ({hotkey})" hotkey={['altKey', 'KeyM']} />
    </Radix.Provider>
  );
}

function drop(id: number): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }));
}
