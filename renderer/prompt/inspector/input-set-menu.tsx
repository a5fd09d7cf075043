import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { showToast } from '../../ui/toast.tsx';
import { FillInDialog } from './fill-in-dialog.tsx';
import { addSet, chooseSet, promptInputs, removeChosenSet } from './prompt-inputs.ts';
import { RenameSetDialog } from './rename-set-dialog.tsx';
import styles from './inspector.module.css';

/** Which set of values is filled in, and what can be done with it. */
export function InputSetMenu({ promptId }: { promptId: string }) {
  const sets = promptInputs(promptId)((state) => state.sets);
  const chosenId = promptInputs(promptId)((state) => state.chosenId);
  const [asking, setAsking] = useState<'rename' | 'fill-in' | null>(null);
  const chosen = sets.find((set) => set.id === chosenId);
  const values = () => promptInputs(promptId).getState().values;
  const items: MenuEntry[] = [
    ...(sets.length > 0 ? [{ heading: 'Input sets' }] : []),
    ...sets.map((set) => ({
      label: set.name,
      checked: set.id === chosenId,
      onSelect: () => void chooseSet(promptId, set.id),
    })),
    ...(sets.length > 0 ? ['separator' as const] : []),
    { label: 'New input set', onSelect: () => void addSet(promptId, {}) },
    { label: 'Duplicate', disabled: !chosen, onSelect: () => void addSet(promptId, values()) },
    { label: 'Rename…', disabled: !chosen, onSelect: () => setAsking('rename') },
    'separator',
    { label: 'Fill in from JSON…', onSelect: () => setAsking('fill-in') },
    { label: 'Copy as JSON', disabled: !chosen, onSelect: () => void copyValues(values()) },
    'separator',
    { label: 'Remove', danger: true, disabled: !chosen, onSelect: () => void removeChosenSet(promptId) },
  ];
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button
            size="small"
            variant="quiet"
            className={styles.setButton}
            aria-label={`Input set: ${chosen?.name ?? 'none'}`}
          >
            <span>{chosen?.name ?? 'No set'}</span>
            <ChevronDown aria-hidden />
          </Button>
        }
        items={items}
      />
      {asking === 'rename' && chosen && (
        <RenameSetDialog promptId={promptId} set={chosen} onClose={() => setAsking(null)} />
      )}
      {asking === 'fill-in' && <FillInDialog promptId={promptId} onClose={() => setAsking(null)} />}
    </>
  );
}

async function copyValues(values: object): Promise<void> {
  await navigator.clipboard.writeText(JSON.stringify(values, null, 2));
  showToast({ text: 'The values are copied as JSON.' });
}
