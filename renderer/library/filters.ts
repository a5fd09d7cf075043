import type { PromptRow } from '../../shared/contract.ts';

/** What the library shows: all of it, or what holds every one of these. */
export type Filters = {
  label: string | null;
  tag: string | null;
  changed: boolean;
  starred: boolean;
  diverged: boolean;
  /** It has versions that are not in the team's log yet. */
  pending: boolean;
  archived: boolean;
};

export const NO_FILTERS: Filters = {
  label: null,
  tag: null,
  changed: false,
  starred: false,
  diverged: false,
  pending: false,
  archived: false,
};

/** Archived prompts are shown only when they are asked for, and then alone. */
export function passes(row: PromptRow, filters: Filters, starred: readonly string[] = []): boolean {
  if (row.archived !== filters.archived) return false;
  if (filters.starred && !starred.includes(row.id)) return false;
  if (filters.changed && !row.hasDraft) return false;
  if (filters.diverged && !row.diverged) return false;
  if (filters.pending && row.pending === 0) return false;
  if (filters.label !== null && !row.labels.some(({ label }) => label === filters.label)) return false;
  return filters.tag === null || row.tags.includes(filters.tag);
}

/** True where the filters depend on more of a row than its name and whether it is archived. */
export function readsWholeRow(filters: Filters): boolean {
  const { changed, diverged, pending, label, tag } = filters;
  return changed || diverged || pending || label !== null || tag !== null;
}

export function isFiltering(filters: Filters): boolean {
  return filters.archived || filters.starred || readsWholeRow(filters);
}

/** The labels and tags that prompts carry, with how many carry each; labels with `production` and `staging` first. */
export function countFacets(rows: Iterable<PromptRow>): { labels: Facet[]; tags: Facet[] } {
  const labels = new Map<string, number>();
  const tags = new Map<string, number>();
  for (const row of rows) {
    for (const { label } of row.labels) labels.set(label, (labels.get(label) ?? 0) + 1);
    for (const tag of row.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  }
  return { labels: facets(labels, rank), tags: facets(tags, () => 0) };
}

export type Facet = { name: string; count: number };

function facets(counts: Map<string, number>, order: (name: string) => number): Facet[] {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .toSorted((a, b) => order(a.name) - order(b.name) || a.name.localeCompare(b.name, 'en'));
}

function rank(label: string): number {
  return label === 'production' ? 0 : label === 'staging' ? 1 : 2;
}
