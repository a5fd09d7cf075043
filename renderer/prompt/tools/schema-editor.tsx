import { useId, useMemo, useRef, useState } from 'react';
import { checkSchema, type SchemaProblem } from '../../../shared/schema/check-schema.ts';
import { lineAndColumn } from '../../../shared/template/template-language.ts';
import { TextArea } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SchemaForm } from './schema-form.tsx';
import { isFormable } from './schema-node.ts';
import styles from './tools.module.css';

type Props = {
  title: string;
  /** What it is the schema of. */
  label: string;
  /** JSON as it stands, right or wrong; blank where there is no schema. */
  text: string;
  onChange: (text: string) => void;
};

/** A JSON Schema as a form or as its text, each showing what was done in the other. */
export function SchemaEditor({ title, label, text, onChange }: Props) {
  const blank = text.trim() === '';
  const { schema, problems } = useMemo(() => (blank ? EMPTY : checkSchema(text)), [text, blank]);
  const formable = blank || (schema !== null && isFormable(schema) && !problems.some(isError));
  const [wanted, setWanted] = useState<'form' | 'json'>(formable ? 'form' : 'json');
  const shown = formable ? wanted : 'json';
  return (
    <div className={styles.form}>
      <div className={styles.schemaHead}>
        <span>{title}</span>
        <Segmented
          label={`${title} of ${label}`}
          value={shown}
          onValueChange={setWanted}
          options={[
            { value: 'form', label: 'Form', disabled: !formable },
            { value: 'json', label: 'JSON' },
          ]}
        />
      </div>
      {shown === 'form' ? (
        <SchemaForm label={label} schema={schema ?? {}} onChange={(next) => onChange(JSON.stringify(next, null, 2))} />
      ) : (
        <SchemaText label={`${title} of ${label} as JSON`} text={text} problems={problems} onChange={onChange} />
      )}
      {!formable && !problems.some(isError) && (
        <p className={styles.kept}>This schema is no plain object, and is shown in JSON alone.</p>
      )}
    </div>
  );
}

const EMPTY = { schema: null, problems: [] };

function isError(problem: SchemaProblem): boolean {
  return problem.severity === 'error';
}

type TextProps = {
  label: string;
  text: string;
  problems: readonly SchemaProblem[];
  onChange: (text: string) => void;
};

function SchemaText({ label, text, problems, onChange }: TextProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const goTo = ({ from, to }: SchemaProblem) => {
    area.current?.focus();
    area.current?.setSelectionRange(from, to);
  };
  return (
    <>
      <TextArea
        ref={area}
        mono
        className={styles.json}
        aria-label={label}
        aria-invalid={problems.some(isError) || undefined}
        aria-describedby={problems.length > 0 ? id : undefined}
        placeholder={'{ "type": "object", "properties": {} }'}
        spellCheck={false}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      {problems.length > 0 && (
        <ul id={id} className={styles.problems} aria-label={`Problems of ${label}`}>
          {problems.map((problem) => {
            const { line, column } = lineAndColumn(text, problem.from);
            return (
              <li key={`${problem.from} ${problem.text}`}>
                <button
                  type="button"
                  className={styles.problem}
                  data-severity={problem.severity}
                  onClick={() => goTo(problem)}
                >
                  Line {line}, column {column}: {problem.text}
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
