import { useId, useMemo } from 'react';
import { nameKey } from '../../shared/names.ts';
import { useLabelNames } from '../labels/move-label-dialog.tsx';
import { useLiveAnswer } from '../state/live-answer.ts';
import { usePrompts } from '../state/prompts.ts';
import { Button } from '../ui/button.tsx';
import { Select, TextInput } from '../ui/field.tsx';
import {
  BY_NAME,
  KIND_GROUPS,
  NO_FILTER,
  type ActivityFilter,
  type KindGroup,
  type Mark,
} from './activity-question.ts';
import { useActivity } from './activity-state.ts';
import styles from './activity.module.css';

const SUGGESTED = 20;
const KINDS = (Object.keys(KIND_GROUPS) as KindGroup[]).map((kind) => ({
  value: kind,
  label: KIND_GROUPS[kind].label,
}));
const MARKS: readonly { value: Mark; label: string }[] = [
  { value: 'pending', label: 'Pending' },
  { value: 'queued', label: 'Queued' },
  { value: 'refused', label: 'Refused' },
];

/** Narrows the feed to a person, a prompt, a label, a kind, a state. */
export function ActivityFilters() {
  const filter = useActivity((state) => state.filter);
  const { value } = useLiveAnswer('activity.people', {});
  const labels = useLabelNames();
  const listId = useId();
  const byId = usePrompts((state) => state.byId);
  const suggested = useMemo(() => {
    const typed = nameKey(filter.prompt);
    const names = [...byId.values()].map((row) => row.name).filter((name) => nameKey(name).includes(typed));
    return names.toSorted().slice(0, SUGGESTED);
  }, [byId, filter.prompt]);
  const set = (change: Partial<ActivityFilter>) => useActivity.setState({ filter: { ...filter, ...change } });
  const people = (value?.people ?? []).map(({ name, memberId }) => ({
    value: memberId ?? BY_NAME + name,
    label: name,
  }));
  return (
    <search className={styles.filters} aria-label="Filter the activity">
      <Select
        aria-label="Person"
        value={filter.person}
        onValueChange={(person) => set({ person })}
        options={[{ value: '', label: 'Everyone' }, ...people]}
      />
      <TextInput
        type="search"
        aria-label="Prompt"
        placeholder="Every prompt"
        value={filter.prompt}
        list={listId}
        onChange={(event) => set({ prompt: event.target.value })}
      />
      <datalist id={listId}>
        {suggested.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <Select
        aria-label="Label"
        value={filter.label}
        onValueChange={(label) => set({ label })}
        options={[{ value: '', label: 'Every label' }, ...labels.map((label) => ({ value: label, label }))]}
      />
      <Select
        aria-label="Kind"
        value={filter.kind}
        onValueChange={(kind) => set({ kind })}
        options={[{ value: '', label: 'Everything' }, ...KINDS]}
      />
      <Select
        aria-label="State"
        value={filter.mark}
        onValueChange={(mark) => set({ mark })}
        options={[{ value: '', label: 'In any state' }, ...MARKS]}
      />
      {JSON.stringify(filter) !== JSON.stringify(NO_FILTER) && (
        <Button variant="quiet" onClick={() => useActivity.setState({ filter: NO_FILTER })}>
          Clear
        </Button>
      )}
    </search>
  );
}

/** The id of the prompt the filter names; undefined where it names none that is there, null where it names none at all. */
export function useNamedPrompt(): string | null | undefined {
  const typed = useActivity((state) => state.filter.prompt.trim());
  const byId = usePrompts((state) => state.byId);
  return useMemo(() => {
    if (typed === '') return null;
    const key = nameKey(typed);
    return [...byId.values()].find((row) => nameKey(row.name) === key)?.id;
  }, [typed, byId]);
}
