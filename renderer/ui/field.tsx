import { Checkbox as RadixCheckbox, Switch as RadixSwitch } from 'radix-ui';
import { Check, ChevronDown } from 'lucide-react';
import { createContext, useContext, useId, type ComponentProps, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

/** What a control inside a `Field` takes on: its id, and the ids of the sentences about it. */
type FieldContext = { id: string; describedBy: string | undefined; invalid: boolean };
const Context = createContext<FieldContext | null>(null);

type FieldProps = {
  label: ReactNode;
  /** A sentence that helps before anything is wrong. */
  hint?: ReactNode;
  /** What is wrong, as a sentence; null when nothing is. */
  error?: string | null | undefined;
  /** `beside` sets the label left of the control, in a column. */
  layout?: 'above' | 'beside';
  children: ReactNode;
  className?: string;
};

/** A label and the sentences about one control, which stands inside. */
export function Field({ label, hint, error, layout = 'above', children, className }: FieldProps) {
  const id = useId();
  const wrong = error !== null && error !== undefined && error !== '';
  const describedBy = [hint !== undefined && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={classNames(styles.field, className)} data-layout={layout}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.control}>
        <Context value={{ id, describedBy: describedBy === '' ? undefined : describedBy, invalid: wrong }}>
          {children}
        </Context>
        {hint !== undefined && (
          <p id={`${id}-hint`} className={styles.hint}>
            {hint}
          </p>
        )}
        {wrong && (
          <p id={`${id}-error`} className={styles.error} role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

export function TextInput({ className, mono = false, ...rest }: ComponentProps<'input'> & { mono?: boolean }) {
  return (
    <input
      type="text"
      spellCheck={false}
      autoComplete="off"
      {...useControl()}
      {...rest}
      className={classNames(styles.input, mono && styles.mono, className)}
    />
  );
}

export function TextArea({ className, mono = false, ...rest }: ComponentProps<'textarea'> & { mono?: boolean }) {
  return (
    <textarea
      rows={3}
      {...useControl()}
      {...rest}
      className={classNames(styles.input, styles.area, mono && styles.mono, className)}
    />
  );
}

type SelectProps<V extends string> = Omit<ComponentProps<'select'>, 'value' | 'onChange'> & {
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: string; disabled?: boolean }[];
};

/** One of a few. The platform's own list: it is the one that people and screen readers know. */
export function Select<V extends string>({ value, onValueChange, options, className, ...rest }: SelectProps<V>) {
  return (
    <span className={classNames(styles.select, className)}>
      <select
        {...useControl()}
        {...rest}
        value={value}
        onChange={(event) => onValueChange(event.target.value as V)}
        className={styles.input}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled ?? false}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden />
    </span>
  );
}

type ToggleProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  /** The accessible name where the label only says the state. */
  name?: string;
};

export function Checkbox({ checked, onCheckedChange, label, hint, disabled = false }: ToggleProps) {
  const id = useId();
  return (
    <div className={styles.toggle}>
      <RadixCheckbox.Root
        id={id}
        className={styles.checkbox}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next === true)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      >
        <RadixCheckbox.Indicator>
          <Check aria-hidden />
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <ToggleText id={id} label={label} hint={hint} />
    </div>
  );
}

/** On or off, at once: nothing waits for a button. */
export function Switch({ checked, onCheckedChange, label, hint, disabled = false, name }: ToggleProps) {
  const id = useId();
  return (
    <div className={styles.toggle}>
      <RadixSwitch.Root
        id={id}
        className={styles.switch}
        aria-label={name}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onCheckedChange}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      >
        <RadixSwitch.Thumb className={styles.thumb} />
      </RadixSwitch.Root>
      <ToggleText id={id} label={label} hint={hint} />
    </div>
  );
}

function ToggleText({ id, label, hint }: { id: string; label: ReactNode; hint: ReactNode }) {
  return (
    <div className={styles.toggleText}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

function useControl() {
  const field = useContext(Context);
  return field === null
    ? {}
    : { id: field.id, 'aria-describedby': field.describedBy, 'aria-invalid': field.invalid || undefined };
}
