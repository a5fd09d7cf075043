import { useEffect, useMemo, useState } from 'react';
import { PromptFilter, useNamedPrompt } from '../../library/prompt-filter.tsx';
import { call } from '../../state/client.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { NO_FILTER, type ReleaseFilter } from '../area-state.ts';
import { useLabelNames } from '../move-label-dialog.tsx';
import { periodOf } from '../report/period.ts';
import type { ReleaseQuestion } from './use-release-groups.ts';
import styles from './releases.module.css';

type Props = { filter: ReleaseFilter; onChange: (filter: ReleaseFilter) => void };

/** Narrows the releases to a label, a prompt, an author, a time. */
export function ReleaseFilters({ filter, onChange }: Props) {
  const labels = useLabelNames();
  const authors = useAuthors();
  const set = (change: Partial<ReleaseFilter>) => onChange({ ...filter, ...change });
  return (
    <search className={styles.filters} aria-label="Filter releases">
      <Select
        aria-label="Label"
        value={filter.label}
        onValueChange={(label) => set({ label })}
        options={[{ value: '', label: 'Every label' }, ...labels.map((label) => ({ value: label, label }))]}
      />
      <PromptFilter value={filter.prompt} onChange={(prompt) => set({ prompt })} />
      <Select
        aria-label="Author"
        value={filter.author}
        onValueChange={(author) => set({ author })}
        options={[{ value: '', label: 'Everyone' }, ...authors.map((author) => ({ value: author, label: author }))]}
      />
      <Select
        aria-label="Time"
        value={filter.time}
        onValueChange={(time) => set({ time })}
        options={[
          { value: 'any', label: 'Any time' },
          { value: 'week', label: 'This week' },
          { value: '7', label: 'The last 7 days' },
          { value: '30', label: 'The last 30 days' },
        ]}
      />
      {JSON.stringify(filter) !== JSON.stringify(NO_FILTER) && (
        <Button variant="quiet" onClick={() => onChange(NO_FILTER)}>
          Clear
        </Button>
      )}
    </search>
  );
}

/** What to ask the host; null where the typed name is no prompt's. */
export function useQuestion(filter: ReleaseFilter): ReleaseQuestion | null {
  const promptId = useNamedPrompt(filter.prompt);
  return useMemo(() => {
    if (promptId === undefined) return null;
    const question: ReleaseQuestion = {};
    if (filter.label !== '') question.label = filter.label;
    if (filter.author !== '') question.author = filter.author;
    if (filter.time !== 'any') question.since = sinceOf(filter.time);
    if (promptId !== null) question.promptId = promptId;
    return question;
  }, [filter, promptId]);
}

const MINUTE = 60_000; // milliseconds

/** To the minute: the same question a moment later is no other one. */
function sinceOf(time: 'week' | '7' | '30'): number {
  return Math.floor(periodOf(time, Date.now()).since / MINUTE) * MINUTE;
}

function useAuthors(): string[] {
  const [authors, setAuthors] = useState<string[]>([]);
  useEffect(() => {
    const wanted = { still: true };
    const read = async () => {
      const reply = await call('release.authors', {});
      if (wanted.still && reply.ok) setAuthors(reply.value.authors);
    };
    void read();
    return () => {
      wanted.still = false;
    };
  }, []);
  return authors;
}
