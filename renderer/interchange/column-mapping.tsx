import { Plus, X } from 'lucide-react';
import type { ColumnMapping, InspectedSource } from '../../shared/interchange.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Field, Select } from '../ui/field.tsx';
import styles from './column-mapping.module.css';

type Columns = InspectedSource['columns'];
type Props = { columns: Columns; mapping: ColumnMapping; onChange: (mapping: ColumnMapping) => void };
type Role = ColumnMapping['messages'][number]['role'];

const ROLES: readonly { value: Role; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'developer', label: 'Developer' },
  { value: 'user', label: 'User' },
  { value: 'assistant', label: 'Assistant' },
  { value: 'tool', label: 'Tool' },
];

/** Facts that one column at most can hold. Those of histories are offered where a column looks like one. */
const SINGLE: readonly { key: 'folder' | 'message' | 'author' | 'committedAt' | 'revision'; label: string }[] = [
  { key: 'folder', label: 'Folder' },
  { key: 'revision', label: 'Revision' },
  { key: 'message', label: 'Commit message' },
  { key: 'author', label: 'Author' },
  { key: 'committedAt', label: 'Date' },
];

/** Which column holds what. */
export function ColumnMappingForm({ columns, mapping, onChange }: Props) {
  const change = (part: Partial<ColumnMapping>) => onChange({ ...mapping, ...part });
  return (
    <fieldset className={styles.mapping}>
      <legend className={styles.legend}>Columns</legend>
      <ColumnField label="Name" columns={columns} value={mapping.name} onChange={(name) => change({ name })} />
      <Messages columns={columns} mapping={mapping} onChange={change} />
      <Tags columns={columns} mapping={mapping} onChange={change} />
      <details className={styles.more} open={mapping.folder !== null || mapping.revision !== null}>
        <summary>
          Folder, history, author{' '}
          <span className={styles.set}>{printSet(mapping) !== '' && `(set: ${printSet(mapping)})`}</span>
        </summary>
        {SINGLE.map(({ key, label }) => (
          <ColumnField
            key={key}
            label={label}
            columns={columns}
            value={mapping[key]}
            onChange={(column) => change({ [key]: column })}
          />
        ))}
      </details>
    </fieldset>
  );
}

/** Names what is set inside, for while it is closed. */
function printSet(mapping: ColumnMapping): string {
  return SINGLE.filter(({ key }) => mapping[key] !== null)
    .map(({ label }) => label.toLowerCase())
    .join(', ');
}

type PartProps = { columns: Columns; mapping: ColumnMapping; onChange: (part: Partial<ColumnMapping>) => void };

function Messages({ columns, mapping, onChange }: PartProps) {
  const { messages } = mapping;
  const replace = (index: number, part: Partial<ColumnMapping['messages'][number]>) =>
    onChange({ messages: messages.map((message, at) => (at === index ? { ...message, ...part } : message)) });
  const free = columns.find(
    ({ name }) => name !== mapping.name && !messages.some((message) => message.column === name),
  );
  return (
    <div className={styles.messages}>
      {messages.map((message, index) => (
        <div key={message.column} className={styles.message}>
          <Select
            aria-label={`Role of message ${index + 1}`}
            value={message.role}
            options={ROLES}
            onValueChange={(role) => replace(index, { role })}
          />
          <Select
            aria-label={`Column of message ${index + 1}`}
            value={message.column}
            options={columns.map(({ name }) => ({ value: name, label: name }))}
            onValueChange={(column) => replace(index, { column })}
          />
          <IconButton
            label="Leave this message out"
            size="small"
            onClick={() => onChange({ messages: messages.filter((_, at) => at !== index) })}
          >
            <X />
          </IconButton>
        </div>
      ))}
      {free !== undefined && (
        <Button
          variant="quiet"
          size="small"
          className={styles.add}
          icon={<Plus aria-hidden />}
          onClick={() =>
            onChange({
              messages: [...messages, { column: free.name, role: messages.length === 0 ? 'user' : 'system' }],
            })
          }
        >
          Add a message column
        </Button>
      )}
    </div>
  );
}

function Tags({ columns, mapping, onChange }: PartProps) {
  const free = columns.filter(({ name }) => !mapping.tags.includes(name));
  return (
    <div className={styles.row}>
      <span className={styles.label}>Tags</span>
      <div className={styles.tags}>
        {mapping.tags.map((tag) => (
          <button
            key={tag}
            type="button"
            className={styles.tag}
            aria-label={`Do not use ${tag} for tags`}
            onClick={() => onChange({ tags: mapping.tags.filter((each) => each !== tag) })}
          >
            {tag} <X aria-hidden />
          </button>
        ))}
        {free.length > 0 && (
          <Select
            aria-label="Add a tag column"
            className={styles.addTag}
            value=""
            options={[{ value: '', label: 'Add a column' }, ...free.map(({ name }) => ({ value: name, label: name }))]}
            onValueChange={(column) => column !== '' && onChange({ tags: [...mapping.tags, column] })}
          />
        )}
      </div>
    </div>
  );
}

type ColumnFieldProps = {
  label: string;
  columns: Columns;
  value: string | null;
  onChange: (column: string | null) => void;
};

function ColumnField({ label, columns, value, onChange }: ColumnFieldProps) {
  return (
    <Field label={label} layout="beside" className={styles.beside}>
      <Select
        value={value ?? ''}
        options={[{ value: '', label: 'None' }, ...columns.map(({ name }) => ({ value: name, label: name }))]}
        onValueChange={(column) => onChange(column === '' ? null : column)}
      />
    </Field>
  );
}
