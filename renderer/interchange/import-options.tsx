import type { ImportFormat } from '../../shared/interchange.ts';
import { nameProblem } from '../../shared/names.ts';
import { Checkbox, Field, Select, TextInput } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { ColumnMappingForm } from './column-mapping.tsx';
import { FORMAT_ORDER, FORMATS } from './format-names.ts';
import { inspect, setOptions, useImport, type ImportStep } from './import-flow.ts';
import { SamplePrompts } from './sample-prompts.tsx';
import styles from './import-options.module.css';

const FORMAT_OPTIONS = FORMAT_ORDER.map((format) => ({ value: format, label: FORMATS[format].title }));

/** What was found, and how it is to come in. */
export function ImportOptionsForm({ step }: { step: ImportStep & { kind: 'options' } }) {
  const { names, options } = useImport();
  const { source } = step;
  const folder = options.folder.trim();
  const folderProblem = folder === '' ? null : nameProblem(folder);
  return (
    <>
      {step.problem !== null && <Notice>{step.problem}</Notice>}
      <div className={styles.sides}>
        <div className={styles.form}>
          <p className={styles.files} title={names.slice(0, 20).join('\n')}>
            {names.length === 1 ? names[0] : `${names.length.toLocaleString('en')} files`}
          </p>
          <FormatField value={source.format} fileIds={step.fileIds} />
          {source.columns.length > 0 && options.mapping !== null && (
            <ColumnMappingForm
              columns={source.columns}
              mapping={options.mapping}
              onChange={(mapping) => setOptions({ mapping })}
            />
          )}
          <Field
            label="Into folder"
            hint="Leave it empty to keep the names as they are."
            error={folderProblem?.replace('prompt name', 'folder name') ?? null}
          >
            <TextInput
              value={options.folder}
              placeholder="No folder"
              onChange={(event) => setOptions({ folder: event.target.value })}
            />
          </Field>
          <Checkbox
            checked={options.strict}
            onCheckedChange={(strict) => setOptions({ strict })}
            label="Stop at the first thing that is wrong"
            hint="Otherwise what is wrong is skipped and reported."
          />
        </div>
        <SamplePrompts source={source} mapping={options.mapping} />
      </div>
    </>
  );
}

/** The files are of no kind that was recognised, or could not be read as what they seemed to be. */
export function UnknownFormat({ step }: { step: ImportStep & { kind: 'unknown' } }) {
  return (
    <>
      <Notice>{step.problem}</Notice>
      <FormatField value={null} fileIds={step.fileIds} />
    </>
  );
}

function FormatField({ value, fileIds }: { value: ImportFormat | null; fileIds: string[] }) {
  return (
    <Field label="Format" hint={value === null ? 'Choose what these files are to try again.' : undefined}>
      <Select<ImportFormat | ''>
        value={value ?? ''}
        onValueChange={(format) => format !== '' && void inspect(fileIds, format)}
        options={
          value === null ? [{ value: '', label: 'Choose a format', disabled: true }, ...FORMAT_OPTIONS] : FORMAT_OPTIONS
        }
      />
    </Field>
  );
}
