import { ChevronRight, Star } from 'lucide-react';
import type { ComponentProps } from 'react';
import type { PromptRow } from '../../shared/contract.ts';
import { usePrompt } from '../state/prompts.ts';
import { useStarred } from '../state/starred.ts';
import { DraftDot, LabelChip } from '../ui/chip.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { renameFolder, renamePrompt } from './actions.ts';
import { useLibrary } from './library-state.ts';
import { NameField } from './name-field.tsx';
import type { TreeRow } from './tree.ts';
import { Unseen } from '../ui/unseen.tsx';
import styles from './library-line.module.css';

/** What the list gives each of its lines: where it stands and what it answers to. */
export type LinePlace = Pick<
  ComponentProps<'div'>,
  | 'aria-selected'
  | 'tabIndex'
  | 'style'
  | 'onClick'
  | 'onContextMenu'
  | 'onFocus'
  | 'onDoubleClick'
  | 'draggable'
  | 'onDragStart'
  | 'onDragOver'
  | 'onDrop'
  | 'onDragEnd'
> & { 'data-index': number; 'data-drop': true | undefined };

/** Pixels before a line's face: 16 for each folder above, and a prompt a little more, to stand right of its folder's name. */
function indentOf(row: TreeRow): number {
  return (row.kind === 'folder' ? 8 : 10) + row.depth * 16;
}

export function TreeLine({ row, place }: { row: TreeRow; place: LinePlace }) {
  const renaming = useLibrary((state) => state.renaming === row.key);
  return (
    <div
      {...place}
      // In a field that a name is typed into, a drag selects text.
      draggable={place.draggable === true && !renaming}
      style={{ ...place.style, paddingLeft: indentOf(row) }}
      className={styles.line}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      {...(row.kind === 'folder' ? { 'aria-expanded': row.open } : {})}
      data-kind={row.kind}
    >
      {row.kind === 'folder' ? (
        <FolderFace row={row} renaming={renaming} />
      ) : (
        <PromptFace row={row} renaming={renaming} />
      )}
    </div>
  );
}

function FolderFace({ row, renaming }: { row: TreeRow & { kind: 'folder' }; renaming: boolean }) {
  const { folder, open } = row;
  return (
    <>
      <ChevronRight className={styles.chevron} data-open={open} aria-hidden />
      {renaming ? (
        <NameField label="Folder name" name={folder.name} onDone={(name) => renameFolder(folder.path, name)} />
      ) : (
        <>
          <span className={styles.folderName} title={folder.path}>
            {folder.name}
          </span>
          <span className={styles.count}>{folder.count.toLocaleString('en')}</span>
        </>
      )}
    </>
  );
}

function PromptFace({ row, renaming }: { row: TreeRow & { kind: 'prompt' }; renaming: boolean }) {
  // The tree is not rebuilt for a saved draft or a moved label: the newest row is asked for here.
  const prompt = usePrompt(row.prompt.id) ?? row.prompt;
  const starred = useStarred(prompt.id);
  if (renaming) {
    return <NameField label="Prompt name" name={row.name} onDone={(name) => renamePrompt(prompt, name)} />;
  }
  return (
    <>
      <span className={styles.name} title={prompt.name}>
        {row.name}
      </span>
      {starred && <StarMark />}
      {prompt.hasDraft && <DraftDot />}
      {prompt.pending > 0 && <StateMark state="pending" why="it has versions on this device only" compact />}
      {prompt.diverged && <StateMark state="diverged" why="it has versions side by side" compact />}
      <PromptChips prompt={prompt} />
    </>
  );
}

function StarMark() {
  return (
    <span className={styles.star} title="Starred">
      <Star aria-hidden />
      <Unseen>Starred</Unseen>
    </span>
  );
}

const SHOWN_LABELS = 3;

/** One label is named; several show their versions, in their colours. */
export function PromptChips({ prompt }: { prompt: PromptRow }) {
  if (prompt.labels.length === 0) return null;
  const compact = prompt.labels.length > 1;
  const more = prompt.labels.length - SHOWN_LABELS;
  return (
    <span className={styles.chips}>
      {prompt.labels.slice(0, SHOWN_LABELS).map(({ label, number }) => (
        <LabelChip key={label} label={label} number={number} compact={compact} />
      ))}
      {more > 0 && <span className={styles.count}>+{more}</span>}
    </span>
  );
}
