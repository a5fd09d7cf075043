import { Command } from 'cmdk';
import { Folder as FolderIcon, FolderPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { folderOf, nameProblem } from '../../shared/names.ts';
import { usePrompts } from '../state/prompts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { countPrompts, movePrompts, sameName } from './actions.ts';
import { buildTree, folderPaths } from './tree.ts';
import styles from './move-dialog.module.css';

type Props = { promptIds: string[]; onClose: () => void };

const SHOWN = 200;

/** Moves prompts into a folder that is there, or into a new one. */
export function MoveDialog({ promptIds, onClose }: Props) {
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const byId = usePrompts((state) => state.byId);
  const folders = useMemo(() => folderPaths(buildTree(byId.values())), [byId]);
  const here = useMemo(() => commonFolder(promptIds.map((id) => byId.get(id)?.name ?? '')), [promptIds, byId]);

  const wanted = text.trim().replace(/\/+$/, '');
  const words = wanted.toLowerCase().split(/\s+/);
  const shown = folders.filter((path) => words.every((word) => path.toLowerCase().includes(word)) && path !== here);
  const isNew = wanted !== '' && !folders.some((path) => sameName(path, wanted));
  const problem = isNew ? nameProblem(wanted) : null;
  const [only] = promptIds;
  const what = promptIds.length === 1 ? `“${byId.get(only ?? '')?.name ?? ''}”` : countPrompts(promptIds.length);

  const move = async (folder: string) => {
    const wrong = await movePrompts(promptIds, folder);
    if (wrong === null) onClose();
    else setRefusal(wrong);
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Move ${what}`}
      description="Choose a folder, or type the name of a new one."
    >
      <Command className={styles.command} shouldFilter={false} label="Folders">
        <Command.Input
          className={styles.input}
          value={text}
          placeholder="Folder"
          onValueChange={(value) => {
            setText(value);
            setRefusal(null);
          }}
        />
        {refusal !== null && <Notice>{refusal}</Notice>}
        {problem !== null && <Notice tone="warning">{problem.replace('prompt name', 'folder name')}</Notice>}
        <Command.List className={styles.list}>
          {wanted === '' && here !== '' && (
            <Command.Item className={styles.item} value="top" onSelect={() => void move('')}>
              <FolderIcon aria-hidden /> No folder (the top)
            </Command.Item>
          )}
          {shown.slice(0, SHOWN).map((path) => (
            <Command.Item key={path} className={styles.item} value={`folder ${path}`} onSelect={() => void move(path)}>
              <FolderIcon aria-hidden /> <span className={styles.path}>{path}</span>
            </Command.Item>
          ))}
          {isNew && problem === null && (
            <Command.Item className={styles.item} value="new" onSelect={() => void move(wanted)}>
              <FolderPlus aria-hidden /> <span className={styles.path}>New folder “{wanted}”</span>
            </Command.Item>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}

/** The folder that all are in; null where they are in several. */
function commonFolder(names: readonly string[]): string | null {
  const folders = new Set(names.map(folderOf));
  const [only] = folders;
  return folders.size === 1 && only !== undefined ? only : null;
}
