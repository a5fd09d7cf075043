import { Plus } from 'lucide-react';
import type { ClipboardEvent } from 'react';
import type { Json } from '../../../shared/canonical-json.ts';
import { IconButton } from '../../ui/button.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { showToast } from '../../ui/toast.tsx';
import { HistoryInput } from './history-input.tsx';
import { type InputRow, valueAt, withValue } from './input-rows.ts';
import { InputSetMenu } from './input-set-menu.tsx';
import { pastedValues } from './paste-values.ts';
import { promptInputs, setInputs } from './prompt-inputs.ts';
import { Section } from './section.tsx';
import { TypedInput } from './typed-input.tsx';
import { printTyped } from './typed-value.ts';
import { useInputRows } from './use-input-rows.ts';
import { VariablePopover } from './variable-popover.tsx';
import styles from './inspector.module.css';

/** What the template asks for, with the values to try it with. */
export function VariablesSection({ prompt }: { prompt: OpenPrompt }) {
  const rows = useInputRows(prompt);
  const format = useOpenPrompt(prompt, (state) => state.rest.format);
  const values = promptInputs(prompt.promptId)((state) => state.values);
  const names = rows.map((row) => row.path[0]!);
  return (
    <Section
      title="Variables"
      summary={rows.length > 0 && rows.length}
      aside={
        <span className={styles.asides}>
          {rows.length > 0 && <InputSetMenu promptId={prompt.promptId} />}
          <VariablePopover prompt={prompt} row={null}>
            <IconButton label="Declare a variable" size="small">
              <Plus />
            </IconButton>
          </VariablePopover>
        </span>
      }
    >
      {rows.length === 0 && (
        <p className={styles.empty}>
          {format === 'text'
            ? 'Plain text is sent as it stands: nothing in it is a variable.'
            : `None yet. Write ${EXAMPLES[format]} in a message to ask for one.`}
        </p>
      )}
      <div className={styles.rows} onPaste={(event) => fillInFromPaste(event, prompt.promptId, names)}>
        {rows.map((row) => (
          <VariableRow key={row.name} prompt={prompt} row={row} values={values} />
        ))}
      </div>
    </Section>
  );
}

/** Values by name, pasted into an empty field, are for all fields: with a way back. */
function fillInFromPaste(event: ClipboardEvent, promptId: string, names: readonly string[]): void {
  const { target } = event;
  const isEmpty = (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) && target.value === '';
  const pasted = isEmpty ? pastedValues(event.clipboardData.getData('text/plain'), names) : null;
  if (pasted === null) return;
  event.preventDefault();
  const { values: before } = promptInputs(promptId).getState();
  setInputs(promptId, { ...before, ...pasted });
  showToast({
    text: 'The values of the JSON are filled in.',
    action: { label: 'Undo', run: () => setInputs(promptId, before) },
  });
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
  const change = (value: Json | undefined) =>
    setInputs(prompt.promptId, withValue(promptInputs(prompt.promptId).getState().values, row.path, value));
  return (
    <div className={styles.row} data-wide={row.isHistory || undefined}>
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
      {row.isHistory ? (
        <HistoryInput label={row.name} value={valueAt(values, row.path)} onChange={change} />
      ) : (
        <TypedInput
          key={row.type}
          label={row.name}
          type={row.type}
          value={valueAt(values, row.path)}
          placeholder={hint}
          onChange={change}
        />
      )}
    </div>
  );
}
