import { useState } from 'react';
import { FORMATS, type TemplateFormat } from '../../shared/content.ts';
import { DiffView } from '../diff/diff-view.tsx';
import { openPrompt, useOpenPrompt } from '../prompt/open-prompts.ts';
import { closeDialog } from '../state/dialogs.ts';
import { usePreferences } from '../state/preferences.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, Field, Select } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { showToast } from '../ui/toast.tsx';
import { ConversionLosses } from './conversion-losses.tsx';
import { FORMAT_HINTS, FORMAT_NAMES } from './format-names.ts';
import { type Conversion, useConversion } from './use-conversion.ts';
import styles from './convert-dialog.module.css';

type Props = {
  promptId: string;
  /** Null where it is still to be chosen. */ to: TemplateFormat | null;
  placeholders: boolean;
};

/** The prompt in front in another format: what is lost and what changes stand in view before it is taken. */
export default function ConvertDialog({ promptId, to: wanted, placeholders: asked }: Props) {
  const prompt = openPrompt(promptId);
  const format = useOpenPrompt(prompt, (state) => state.rest.format);
  // The text as it was when the dialog opened: it stands behind the dialog, and nobody writes in it.
  const [content] = useState(() => prompt.contentNow());
  const [to, setTo] = useState<TemplateFormat>(wanted ?? (asked || format !== 'liquid' ? 'liquid' : 'handlebars'));
  const [placeholders, setPlaceholders] = useState(asked);
  const layout = usePreferences((state) => state.preferences.diffLayout);
  const readOnly = useReadOnly();
  const { conversion, refusal } = useConversion(content, to, placeholders);
  const apply = () => {
    if (!conversion || conversion.diff.same || readOnly !== null) return;
    prompt.write(conversion.content);
    closeDialog();
    showToast({ text: saidDone(conversion), action: { label: 'Undo', run: () => prompt.write(content) } });
  };
  const onlyFormat = () => {
    prompt.changeRest({ format: to });
    closeDialog();
    showToast({
      text: `The text is read as ${FORMAT_NAMES[to]} now.`,
      action: { label: 'Undo', run: () => prompt.changeRest({ format: content.format }) },
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title={asked ? 'Make variables of placeholders' : 'Convert the format'}
      width="wide"
      onSubmit={apply}
      footer={
        <>
          {!asked && to !== content.format && (
            <Button className={styles.onlyFormat} disabled={readOnly !== null} onClick={onlyFormat}>
              Only change the format
            </Button>
          )}
          <Button onClick={closeDialog}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            disabled={!conversion || conversion.diff.same || readOnly !== null}
            title={readOnly ?? undefined}
          >
            {asked ? 'Make variables' : 'Convert the text'}
          </Button>
        </>
      }
    >
      {!asked && (
        <div className={styles.choice}>
          <Field label={`From ${FORMAT_NAMES[content.format]} to`}>
            <Select
              value={to}
              onValueChange={setTo}
              options={FORMATS.map((each) => ({ value: each, label: `${FORMAT_NAMES[each]} · ${FORMAT_HINTS[each]}` }))}
            />
          </Field>
          <Checkbox
            checked={placeholders}
            onCheckedChange={setPlaceholders}
            label="Make variables of ${name:default}"
          />
        </div>
      )}
      {refusal !== null && <Notice>{refusal}</Notice>}
      {refusal === null && !conversion && <Spinner label="Converting" />}
      {conversion?.diff.same && (
        <Notice tone="info">This prompt is the same in {FORMAT_NAMES[to]}: nothing changes.</Notice>
      )}
      {conversion && !conversion.diff.same && (
        <>
          <ConversionLosses content={content} losses={conversion.losses} />
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
          <section className={styles.frame} aria-label="What changes" tabIndex={0}>
            <DiffView diff={conversion.diff} leftName="now" rightName="converted" layout={layout} />
          </section>
        </>
      )}
    </Dialog>
  );
}

function saidDone({ content, placeholders }: Conversion): string {
  if (placeholders === 0) return `Converted to ${FORMAT_NAMES[content.format]}.`;
  return `Made variables of ${placeholders.toLocaleString('en')} ${placeholders === 1 ? 'placeholder' : 'placeholders'}.`;
}
