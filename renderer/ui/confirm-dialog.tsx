import { useState, type ReactNode } from 'react';
import type { Refusal } from '../../shared/reply.ts';
import { closeDialog } from '../state/dialogs.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';
import { showToast } from './toast.tsx';
import styles from './confirm-dialog.module.css';

type Props = {
  title: string;
  /** What the button says: a verb. */
  verb: string;
  danger?: boolean;
  disabled?: boolean;
  /** Gives why it was refused, or null: then the dialog closes. */
  run: () => Promise<Refusal | null>;
  /** Said when it is done. */
  done: string;
  /** What will happen: a list of sentences, or anything else. */
  children: ReactNode;
};

/** Asks once more before something that is not taken back lightly, and tells what it does. */
export function ConfirmDialog({ title, verb, danger = false, disabled = false, run, done, children }: Props) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const confirm = async () => {
    if (busy || disabled) return;
    setBusy(true);
    const refused = await run();
    setBusy(false);
    setRefusal(refused);
    if (refused !== null) return;
    showToast({ text: done });
    closeDialog();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title={title}
      mayClose={() => !busy}
      onSubmit={() => void confirm()}
      footer={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
      {refusal !== null && <Notice>{refusal.message}</Notice>}
    </Dialog>
  );
}

/** What something leads to, one sentence each. */
export function Consequences({ children }: { children: ReactNode }) {
  return <ul className={styles.list}>{children}</ul>;
}
