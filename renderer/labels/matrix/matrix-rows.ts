import type { PromptRow } from '../../../shared/contract.ts';
import type { MatrixRow } from '../../../shared/contract/label-calls.ts';
import { folderOf } from '../../../shared/names.ts';
import { productionFirst } from '../label-order.ts';

export type MatrixCell = MatrixRow['cells'][number];

/** One prompt in the matrix. Made anew only where the prompt or its labels are other ones. */
export type Line = {
  id: string;
  name: string;
  /** For sorting and for the text filter. */
  key: string;
  head: number;
  /** Versions newer than `head` that are not in the team's log yet. */
  pending: number;
  tags: readonly string[];
  cells: ReadonlyMap<string, MatrixCell>;
  last: MatrixRow['last'] | null;
};

export type MatrixFilters = {
  text: string;
  folder: string | null;
  tag: string | null;
  /** Staging points to another version than production, or only one of them is set. */
  differs: boolean;
  /** Production is on no version. */
  unreleased: boolean;
  /** A label was moved since the week began. */
  thisWeek: boolean;
};

export const NO_FILTERS: MatrixFilters = {
  text: '',
  folder: null,
  tag: null,
  differs: false,
  unreleased: false,
  thisWeek: false,
};

/** `label` sorts by how far the label is behind the newest version. */
export type Sort = { by: 'name' | 'last' | { label: string }; descending: boolean };

/** Every prompt that is not archived, as a line of the matrix. */
export function matrixLines(
  prompts: Iterable<PromptRow>,
  labelled: ReadonlyMap<string, MatrixRow>,
  known: WeakMap<PromptRow, Line>,
): Line[] {
  const lines: Line[] = [];
  for (const prompt of prompts) {
    if (prompt.archived) continue;
    const row = labelled.get(prompt.id);
    const before = known.get(prompt);
    // Only the row tells whether labels moved: a prompt's own row may come a moment earlier or later.
    if (before !== undefined && before.last === (row?.last ?? null)) {
      lines.push(before);
      continue;
    }
    const line: Line = {
      id: prompt.id,
      name: prompt.name,
      key: prompt.name.toLowerCase(),
      head: prompt.head,
      pending: prompt.pending,
      tags: prompt.tags,
      cells: new Map((row?.cells ?? []).map((cell) => [cell.label, cell])),
      last: row?.last ?? null,
    };
    known.set(prompt, line);
    lines.push(line);
  }
  return lines;
}

export function passes(line: Line, filters: MatrixFilters, weekBegan: number): boolean {
  const { text, folder, tag, differs, unreleased, thisWeek } = filters;
  if (text !== '' && !line.key.includes(text.trim().toLowerCase())) return false;
  if (folder !== null && !line.name.startsWith(`${folder}/`)) return false;
  if (tag !== null && !line.tags.includes(tag)) return false;
  if (differs && line.cells.get('staging')?.number === line.cells.get('production')?.number) return false;
  if (unreleased && line.cells.has('production')) return false;
  return !thisWeek || (line.last !== null && line.last.at >= weekBegan);
}

export function isFiltering(filters: MatrixFilters): boolean {
  return Object.keys(NO_FILTERS).some(
    (name) => filters[name as keyof MatrixFilters] !== NO_FILTERS[name as keyof MatrixFilters],
  );
}

/** A new array. Lines that are equal in what is sorted by stand by name. */
export function sortLines(lines: readonly Line[], { by, descending }: Sort): Line[] {
  const turn = descending ? -1 : 1;
  const byName = (a: Line, b: Line) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  if (by === 'name') return lines.toSorted((a, b) => turn * byName(a, b));
  const rank = by === 'last' ? (line: Line) => line.last?.at ?? null : (line: Line) => behind(line, by.label);
  return lines.toSorted((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    // What has no such label, or was never released, comes last either way.
    if (x === null || y === null) return x === y ? byName(a, b) : x === null ? 1 : -1;
    return turn * (x - y) || byName(a, b);
  });
}

/** How many versions a label is behind the newest one; null where it is on none. */
export function behind(line: Line, label: string): number | null {
  const cell = line.cells.get(label);
  return cell === undefined ? null : line.head + line.pending - cell.number;
}

const USUAL = 5; // columns

/** Every label in use or about to be (`queued`), and those of them to show: as chosen, or production, staging and the ones on most prompts. */
export function columnsOf(
  labelled: Iterable<MatrixRow>,
  chosen: readonly string[] | null,
  queued: Iterable<string> = [],
): { all: string[]; shown: string[] } {
  const counts = new Map([
    ['production', 0],
    ['staging', 0],
  ]);
  for (const row of labelled) for (const { label } of row.cells) counts.set(label, (counts.get(label) ?? 0) + 1);
  for (const label of queued) if (!counts.has(label)) counts.set(label, 1);
  const all = [...counts.keys()].toSorted(productionFirst);
  if (chosen !== null) return { all: [...new Set([...chosen, ...all])], shown: [...chosen] };
  const usual = new Set(
    [...counts]
      .toSorted((a, b) => (productionFirst(a[0], b[0]) < 0 && isFirst(a[0]) ? -1 : isFirst(b[0]) ? 1 : b[1] - a[1]))
      .slice(0, USUAL)
      .map(([label]) => label),
  );
  return { all, shown: all.filter((label) => usual.has(label)) };
}

function isFirst(label: string): boolean {
  return label === 'production' || label === 'staging';
}

/** Folders that hold prompts, with those above them, by name; and tags by name. */
export function facetsOf(lines: readonly Line[]): { folders: string[]; tags: string[] } {
  const folders = new Set<string>();
  const tags = new Set<string>();
  for (const line of lines) {
    for (let folder = folderOf(line.name); folder !== '' && !folders.has(folder); folder = folderOf(folder))
      folders.add(folder);
    for (const tag of line.tags) tags.add(tag);
  }
  return { folders: [...folders].toSorted(), tags: [...tags].toSorted() };
}
