import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { setPreferences } from '../../state/preferences.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox } from '../../ui/field.tsx';
import styles from './matrix.module.css';

type Props = { all: readonly string[]; shown: readonly string[]; onClose: () => void };

/** Which labels are columns of the matrix, and in which order. Kept on this device. */
export function ColumnsDialog({ all, shown, onClose }: Props) {
  const [order, setOrder] = useState(() => [...shown, ...all.filter((label) => !shown.includes(label))]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(shown));
  const move = (from: number, to: number) => {
    const next = [...order];
    next.splice(to, 0, ...next.splice(from, 1));
    setOrder(next);
  };
  const toggle = (label: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(label);
    else next.delete(label);
    setChosen(next);
  };
  const save = () => {
    setPreferences({ labelColumns: order.filter((label) => chosen.has(label)) });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Columns"
      description="Labels that are shown, in their order."
      width="narrow"
      onSubmit={save}
      footer={
        <>
          <Button
            variant="quiet"
            onClick={() => {
              setPreferences({ labelColumns: null });
              onClose();
            }}
          >
            The usual ones
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={chosen.size === 0}>
            Show {chosen.size === 1 ? '1 label' : `${chosen.size} labels`}
          </Button>
        </>
      }
    >
      <ul className={styles.columns}>
        {order.map((label, at) => (
          <li key={label}>
            <Checkbox label={label} checked={chosen.has(label)} onCheckedChange={(on) => toggle(label, on)} />
            <span>
              <IconButton
                label={`Move ${label} left`}
                size="small"
                disabled={at === 0}
                onClick={() => move(at, at - 1)}
              >
                <ArrowUp />
              </IconButton>
              <IconButton
                label={`Move ${label} right`}
                size="small"
                disabled={at === order.length - 1}
                onClick={() => move(at, at + 1)}
              >
                <ArrowDown />
              </IconButton>
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
