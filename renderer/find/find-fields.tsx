import { useMemo } from 'react';
import { countFacets } from '../library/filters.ts';
import { buildTree, folderPaths } from '../library/tree.ts';
import { usePrompts } from '../state/prompts.ts';
import { Checkbox, Select, TextInput } from '../ui/field.tsx';
import { QueryToggles } from './query-toggles.tsx';
import type { Asked } from './use-find.ts';
import styles from './find-dialog.module.css';

type Props = {
  asked: Asked;
  onChange: (part: Partial<Asked>) => void;
  /** How many prompts were chosen before. */ chosen: number;
};

/** What to look for, what to put in its place, and where. */
export function FindFields({ asked, onChange, chosen }: Props) {
  const byId = usePrompts((state) => state.byId);
  const options = useMemo(() => {
    const rows = [...byId.values()].filter((row) => !row.archived);
    const { labels, tags } = countFacets(rows);
    return [
      { value: 'all', label: 'All prompts' },
      ...(chosen > 0
        ? [{ value: 'chosen', label: chosen === 1 ? 'The chosen prompt' : `The ${chosen.toLocaleString('en')} chosen` }]
        : []),
      ...folderPaths(buildTree(rows)).map((path) => ({ value: `folder ${path}`, label: `Folder ${path}` })),
      ...labels.map(({ name }) => ({ value: `label ${name}`, label: `With label ${name}` })),
      ...tags.map(({ name }) => ({ value: `tag ${name}`, label: `With tag ${name}` })),
    ];
  }, [byId, chosen]);
  return (
    <div className={styles.fields}>
      <TextInput
        aria-label="Find"
        placeholder="Find"
        value={asked.text}
        maxLength={1_000}
        spellCheck={false}
        onChange={(event) => onChange({ text: event.target.value })}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <QueryToggles asked={asked} onChange={onChange} />
      <Select aria-label="Where" value={asked.scope} options={options} onValueChange={(scope) => onChange({ scope })} />
      <TextInput
        aria-label="Replace with"
        placeholder="Replace with…"
        value={asked.replacement ?? ''}
        spellCheck={false}
        onChange={(event) => onChange({ replacement: event.target.value })}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <Checkbox
        checked={asked.replacement !== null}
        onCheckedChange={(replaces) => onChange({ replacement: replaces ? '' : null })}
        label="Replace"
      />
    </div>
  );
}
