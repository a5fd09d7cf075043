import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { droppedFiles } from '../interchange/picked-files.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { useReadOnly } from '../state/workspace.ts';
import styles from './drop-target.module.css';

/** Files dropped anywhere on the window are imported. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  const readOnly = useReadOnly() !== null;

  useEffect(() => {
    const wants = (event: DragEvent) => !readOnly && event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent) => {
      if (!wants(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!wants(event) || event.dataTransfer === null) return;
      event.preventDefault();
      setOver(false);
      // A second import would throw away what the first dialog holds.
      if (useDialog.getState().request !== null && useDialog.getState().request?.kind !== 'import') return;
      void droppedFiles(event.dataTransfer).then((files) => files.length > 0 && openDialog({ kind: 'import', files }));
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [readOnly]);

  if (!over) return null;
  return (
    <div className={styles.target}>
      <div className={styles.sheet}>
        <FileDown aria-hidden />
        Drop to import
      </div>
    </div>
  );
}
