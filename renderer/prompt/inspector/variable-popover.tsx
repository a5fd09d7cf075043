import { Popover } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { type Variable, VARIABLE_TYPES } from '../../../shared/content.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Select, TextInput } from '../../ui/field.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import type { InputRow } from './input-rows.ts';
import { TypedInput } from './typed-input.tsx';
import styles from './inspector.module.css';

type Props = { prompt: OpenPrompt; /** Null declares a new one. */ row: InputRow | null; children: ReactNode };

const TYPE_NAMES: Record<Variable['type'], string> = {
  string: 'Text',
  number: 'Number',
  boolean: 'True or false',
  json: 'JSON',
  list: 'List',
};

/** What a variable is: its type, what it is for, and what stands in when it is left blank. */
export function VariablePopover({ prompt, row, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{children}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          align="start"
          side="left"
          sideOffset={8}
          collisionPadding={8}
          aria-label={row === null ? 'Declare a variable' : `About ${row.name}`}
        >
          {row === null ? (
            <NewVariable prompt={prompt} onDone={() => setOpen(false)} />
          ) : (
            <AboutVariable prompt={prompt} row={row} onDone={() => setOpen(false)} />
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function NewVariable({ prompt, onDone }: { prompt: OpenPrompt; onDone: () => void }) {
  const [name, setName] = useState('');
  const variables = useOpenPrompt(prompt, (state) => state.rest.variables);
  const taken = variables.some((variable) => variable.name === name.trim());
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '' || taken) return;
        prompt.changeRest({ variables: [...variables, { name: name.trim(), type: 'string' }] });
        onDone();
      }}
    >
      <Field
        label="Name"
        hint="As it is written in the messages."
        error={taken ? 'There is a variable of this name.' : null}
      >
        <TextInput value={name} onChange={(event) => setName(event.target.value)} mono />
      </Field>
      <Button type="submit" variant="primary" disabled={name.trim() === '' || taken}>
        Declare
      </Button>
    </form>
  );
}

function AboutVariable({ prompt, row, onDone }: { prompt: OpenPrompt; row: InputRow; onDone: () => void }) {
  const variable = row.declared ?? { name: row.name, type: row.type };
  const change = (part: Partial<Variable>) => declare(prompt, { ...variable, ...part });
  return (
    <>
      <p className={styles.popoverTitle}>{row.name}</p>
      {row.unused && <p className={styles.hint}>Declared, but used in no message.</p>}
      <Field label="Type">
        <Select
          value={variable.type}
          onValueChange={(type) => change({ type, default: undefined, example: undefined })}
          options={VARIABLE_TYPES.map((type) => ({ value: type, label: TYPE_NAMES[type] }))}
        />
      </Field>
      <Field label="Description">
        <TextInput
          value={variable.description ?? ''}
          onChange={(event) => change({ description: event.target.value || undefined })}
          spellCheck
        />
      </Field>
      <Field label="Default" hint="Used where the value is left blank.">
        <TypedInput
          key={variable.type}
          label="Default"
          type={variable.type}
          value={variable.default}
          onChange={(value) => change({ default: value })}
        />
      </Field>
      <Field label="Example" hint="Shown to whoever fills it in.">
        <TypedInput
          key={variable.type}
          label="Example"
          type={variable.type}
          value={variable.example}
          onChange={(value) => change({ example: value })}
        />
      </Field>
      {row.declared && (
        <Button
          size="small"
          onClick={() => {
            prompt.changeRest({
              variables: prompt.store.getState().rest.variables.filter((each) => each.name !== row.name),
            });
            onDone();
          }}
        >
          Forget this declaration
        </Button>
      )}
    </>
  );
}

function declare(prompt: OpenPrompt, variable: Variable): void {
  const { variables } = prompt.store.getState().rest;
  // Members that are undefined would make two texts of one content.
  const clean = Object.fromEntries(Object.entries(variable).filter(([, value]) => value !== undefined)) as Variable;
  const at = variables.findIndex((each) => each.name === variable.name);
  prompt.changeRest({ variables: at < 0 ? [...variables, clean] : variables.with(at, clean) });
}
