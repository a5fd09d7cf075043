import { FileDown } from 'lucide-react';
import { useRef } from 'react';
import type { PickedFile } from '../state/dialogs.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { pickedFiles } from './picked-files.ts';
import styles from './choose-files.module.css';

type Props = { problem: string | null; onChoose: (files: PickedFile[]) => void };

// React's types do not know the attribute yet; every engine does.
const WHOLE_FOLDER = { webkitdirectory: '' };

/** Files or a folder; both can be dropped on the window as well. */
export function ChooseFiles({ problem, onChoose }: Props) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    onChoose(pickedFiles(input.files));
    input.value = ''; // the same file may be chosen again
  };
  return (
    <>
      {problem !== null && <Notice>{problem}</Notice>}
      <div className={styles.place}>
        <FileDown aria-hidden />
        <p className={styles.what}>Drop files or a folder here</p>
        <p className={styles.formats}>
          CSV, JSON Lines, .prompt, .prompty, Langfuse JSON, Markdown, plain text, Galley JSON
        </p>
        <div className={styles.buttons}>
          <Button onClick={() => files.current?.click()}>Choose files…</Button>
          <Button onClick={() => folder.current?.click()}>Choose a folder…</Button>
        </div>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="Files to import"
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        {...WHOLE_FOLDER}
        hidden
        aria-label="Folder to import"
        onChange={(event) => take(event.currentTarget)}
      />
    </>
  );
}
