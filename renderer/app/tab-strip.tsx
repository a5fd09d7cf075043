import { Columns2, X } from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { baseName, folderOf } from '../../shared/names.ts';
import { usePreferences } from '../state/preferences.ts';
import { usePrompt, usePrompts } from '../state/prompts.ts';
import {
  closeOtherTabs,
  closePromptTab,
  moveTabTo,
  openBeside,
  openPrompt,
  pinTab,
  stepTab,
  usePreviewTab,
} from '../state/tabs.ts';
import { DraftDot } from '../ui/chip.tsx';
import { ContextMenu, type MenuEntry } from '../ui/menu.tsx';
import { revealPrompt } from '../library/library-state.ts';
import styles from './tab-strip.module.css';

/** The open prompts. A middle click closes; dragging moves; arrow keys go along. */
export function TabStrip() {
  const open = usePreferences((state) => state.preferences.openTabs);
  const active = usePreferences((state) => state.preferences.activeTab) ?? open[0] ?? null;
  const beside = usePreferences((state) => state.preferences.besideTab);
  const names = useTabNames(open);
  const [dragged, setDragged] = useState<string | null>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') stepTab(1);
    else if (event.key === 'ArrowLeft') stepTab(-1);
    else if (event.key === 'Delete' && active !== null) closePromptTab(active);
    else return;
    event.preventDefault();
  };

  return (
    <div
      className={styles.strip}
      data-chrome
      role="tablist"
      aria-label="Open prompts"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {open.map((promptId, index) => (
        <Tab
          key={promptId}
          promptId={promptId}
          name={names.get(promptId) ?? ''}
          current={promptId === active}
          beside={promptId === beside}
          drag={{
            onDragStart: () => setDragged(promptId),
            onDragOver: (event) => dragged !== null && event.preventDefault(),
            onDrop: () => {
              if (dragged !== null) moveTabTo(dragged, index);
              setDragged(null);
            },
            onDragEnd: () => setDragged(null),
          }}
        />
      ))}
    </div>
  );
}

type Drag = {
  onDragStart: () => void;
  onDragOver: (event: DragEvent) => void;
  onDrop: () => void;
  onDragEnd: () => void;
};

type TabProps = { promptId: string; name: string; current: boolean; beside: boolean; drag: Drag };

function Tab({ promptId, name, current, beside, drag }: TabProps) {
  const prompt = usePrompt(promptId);
  const glance = usePreviewTab((state) => state.id === promptId);
  const place = useRef<HTMLDivElement>(null);
  const hasDraft = prompt?.hasDraft === true;

  // What is being written stays open.
  useEffect(() => {
    if (hasDraft) pinTab(promptId);
  }, [hasDraft, promptId]);

  useEffect(() => {
    if (current) place.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);

  return (
    <ContextMenu items={() => tabMenu(promptId)}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the mouse's ways to do what the buttons inside do */}
      <div
        ref={place}
        role="presentation"
        className={styles.place}
        data-front={current}
        draggable
        {...drag}
        onMouseDown={(event) => event.button === 1 && event.preventDefault()}
        onAuxClick={(event) => event.button === 1 && closePromptTab(promptId)}
      >
        <button
          type="button"
          role="tab"
          className={styles.tab}
          data-glance={glance}
          aria-selected={current}
          aria-keyshortcuts="Delete"
          tabIndex={current ? 0 : -1}
          title={prompt?.name}
          onClick={() => openPrompt(promptId, glance)}
          onDoubleClick={() => pinTab(promptId)}
        >
          {beside && <Columns2 className={styles.beside} aria-label="beside:" />}
          <span className={styles.name}>{name}</span>
          {hasDraft && <DraftDot />}
        </button>
        {/* A tab list holds tabs alone: this is the mouse's way; the keyboard has Delete, the shortcut and the menu. */}
        <button
          type="button"
          className={styles.close}
          tabIndex={-1}
          aria-hidden
          title="Close"
          onClick={() => closePromptTab(promptId)}
        >
          <X />
        </button>
      </div>
    </ContextMenu>
  );
}

function tabMenu(promptId: string): MenuEntry[] {
  return [
    { label: 'Close', onSelect: () => closePromptTab(promptId) },
    { label: 'Close the others', onSelect: () => closeOtherTabs(promptId) },
    'separator',
    { label: 'Open beside', onSelect: () => void openBeside(promptId) },
    { label: 'Show in the library', onSelect: () => revealPrompt(promptId, true) },
  ];
}

/** A tab shows the last part of a name, and its folder too where two tabs would look alike. */
function useTabNames(open: readonly string[]): Map<string, string> {
  const byId = usePrompts((state) => state.byId);
  const count = new Map<string, number>();
  for (const id of open) {
    const base = baseName(byId.get(id)?.name ?? '');
    count.set(base, (count.get(base) ?? 0) + 1);
  }
  return new Map(
    open.map((id) => {
      const name = byId.get(id)?.name ?? '';
      const base = baseName(name);
      const folder = baseName(folderOf(name));
      return [id, count.get(base) === 1 || folder === '' ? base : `${base} · ${folder}`];
    }),
  );
}
