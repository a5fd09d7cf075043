import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { canonicalJson, type Json } from '../../../shared/canonical-json.ts';
import type { Variable } from '../../../shared/content.ts';
import { IconButton } from '../../ui/button.tsx';
import { Switch, TextArea, TextInput } from '../../ui/field.tsx';
import { printTyped, readTyped } from './typed-value.ts';
import styles from './inspector.module.css';

type Props = {
  label: string;
  type: Variable['type'];
  value: Json | undefined;
  placeholder?: string;
  /** Called with what was typed where it is a value of the type; undefined where nothing is. */
  onChange: (value: Json | undefined) => void;
};

/** A control for a value of this type. What cannot be read as one stays in sight with the reason, and changes nothing. */
export function TypedInput({ label, type, value, placeholder = '', onChange }: Props) {
  const [text, setText] = useState(() => printTyped(type, value));
  const { value: typed, problem } = readTyped(type, text);
  // A value that came from elsewhere is shown; one that was typed here keeps the way it was typed.
  const same = problem === null && printed(typed) === printed(value);
  useEffect(() => {
    if (!same) setText(printTyped(type, value));
    // oxlint-disable-next-line react/exhaustive-deps -- only a new value may replace what is being typed
  }, [value, type]);
  const change = (next: string) => {
    setText(next);
    const reading = readTyped(type, next);
    if (reading.problem === null) onChange(reading.value);
  };
  const common = { 'aria-label': label, 'aria-invalid': problem !== null || undefined, placeholder };
  return (
    <span className={styles.control}>
      {type === 'boolean' ? (
        <span className={styles.switchLine}>
          <Switch
            checked={text === 'true'}
            onCheckedChange={(on) => change(String(on))}
            label={<span className={styles.switchText}>{text === '' ? placeholder || 'not set' : text}</span>}
            name={label}
          />
          {text !== '' && (
            <IconButton label={`Clear ${label}`} size="small" onClick={() => change('')}>
              <X />
            </IconButton>
          )}
        </span>
      ) : type === 'number' ? (
        <TextInput {...common} inputMode="decimal" value={text} onChange={(event) => change(event.target.value)} />
      ) : (
        <TextArea
          {...common}
          rows={1}
          mono={type !== 'string'}
          className={styles.area}
          value={text}
          onChange={(event) => change(event.target.value)}
        />
      )}
      {problem !== null && <span className={styles.problem}>{problem}</span>}
    </span>
  );
}

function printed(value: Json | undefined): string {
  return value === undefined ? '' : canonicalJson(value);
}
