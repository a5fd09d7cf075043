import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import type { Json } from '../../../shared/canonical-json.ts';
import { IconButton } from '../../ui/button.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { type InputRow, inputRows, valueAt, withValue } from './input-rows.ts';
import { promptInputs, setInputs } from './prompt-inputs.ts';
import { Section } from './section.tsx';
import { TypedInput } from './typed-input.tsx';
import { printTyped } from './typed-value.ts';
import { VariablePopover } from './variable-popover.tsx';
import styles from './inspector.module.css';

/** What the template asks for, with the values to try it with. */
export function VariablesSection({ prompt }: { prompt: OpenPrompt }) {
  const found = useOpenPrompt(prompt, (state) => state.check.variables);
  const declared = useOpenPrompt(prompt, (state) => state.rest.variables);
  const format = useOpenPrompt(prompt, (state) => state.rest.format);
  const values = promptInputs(prompt.promptId)((state) => state.values);
  const rows = useMemo(() => inputRows(found, declared, values), [found, declared, values]);
  return (
    <Section
      title="Variables"
      aside={
        <VariablePopover prompt={prompt} row={null}>
          <IconButton label="Declare a variable" size="small">
            <Plus />
          </IconButton>
        </VariablePopover>
      }
    >
      {rows.length === 0 && (
        <p className={styles.empty}>
          {format === 'text'
            ? 'Plain text is sent as it stands: nothing in it is a variable.'
            : `None yet. Write ${EXAMPLES[format]} in a message to ask for one.`}
        </p>
      )}
      {rows.map((row) => (
        <VariableRow key={row.name} prompt={prompt} row={row} values={values} />
      ))}
    </Section>
  );
}

const EXAMPLES = {
  liquid: '{{ name }}',
  jinja2: '{{ name }}',
  mustache: '{{name}}',
  handlebars: '{{name}}',
  'f-string': '{name}',
};

function VariableRow({ prompt, row, values }: { prompt: OpenPrompt; row: InputRow; values: Record<string, Json> }) {
  const { declared } = row;
  const fallback = declared?.default ?? declared?.example;
  const hint =
    fallback === undefined
      ? ''
      : `${declared?.default === undefined ? 'such as' : 'default:'} ${printTyped(row.type, fallback)}`;
  return (
    <div className={styles.row}>
      <VariablePopover prompt={prompt} row={row}>
        <button
          type="button"
          className={styles.name}
          data-unused={row.unused || undefined}
          title={[row.name, row.unused && 'declared, but used in no message', declared?.description]
            .filter(Boolean)
            .join(' · ')}
          aria-label={`About ${row.name}${row.unused ? ', declared but used in no message' : ''}`}
        >
          {row.name}
        </button>
      </VariablePopover>
      <TypedInput
        key={row.type}
        label={row.name}
        type={row.type}
        value={valueAt(values, row.path)}
        placeholder={hint}
        onChange={(value) =>
          setInputs(prompt.promptId, withValue(promptInputs(prompt.promptId).getState().values, row.path, value))
        }
      />
    </div>
  );
}
