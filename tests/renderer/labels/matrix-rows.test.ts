import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  behind,
  columnsOf,
  facetsOf,
  matrixLines,
  NO_FILTERS,
  passes,
  sortLines,
  type Line,
} from '../../../renderer/labels/matrix/matrix-rows.ts';
import { stepInGrid } from '../../../renderer/labels/matrix/matrix-keys.ts';
import type { PromptRow } from '../../../shared/contract.ts';
import type { MatrixRow } from '../../../shared/contract/label-calls.ts';

function line(name: string, labels: Record<string, number>, rest: Partial<Line> = {}): Line {
  const cells = Object.entries(labels).map(([label, number]) => ({ label, number, at: 1_000, author: 'Ana' }));
  const last = cells.length === 0 ? null : { label: cells[0]!.label, at: 1_000, author: 'Ana' };
  return {
    id: name,
    name,
    key: name.toLowerCase(),
    head: 9,
    pending: 0,
    tags: [],
    cells: new Map(cells.map((cell) => [cell.label, cell])),
    last,
    ...rest,
  };
}

describe('a filter', () => {
  const same = line('support/same', { production: 3, staging: 3 });
  const differs = line('support/differs', { production: 3, staging: 4 }, { tags: ['urgent'] });
  const staged = line('sales/staged', { staging: 1 });
  const never = line('never', {});
  const left = (change: Partial<typeof NO_FILTERS>, weekBegan = 0) =>
    [same, differs, staged, never]
      .filter((each) => passes(each, { ...NO_FILTERS, ...change }, weekBegan))
      .map((each) => each.name);

  test('leaves what staging and production differ on, also where only one of them is set', () => {
    expect(left({ differs: true })).toEqual(['support/differs', 'sales/staged']);
  });
  test('leaves what has no production', () => {
    expect(left({ unreleased: true })).toEqual(['sales/staged', 'never']);
  });
  test('leaves what was released since the week began', () => {
    expect(left({ thisWeek: true }, 1_000)).toEqual(['support/same', 'support/differs', 'sales/staged']);
    expect(left({ thisWeek: true }, 1_001)).toEqual([]);
  });
  test('leaves a folder with all below it, a tag, a part of a name', () => {
    expect(left({ folder: 'support' })).toEqual(['support/same', 'support/differs']);
    expect(left({ tag: 'urgent' })).toEqual(['support/differs']);
    expect(left({ text: ' STAG' })).toEqual(['sales/staged']);
  });
});

describe('sorting', () => {
  const lines = [
    line('b', { production: 9 }),
    line('c', {}),
    line('a', { production: 2 }),
    line('d', { production: 2 }),
  ];
  const order = (by: Parameters<typeof sortLines>[1]['by'], descending: boolean) =>
    sortLines(lines, { by, descending }).map((each) => each.name);

  test('goes by name both ways', () => {
    expect(order('name', false)).toEqual(['a', 'b', 'c', 'd']);
    expect(order('name', true)).toEqual(['d', 'c', 'b', 'a']);
  });
  test('by a label goes by how far it is behind, and what has none comes last either way', () => {
    expect(order({ label: 'production' }, true)).toEqual(['a', 'd', 'b', 'c']);
    expect(order({ label: 'production' }, false)).toEqual(['b', 'a', 'd', 'c']);
    expect(behind(lines[0]!, 'production')).toBe(0);
    expect(behind(lines[1]!, 'production')).toBeNull();
  });
});

describe('columns', () => {
  const rows: MatrixRow[] = ['x', 'y', 'z'].map((promptId, at) => ({
    promptId,
    last: { label: 'staging', at: 0, author: 'Ana' },
    cells: ['often', 'rare', 'once', 'twice', 'seldom']
      .slice(0, at === 0 ? 1 : 5)
      .map((label) => ({ label, number: 1, at: 0, author: 'Ana' })),
  }));
  test('are production, staging and the labels used most, until a person chooses', () => {
    expect(columnsOf([], null).shown).toEqual(['production', 'staging']);
    const { all, shown } = columnsOf(rows, null);
    expect(all).toEqual(['production', 'staging', 'often', 'once', 'rare', 'seldom', 'twice']);
    expect(shown).toHaveLength(5);
    expect(shown.slice(0, 3)).toEqual(['production', 'staging', 'often']);
  });
  test('stay as they were chosen', () => {
    expect(columnsOf([], null, ['beta']).shown).toEqual(['production', 'staging', 'beta']);
    expect(columnsOf(rows, ['twice', 'production']).shown).toEqual(['twice', 'production']);
  });
});

test('lines are made anew only for prompts that changed; archived ones are left out', () => {
  const known = new WeakMap<PromptRow, Line>();
  const prompts = [prompt('a'), prompt('b'), prompt('gone', true)];
  const first = matrixLines(prompts, new Map(), known);
  expect(first.map((each) => each.id)).toEqual(['a', 'b']);
  const row: MatrixRow = { promptId: 'b', cells: [], last: { label: 'staging', at: 1, author: 'Ana' } };
  const second = matrixLines(prompts, new Map([['b', row]]), known);
  expect(second[0]).toBe(first[0]);
  expect(second[1]).not.toBe(first[1]);
  expect(facetsOf(second)).toEqual({ folders: ['support'], tags: ['urgent'] });
});

test('no key leads out of the grid', () => {
  const key = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown');
  fc.assert(
    fc.property(
      key,
      fc.boolean(),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(),
      fc.nat(),
      (name, ctrlKey, rows, columns, row, column) => {
        const press = { key: name, ctrlKey, metaKey: false, shiftKey: false, altKey: false };
        const at = { row: (row % (rows + 1)) - 1, column: column % columns };
        const to = stepInGrid(press, at, { rows, columns, page: 10 })!;
        expect(to.row).toBeGreaterThanOrEqual(-1);
        expect(to.row).toBeLessThan(rows);
        expect(to.column).toBeGreaterThanOrEqual(0);
        expect(to.column).toBeLessThan(columns);
      },
    ),
  );
  expect(
    stepInGrid(
      { key: 'x', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
      { row: 0, column: 0 },
      { rows: 1, columns: 1, page: 1 },
    ),
  ).toBeNull();
});

function prompt(id: string, archived = false): PromptRow {
  return {
    id,
    name: `support/${id}`,
    head: 1,
    pending: 0,
    labels: [],
    tags: ['urgent'],
    archived,
    hasDraft: false,
    diverged: false,
    changedAt: 0,
  };
}
