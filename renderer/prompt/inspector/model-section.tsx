import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { priceText, sizeText } from '../../../shared/model/token-facts.ts';
import type { Content, Settings } from '../../../shared/content.ts';
import { IconButton } from '../../ui/button.tsx';
import { Select, TextArea, TextInput } from '../../ui/field.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { OpenPrompt } from '../open-prompt.ts';
import { useOpenPrompt } from '../open-prompts.ts';
import { ModelPicker } from './model-picker.tsx';
import { Section } from './section.tsx';
import { printSetting, SETTING_FIELDS, type SettingField } from './setting-fields.ts';
import { type ModelFacts, useModelFacts } from './use-model-facts.ts';
import styles from './inspector.module.css';

/** How a model is asked: kept with every version. */
export function ModelSection({ prompt, onEditTools }: { prompt: OpenPrompt; onEditTools: () => void }) {
  const settings = useOpenPrompt(prompt, (state) => state.rest.settings);
  const tools = useOpenPrompt(prompt, (state) => state.rest.tools);
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const shown = SETTING_FIELDS.filter(
    (field) => field.always || settings[field.name] !== undefined || added.has(field.name),
  );
  const model = settings.model ?? '';
  const facts = useModelFacts(model);
  const more = SETTING_FIELDS.filter((field) => !shown.includes(field));
  return (
    <Section
      title="Model"
      summary={model}
      aside={
        <Menu
          align="end"
          trigger={
            <IconButton label="Add a setting" size="small">
              <Plus />
            </IconButton>
          }
          items={[
            ...more.map((field) => ({ label: field.title, onSelect: () => setAdded(new Set(added).add(field.name)) })),
            ...(more.length > 0 ? ['separator' as const] : []),
            { label: 'Tools and response schema…', onSelect: onEditTools },
          ]}
        />
      }
    >
      <div className={styles.row}>
        <span className={styles.name}>Model</span>
        <span className={styles.control}>
          <ModelPicker value={model} onChange={(value) => changeSetting(prompt, 'model', value)} />
          {facts !== null && <span className={styles.hint}>{factsText(facts)}</span>}
        </span>
      </div>
      {shown.map((field) => (
        <SettingRow
          key={field.name}
          field={field}
          value={settings[field.name]}
          unsupported={facts?.unsupported[field.name] ?? null}
          tools={tools}
          fresh={added.has(field.name) && settings[field.name] === undefined}
          onChange={(value) => changeSetting(prompt, field.name, value)}
          onRemove={
            field.always
              ? null
              : () => {
                  setAdded(new Set([...added].filter((name) => name !== field.name)));
                  changeSetting(prompt, field.name, undefined);
                }
          }
        />
      ))}
    </Section>
  );
}

/** A value that an import brought stays choosable. */
function choiceOptions(choices: readonly string[], value: string): { value: string; label: string }[] {
  const all = value === '' || choices.includes(value) ? choices : [...choices, value];
  return [{ value: '', label: 'not set' }, ...all.map((each) => ({ value: each, label: each }))];
}

function factsText({ info }: ModelFacts): string {
  if (info === null) return 'Not in the catalogue: its price and context are not known.';
  const { contextWindow, inputPrice, outputPrice, provider } = info;
  const context = contextWindow === null ? '' : ` · ${sizeText(contextWindow)} context`;
  return `${provider} · ${priceText(inputPrice)} in, ${priceText(outputPrice)} out per million${context}`;
}

function changeSetting(prompt: OpenPrompt, name: keyof Settings, value: unknown): void {
  const { [name]: _, ...others } = prompt.store.getState().rest.settings;
  prompt.changeRest({ settings: value === undefined ? others : { ...others, [name]: value } });
}

type RowProps = {
  field: SettingField;
  value: Settings[keyof Settings];
  /** The sentence where the model does not take it. */
  unsupported: string | null;
  tools: Content['tools'];
  fresh: boolean;
  onChange: (value: unknown) => void;
  onRemove: (() => void) | null;
};

function SettingRow({ field, value, unsupported, tools, fresh, onChange, onRemove }: RowProps) {
  // What is being typed is kept apart while it cannot be read: half a number is not a setting.
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? printSetting(value);
  const reading = text.trim() === '' ? null : field.read(text);
  const problem = reading?.problem ?? null;
  const change = (next: string) => {
    setTyped(next);
    const read = next.trim() === '' ? null : field.read(next);
    if (read === null) onChange(undefined);
    else if (read.problem === null) onChange(read.value);
  };
  const common = {
    'aria-label': field.title,
    'aria-invalid': problem !== null || undefined,
    value: text,
    placeholder: unsupported === null ? (field.range ?? 'not set') : 'not taken by this model',
    // A setting that was just added is where the next keystroke belongs.
    // oxlint-disable-next-line jsx-a11y/no-autofocus
    autoFocus: fresh,
    onBlur: () => problem === null && setTyped(null),
  };
  return (
    <div className={styles.row} data-unsupported={unsupported !== null || undefined}>
      <span className={styles.name}>{field.title}</span>
      <span className={styles.control}>
        <span className={styles.line}>
          {field.choices !== undefined ? (
            <Select
              aria-label={field.title}
              value={text}
              onValueChange={change}
              options={choiceOptions(field.choices(tools.map(({ name }) => name)), text)}
            />
          ) : field.multiline ? (
            <TextArea
              {...common}
              rows={1}
              mono
              className={styles.area}
              onChange={(event) => change(event.target.value)}
            />
          ) : (
            <TextInput {...common} onChange={(event) => change(event.target.value)} />
          )}
          {onRemove && (
            <IconButton label={`Remove ${field.title}`} size="small" onClick={onRemove}>
              <X />
            </IconButton>
          )}
        </span>
        {problem !== null ? (
          <span className={styles.problem}>{problem}</span>
        ) : unsupported !== null && value !== undefined ? (
          <span className={styles.hint}>{unsupported}</span>
        ) : (
          field.hint !== undefined && <span className={styles.hint}>{field.hint}</span>
        )}
      </span>
    </div>
  );
}
