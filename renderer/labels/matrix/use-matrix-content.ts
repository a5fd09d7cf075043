import { useDeferredValue, useMemo } from 'react';
import type { PromptRow } from '../../../shared/contract.ts';
import type { MatrixRow } from '../../../shared/contract/label-calls.ts';
import { usePreferences } from '../../state/preferences.ts';
import { usePrompts } from '../../state/prompts.ts';
import { useQueuedMoves } from '../queued-moves.ts';
import { thisWeek } from '../report/period.ts';
import { columnsOf, matrixLines, passes, sortLines, type Line } from './matrix-rows.ts';
import { useMatrix, useMatrixRows } from './matrix-state.ts';

export type MatrixContent = {
  /** Every prompt that is not archived. */
  all: readonly Line[];
  /** Those that pass the filters, in their order. */
  lines: readonly Line[];
  columns: { all: string[]; shown: string[] };
};

const NONE: ReadonlyMap<string, MatrixRow> = new Map();
const known = new WeakMap<PromptRow, Line>();

/** What the matrix shows, kept up with the host. Sorting ten thousand lines is done when they change, filtering as one
 *  types: at a lower priority than the typing. */
export function useMatrixContent(): MatrixContent {
  useMatrixRows();
  const prompts = usePrompts((state) => state.byId);
  const rows = useMatrix((state) => state.rows) ?? NONE;
  const sort = useMatrix((state) => state.sort);
  const filters = useDeferredValue(useMatrix((state) => state.filters));
  const chosen = usePreferences((state) => state.preferences.labelColumns);
  const all = useMemo(() => matrixLines(prompts.values(), rows, known), [prompts, rows]);
  const sorted = useMemo(() => sortLines(all, sort), [all, sort]);
  const lines = useMemo(() => {
    const weekBegan = thisWeek();
    return sorted.filter((line) => passes(line, filters, weekBegan));
  }, [sorted, filters]);
  const queued = useQueuedMoves();
  const columns = useMemo(
    () =>
      columnsOf(
        rows.values(),
        chosen,
        queued.map(({ label }) => label),
      ),
    [rows, chosen, queued],
  );
  return { all, lines, columns };
}
