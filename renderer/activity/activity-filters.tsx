import { useLabelNames } from '../labels/move-label-dialog.tsx';
import { PromptFilter } from '../library/prompt-filter.tsx';
import { useLiveAnswer } from '../state/live-answer.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
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
      <PromptFilter value={filter.prompt} onChange={(prompt) => set({ prompt })} />
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
