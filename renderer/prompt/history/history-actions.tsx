import { ArrowDown, ArrowUp, Columns2, MoreHorizontal, Rows2 } from 'lucide-react';
import { usePreferences } from '../../state/preferences.ts';
import { openDialog } from '../../state/dialogs.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { stepChange, swapSides, useView, type ViewStore } from '../prompt-view-state.ts';
import styles from '../prompt-view.module.css';
import { ComparedPickers } from './compared-pickers.tsx';
import { copyPatch } from './copy-patch.ts';
import { switchLayout, switchLevel } from './diff-commands.ts';

type Props = { prompt: OpenPrompt; view: ViewStore };

/** What is compared, how it is shown, and the way from change to change. */
export function HistoryActions({ prompt, view }: Props) {
  const change = useView(view, (state) => state.change);
  const changes = useView(view, (state) => state.changes);
  const split = usePreferences((state) => state.preferences.diffLayout) === 'split';
  return (
    <>
      <ComparedPickers prompt={prompt} view={view} />
      <IconButton
        className={styles.spare}
        label={split ? 'Side by side: show unified' : 'Unified: show side by side'}
        onClick={switchLayout}
      >
        {split ? <Columns2 /> : <Rows2 />}
      </IconButton>
      <Button
        aria-label="Previous change"
        title="Previous change (Shift F7, P)"
        disabled={changes === 0}
        onClick={() => stepChange(view, -1)}
      >
        <ArrowUp />
      </Button>
      <Button
        aria-label="Next change"
        title="Next change (F7, N)"
        disabled={changes === 0}
        onClick={() => stepChange(view, 1)}
      >
        <ArrowDown />
        <span className={styles.count} data-testid="change-count">
          {change === null ? changes : `${change + 1} of ${changes}`}
        </span>
      </Button>
      <MoreActions prompt={prompt} view={view} />
    </>
  );
}

function MoreActions({ prompt, view }: Props) {
  const ignoreWhitespace = useView(view, (state) => state.ignoreWhitespace);
  const inSight = useView(view, (state) => state.inSight);
  const { diffLevel: level, diffLayout } = usePreferences((state) => state.preferences);
  const split = diffLayout === 'split';
  const all = Array.from({ length: useView(view, (state) => state.changes) }, (_, number) => number);
  const taking = inSight?.taking ?? null;
  const items: MenuEntry[] = [
    {
      label: 'Compare with another prompt…',
      onSelect: () => openDialog({ kind: 'compare', promptId: prompt.promptId, side: null }),
    },
    { label: 'Swap the sides', shortcut: 'X', disabled: inSight === null, onSelect: () => swapSides(view) },
    'separator',
    { label: 'Side by side', checked: split, onSelect: switchLayout },
    { label: 'Mark words', checked: level === 'word', onSelect: switchLevel },
    {
      label: 'Ignore white space',
      checked: ignoreWhitespace,
      onSelect: () => view.setState({ ignoreWhitespace: !ignoreWhitespace }),
    },
    'separator',
    ...(taking?.ways ?? []).map(({ from, verb }) => ({
      label: `${verb} all changes`,
      disabled: all.length === 0,
      onSelect: () => taking?.take(all, from),
    })),
    {
      label: 'Copy as patch',
      disabled: inSight === null || inSight.diff.same,
      onSelect: () => void copyPatch(prompt, view),
    },
  ];
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="More about this comparison">
          <MoreHorizontal />
        </IconButton>
      }
      items={items}
    />
  );
}
