import { useId, useMemo } from 'react';
import { nameKey } from '../../shared/names.ts';
import { usePrompts } from '../state/prompts.ts';
import { TextInput } from '../ui/field.tsx';

const SUGGESTED = 20;

/** A field of a filter that names one prompt, with names like what is typed. */
export function PromptFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const listId = useId();
  const byId = usePrompts((state) => state.byId);
  const suggested = useMemo(() => {
    const typed = nameKey(value);
    const names = [...byId.values()].map((row) => row.name).filter((name) => nameKey(name).includes(typed));
    return names.toSorted().slice(0, SUGGESTED);
  }, [byId, value]);
  return (
    <>
      <TextInput
        type="search"
        aria-label="Prompt"
        placeholder="Every prompt"
        value={value}
        list={listId}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {suggested.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}

/** The id of the prompt that such a field names; undefined where it names none that is there, null where it is empty. */
export function useNamedPrompt(text: string): string | null | undefined {
  const typed = text.trim();
  const byId = usePrompts((state) => state.byId);
  return useMemo(() => {
    if (typed === '') return null;
    const key = nameKey(typed);
    return [...byId.values()].find((row) => nameKey(row.name) === key)?.id;
  }, [typed, byId]);
}
