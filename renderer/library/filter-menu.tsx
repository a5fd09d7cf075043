import { ListFilter } from 'lucide-react';
import { useWaiting } from '../reviews/reviews-state.ts';
import { usePrompts } from '../state/prompts.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { countFacets, isFiltering, type Facet, type Filters } from './filters.ts';
import { setFilters, useLibrary } from './library-state.ts';
import { FilterChip } from '../ui/filter-chip.tsx';
import styles from './filter-menu.module.css';

const MOST_TAGS = 100;

/** Narrows the library to drafts, a label, a tag, or what is archived. */
export function FilterMenu() {
  const filters = useLibrary((state) => state.filters);
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="Filter" pressed={isFiltering(filters) || undefined}>
          <ListFilter />
        </IconButton>
      }
      items={() => filterEntries(filters)}
    />
  );
}

/** The filters that are on, each with a way to take it off. */
export function FilterChips() {
  const filters = useLibrary((state) => state.filters);
  if (!isFiltering(filters)) return null;
  const chips: { text: string; off: Partial<Filters> }[] = [];
  if (filters.changed) chips.push({ text: 'Has a draft', off: { changed: false } });
  if (filters.starred) chips.push({ text: 'Starred', off: { starred: false } });
  if (filters.diverged) chips.push({ text: 'Diverged', off: { diverged: false } });
  if (filters.pending) chips.push({ text: 'Pending', off: { pending: false } });
  if (filters.archived) chips.push({ text: 'Archived', off: { archived: false } });
  if (filters.label !== null) chips.push({ text: `Label: ${filters.label}`, off: { label: null } });
  if (filters.tag !== null) chips.push({ text: `Tag: ${filters.tag}`, off: { tag: null } });
  return (
    <div className={styles.chips}>
      {chips.map(({ text, off }) => (
        <FilterChip key={text} text={text} onTakeOff={() => setFilters(off)} />
      ))}
    </div>
  );
}

function filterEntries(filters: Filters): MenuEntry[] {
  const rows = [...usePrompts.getState().byId.values()].filter((row) => row.archived === filters.archived);
  const { labels, tags } = countFacets(rows);
  const entries: MenuEntry[] = [
    { label: 'Has a draft', checked: filters.changed, onSelect: () => setFilters({ changed: !filters.changed }) },
    { label: 'Starred', checked: filters.starred, onSelect: () => setFilters({ starred: !filters.starred }) },
    { label: 'Diverged', checked: filters.diverged, onSelect: () => setFilters({ diverged: !filters.diverged }) },
    ...(useWaiting.getState().hasTeam || filters.pending
      ? [{ label: 'Pending', checked: filters.pending, onSelect: () => setFilters({ pending: !filters.pending }) }]
      : []),
    { label: 'Archived', checked: filters.archived, onSelect: () => setFilters({ archived: !filters.archived }) },
  ];
  if (labels.length > 0) {
    entries.push('separator', { heading: 'Label' });
    for (const facet of labels) entries.push(facetEntry(facet, filters.label, (label) => setFilters({ label })));
  }
  if (tags.length > 0) {
    entries.push('separator', { heading: 'Tag' });
    for (const facet of tags.slice(0, MOST_TAGS))
      entries.push(facetEntry(facet, filters.tag, (tag) => setFilters({ tag })));
  }
  return entries;
}

function facetEntry(facet: Facet, chosen: string | null, choose: (name: string | null) => void): MenuEntry {
  return {
    label: `${facet.name} (${facet.count.toLocaleString('en')})`,
    checked: facet.name === chosen,
    onSelect: () => choose(facet.name === chosen ? null : facet.name),
  };
}
