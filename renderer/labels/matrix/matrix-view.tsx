import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { usePrompts } from '../../state/prompts.ts';
import { showArea } from '../../state/tabs.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SpinnerPage } from '../../ui/spinner.tsx';
import { LabelDetail } from '../label-detail.tsx';
import { MoveLabelDialog } from '../move-label-dialog.tsx';
import { RollbackDialog } from '../rollback-dialog.tsx';
import { TakeOffDialog } from '../take-off-dialog.tsx';
import { usePromptLabels } from '../use-prompt-labels.ts';
import { cellMenu, type CellDialog } from './cell-menu.ts';
import { MatrixGrid } from './matrix-grid.tsx';
import { NO_FILTERS, type Line } from './matrix-rows.ts';
import { readMatrix, setMatrixFilters, useMatrix } from './matrix-state.ts';
import { MatrixStrip } from './matrix-tools.tsx';
import type { MatrixContent } from './use-matrix-content.ts';
import styles from './matrix.module.css';

/** Prompts × labels; at the right, the label the keyboard is on. */
export function MatrixView({ content }: { content: MatrixContent }) {
  const { lines, all, columns } = content;
  const ready = useMatrix((state) => state.rows !== null);
  const refusal = useMatrix((state) => state.refusal);
  const loaded = usePrompts((state) => state.loaded);
  const [dialog, setDialog] = useState<CellDialog | null>(null);
  const place = usePlace(lines, columns.shown);
  const close = () => setDialog(null);

  if (refusal)
    return (
      <EmptyState title="The labels cannot be shown" actions={<Button onClick={readMatrix}>Try again</Button>}>
        {refusal.message}
      </EmptyState>
    );
  if (!ready || !loaded) return <SpinnerPage label="Reading the labels" />;
  if (all.length === 0)
    return (
      <EmptyState
        title="No prompts yet"
        actions={<Button onClick={() => showArea('library')}>Go to the library</Button>}
      >
        Labels such as production name the version of a prompt that applications get. Write or import a prompt first.
      </EmptyState>
    );
  return (
    <div className={styles.matrix}>
      <div className={styles.bar}>
        <MatrixStrip shown={lines.length} total={all.length} />
      </div>
      {lines.length === 0 ? (
        <div className={styles.empty}>
          <EmptyState
            title="No prompt is like that"
            actions={<Button onClick={() => setMatrixFilters(NO_FILTERS)}>Show all prompts</Button>}
          >
            The filters leave none of {all.length.toLocaleString('en')} prompts.
          </EmptyState>
        </div>
      ) : (
        <MatrixGrid
          lines={lines}
          columns={columns.shown}
          menu={() => (place ? cellMenu(place.line, place.label, setDialog) : [])}
          onOpen={(line, label) => setDialog({ kind: 'move', promptId: line.id, label: label ?? undefined })}
        />
      )}
      <div className={styles.side}>{place && <Detail promptId={place.line.id} label={place.shown} />}</div>
      {dialog?.kind === 'move' && <MoveLabelDialog promptId={dialog.promptId} label={dialog.label} onClose={close} />}
      {dialog?.kind === 'rollback' && (
        <RollbackDialog promptId={dialog.promptId} label={dialog.label} onClose={close} />
      )}
      {dialog?.kind === 'off' && <TakeOffDialog promptId={dialog.promptId} label={dialog.label} onClose={close} />}
    </div>
  );
}

type Place = {
  line: Line;
  /** Null in a column that holds no label. */ label: string | null;
  /** In the panel. */ shown: string;
};

/** The cell the keyboard is on. Beside a name or a last release the panel tells of the first label that is set. */
function usePlace(lines: readonly Line[], columns: readonly string[]): Place | null {
  const focus = useMatrix((state) => state.selection.focus);
  const column = useMatrix((state) => state.column);
  return useMemo(() => {
    const line = lines.find((each) => each.id === focus) ?? lines[0];
    if (!line) return null;
    const label = columns[column - 1] ?? null;
    const shown = label ?? columns.find((each) => line.cells.has(each)) ?? columns[0] ?? 'production';
    return { line, label, shown };
  }, [lines, columns, focus, column]);
}

/** Follows the keyboard a moment later: running through rows asks the host once, at the end. */
function Detail({ promptId, label }: { promptId: string; label: string }) {
  const [settled, setSettled] = useState({ promptId, label });
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ promptId, label }), SETTLE);
    return () => clearTimeout(timer);
  }, [promptId, label]);
  const { value, refusal } = usePromptLabels(settled.promptId);
  // While the next prompt is read, the one before stays in sight.
  const shown = useDeferredValue(value);
  if (refusal) return <EmptyState title="The label cannot be shown">{refusal.message}</EmptyState>;
  if (!shown) return null;
  return <LabelDetail key={`${settled.promptId} ${settled.label}`} about={shown} label={settled.label} namesPrompt />;
}

const SETTLE = 80; // milliseconds
