import { Columns3, ListFilter } from 'lucide-react';
import { openDialog } from '../../state/dialogs.ts';
import { useReadOnly } from '../../state/workspace.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextInput } from '../../ui/field.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { promote } from '../area-state.ts';
import { facetsOf, isFiltering, NO_FILTERS, type Line, type MatrixFilters } from './matrix-rows.ts';
import { setMatrixFilters, setMatrixSelection, useMatrix } from './matrix-state.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import styles from './matrix.module.css';

export const FILTER_BOX = 'matrix-filter';

type ToolsProps = { lines: readonly Line[]; onColumns: () => void };

/** Stands at the right of the area's tabs: what is shown, and the one thing done most. */
export function MatrixTools({ lines, onColumns }: ToolsProps) {
  const filters = useMatrix((state) => state.filters);
  const readOnly = useReadOnly() !== null;
  return (
    <>
      <div className={styles.filter}>
        <TextInput
          id={FILTER_BOX}
          type="search"
          aria-label="Filter prompts by name"
          placeholder="Filter by name"
          value={filters.text}
          onChange={(event) => setMatrixFilters({ text: event.target.value })}
        />
      </div>
      <Menu
        align="end"
        trigger={
          <IconButton label="Filter" pressed={isFiltering({ ...filters, text: '' }) || undefined}>
            <ListFilter />
          </IconButton>
        }
        items={() => filterEntries(filters, lines)}
      />
      <IconButton label="Columns…" onClick={onColumns}>
        <Columns3 />
      </IconButton>
      <Button disabled={readOnly} onClick={() => promote(null)}>
        Promote staging → production…
      </Button>
    </>
  );
}

/** The filters that are on, each with a way to take it off; or what can be done with the rows that are selected. */
export function MatrixStrip({ shown, total }: { shown: number; total: number }) {
  const selection = useMatrix((state) => state.selection);
  const filters = useMatrix((state) => state.filters);
  const readOnly = useReadOnly() !== null;
  const selected = [...selection.selected];
  if (selected.length > 0) {
    const count = selected.length.toLocaleString('en');
    return (
      <section className={styles.strip} data-kind="selection" aria-label="Selected prompts">
        <output className={styles.count}>{count} selected</output>
        <Button
          size="small"
          disabled={readOnly}
          onClick={() =>
            openDialog({ kind: 'move-labels', promptIds: selected, label: 'production', from: { kind: 'latest' } })
          }
        >
          Move label…
        </Button>
        <Button size="small" disabled={readOnly} onClick={() => promote(selected)}>
          Promote staging → production…
        </Button>
        <Button size="small" variant="quiet" onClick={() => setMatrixSelection({ ...selection, selected: new Set() })}>
          Clear
        </Button>
      </section>
    );
  }
  if (!isFiltering(filters)) return null;
  return (
    <section className={styles.strip} aria-label="Filters">
      {chipsOf(filters).map(({ text, off }) => (
        <FilterChip key={text} text={text} onTakeOff={() => setMatrixFilters(off)} />
      ))}
      <output className={styles.shown}>
        {shown.toLocaleString('en')} of {total.toLocaleString('en')} prompts
      </output>
    </section>
  );
}

const DIFFERS = 'Staging differs from production';
const UNRELEASED = 'Has no production';
const THIS_WEEK = 'Changed this week';

function chipsOf(filters: MatrixFilters): { text: string; off: Partial<MatrixFilters> }[] {
  const chips: { text: string; off: Partial<MatrixFilters> }[] = [];
  if (filters.text !== '') chips.push({ text: `Name: ${filters.text}`, off: { text: '' } });
  if (filters.differs) chips.push({ text: DIFFERS, off: { differs: false } });
  if (filters.unreleased) chips.push({ text: UNRELEASED, off: { unreleased: false } });
  if (filters.thisWeek) chips.push({ text: THIS_WEEK, off: { thisWeek: false } });
  if (filters.folder !== null) chips.push({ text: `Folder: ${filters.folder}`, off: { folder: null } });
  if (filters.tag !== null) chips.push({ text: `Tag: ${filters.tag}`, off: { tag: null } });
  return chips;
}

const MOST = 100;

function filterEntries(filters: MatrixFilters, lines: readonly Line[]): MenuEntry[] {
  const { folders, tags } = facetsOf(lines);
  const entries: MenuEntry[] = [
    { label: DIFFERS, checked: filters.differs, onSelect: () => setMatrixFilters({ differs: !filters.differs }) },
    {
      label: UNRELEASED,
      checked: filters.unreleased,
      onSelect: () => setMatrixFilters({ unreleased: !filters.unreleased }),
    },
    { label: THIS_WEEK, checked: filters.thisWeek, onSelect: () => setMatrixFilters({ thisWeek: !filters.thisWeek }) },
    'separator',
    { label: 'Show all', disabled: !isFiltering(filters), onSelect: () => setMatrixFilters(NO_FILTERS) },
  ];
  const choices = (heading: string, names: string[], name: 'folder' | 'tag') => {
    if (names.length === 0) return;
    entries.push('separator', { heading });
    for (const each of names.slice(0, MOST))
      entries.push({
        label: each,
        checked: filters[name] === each,
        onSelect: () => setMatrixFilters({ [name]: filters[name] === each ? null : each }),
      });
  };
  choices('Folder', folders, 'folder');
  choices('Tag', tags, 'tag');
  return entries;
}
