import { useEffect } from 'react';
import { create } from 'zustand';
import type { MatrixRow } from '../../../shared/contract/label-calls.ts';
import type { Refusal } from '../../../shared/reply.ts';
import { NOTHING, type Selection } from '../../library/selection.ts';
import { call, onEvent } from '../../state/client.ts';
import { NO_FILTERS, type MatrixFilters, type Sort } from './matrix-rows.ts';

type Matrix = {
  /** Null until the host has answered. */
  rows: ReadonlyMap<string, MatrixRow> | null;
  refusal: Refusal | null;
  filters: MatrixFilters;
  sort: Sort;
  selection: Selection;
  /** The column that the keyboard is on: 0 is the prompt's name; labels follow; the last release stands last. */
  column: number;
  /** Where it was scrolled to when another area came to the front. */
  scroll: number;
};

export const useMatrix = create<Matrix>(() => ({
  rows: null,
  refusal: null,
  filters: NO_FILTERS,
  sort: { by: 'name', descending: false },
  selection: NOTHING,
  column: 1,
  scroll: 0,
}));

export function setMatrixFilters(change: Partial<MatrixFilters>): void {
  useMatrix.setState(({ filters }) => ({ filters: { ...filters, ...change } }));
}

export function setMatrixSelection(selection: Selection): void {
  useMatrix.setState({ selection });
}

/** Sorts by a column, or the other way round where it was sorted by it already. */
export function sortBy(by: Sort['by']): void {
  useMatrix.setState(({ sort }) => {
    const same = JSON.stringify(sort.by) === JSON.stringify(by);
    // The newest, and what is most behind, are asked for first; names begin with A.
    return { sort: { by, descending: same ? !sort.descending : by !== 'name' } };
  });
}

/** Reads the matrix, and keeps up with the host while the calling component stands. */
export function useMatrixRows(): void {
  useEffect(() => {
    void readRows(null);
    return onEvent((event) => {
      if (event.type === 'changed') void readRows(event.promptIds);
    });
  }, []);
}

let asked = 0;
let answered = 0;

/** Of whole answers under way the latest question's counts; an answer about some prompts is put over what is there. */
async function readRows(promptIds: readonly string[] | null): Promise<void> {
  if (promptIds?.length === 0) return;
  const question = ++asked;
  const reply = await call('label.matrix', { promptIds: promptIds === null ? null : [...promptIds] });
  if (!reply.ok) {
    useMatrix.setState(({ rows }) => (rows === null ? { refusal: reply.error } : {}));
    return;
  }
  if (promptIds === null) {
    if (question < answered) return;
    answered = question;
    useMatrix.setState({ rows: new Map(reply.value.rows.map((row) => [row.promptId, row])), refusal: null });
    return;
  }
  useMatrix.setState(({ rows }) => {
    if (rows === null) return {};
    const next = new Map(rows);
    for (const row of reply.value.rows) next.set(row.promptId, row);
    return { rows: next };
  });
}

export function readMatrix(): void {
  void readRows(null);
}
