import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Json } from '../../../shared/canonical-json.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox, Select, TextInput } from '../../ui/field.tsx';
import {
  FIELD_TYPES,
  fieldsOf,
  type FieldType,
  keptOf,
  type OpaqueField,
  type SchemaField,
  type SchemaObject,
  withField,
  withMember,
  withNewField,
  withoutField,
  withType,
} from './schema-node.ts';
import styles from './tools.module.css';

type Props = {
  /** What it is the schema of, for those who do not see where it stands. */
  label: string;
  schema: SchemaObject;
  onChange: (schema: SchemaObject) => void;
};

const TYPE_NAMES: Record<FieldType, string> = {
  string: 'Text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'True or false',
  object: 'Object',
  array: 'List',
};
const TYPE_OPTIONS = FIELD_TYPES.map((type) => ({ value: type, label: TYPE_NAMES[type] }));

/** The properties of an object, each in a line, with those of inner objects below it. */
export function SchemaForm({ label, schema, onChange }: Props) {
  const fields = fieldsOf(schema);
  const kept = keptOf(schema);
  return (
    <div className={styles.form}>
      {fields.length > 0 && (
        <ul aria-label={`Properties of ${label}`}>
          {fields.map((field, index) => (
            // A name changes with every key that is typed; the place does not.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              <FieldForm
                field={field}
                onPut={(name, inner, required) => {
                  // A name that another property has would swallow that one.
                  if (!fields.some((other, at) => at !== index && other.name === name))
                    onChange(withField(schema, index, name, inner, required));
                }}
                onRemove={() => onChange(withoutField(schema, index))}
              />
            </li>
          ))}
        </ul>
      )}
      <Button
        size="small"
        variant="quiet"
        className={styles.add}
        icon={<Plus aria-hidden />}
        aria-label={`Add a property to ${label}`}
        onClick={() => onChange(withNewField(schema))}
      >
        Add a property
      </Button>
      {kept.length > 0 && <Kept names={kept} />}
    </div>
  );
}

type FieldProps = {
  field: SchemaField | OpaqueField;
  onPut: (name: string, inner: Json, required: boolean) => void;
  onRemove: () => void;
};

function FieldForm({ field, onPut, onRemove }: FieldProps) {
  const { name, required, schema } = field;
  const title = name === '' ? 'this property' : name;
  return (
    <div className={styles.field}>
      <div className={styles.line}>
        <TextInput
          mono
          aria-label={`Name of ${title}`}
          className={styles.fieldName}
          value={name}
          onChange={(event) => onPut(event.target.value, schema, required)}
        />
        {field.type === null ? (
          <span className={styles.opaque}>Only in JSON</span>
        ) : (
          <Select
            aria-label={`Type of ${title}`}
            className={styles.fieldType}
            value={field.type}
            onValueChange={(type) => onPut(name, withType(field.schema, type), required)}
            options={TYPE_OPTIONS}
          />
        )}
        <Checkbox label="Required" checked={required} onCheckedChange={(next) => onPut(name, schema, next)} />
        <span className={styles.moves}>
          <IconButton label={`Remove ${title}`} size="small" onClick={onRemove}>
            <Trash2 />
          </IconButton>
        </span>
      </div>
      {field.type !== null && <FieldBody field={field} title={title} onPut={(inner) => onPut(name, inner, required)} />}
    </div>
  );
}

type BodyProps = { field: SchemaField; title: string; onPut: (inner: SchemaObject) => void };

function FieldBody({ field, title, onPut }: BodyProps) {
  const { schema, type, itemType, description, choices, kept } = field;
  const items = schema['items'] as SchemaObject | undefined;
  return (
    <>
      <TextInput
        aria-label={`Description of ${title}`}
        placeholder="Description"
        spellCheck
        value={description}
        onChange={(event) => onPut(withMember(schema, 'description', event.target.value || undefined))}
      />
      {type === 'string' && (choices !== null || schema['enum'] === undefined) && (
        <Choices title={title} choices={choices} onPut={(next) => onPut(withMember(schema, 'enum', next))} />
      )}
      {type === 'array' && (
        <div className={styles.items}>
          of
          <Select
            aria-label={`Type of the items of ${title}`}
            value={itemType}
            onValueChange={(next) => onPut(withMember(schema, 'items', withType(items ?? {}, next)))}
            options={TYPE_OPTIONS.filter((option) => option.value !== 'array' || itemType === 'array')}
          />
        </div>
      )}
      {(type === 'object' || (type === 'array' && itemType === 'object')) && (
        <div className={styles.inner}>
          <SchemaForm
            label={title}
            schema={type === 'object' ? schemaOfObject(schema) : (items ?? {})}
            onChange={(inner) => onPut(type === 'object' ? { ...own(schema), ...inner } : { ...schema, items: inner })}
          />
        </div>
      )}
      {kept.length > 0 && type !== 'object' && <Kept names={kept} />}
    </>
  );
}

/** An object's schema without its description, which stands in the line above. */
function schemaOfObject(schema: SchemaObject): SchemaObject {
  return withMember(schema, 'description', undefined);
}

function own(schema: SchemaObject): SchemaObject {
  return schema['description'] === undefined ? {} : { description: schema['description'] };
}

type ChoicesProps = { title: string; choices: string[] | null; onPut: (choices: string[] | undefined) => void };

/** The only values a text may have. */
function Choices({ title, choices, onPut }: ChoicesProps) {
  // What is being typed is kept apart: a comma at its end begins the next choice.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      aria-label={`Choices of ${title}`}
      placeholder="Choices, with commas between them"
      value={typed ?? choices?.join(', ') ?? ''}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        setTyped(event.target.value);
        onPut(readChoices(event.target.value));
      }}
    />
  );
}

function readChoices(text: string): string[] | undefined {
  const choices = text.split(',').map((each) => each.trim());
  const said = [...new Set(choices.filter((each) => each !== ''))];
  return said.length === 0 ? undefined : said;
}

/** Nothing that the form does not show is lost: it says what that is. */
function Kept({ names }: { names: readonly string[] }) {
  return <p className={styles.kept}>Kept, and shown in JSON alone: {names.join(', ')}.</p>;
}
