import { Field, TextArea } from '../ui/field.tsx';

type Props = {
  reason: string;
  onChange: (reason: string) => void;
  /** Ctrl- or Cmd-Enter. */ onSubmit: () => void;
  focus?: boolean;
};

/** Why a label moves: kept with the release. */
export function ReasonField({ reason, onChange, onSubmit, focus = true }: Props) {
  return (
    <Field label="Reason" hint="Kept with the release, for whoever asks later.">
      <TextArea
        rows={2}
        spellCheck
        value={reason}
        maxLength={5_000}
        // The question the dialog asks: without this the focus would go to its Close button.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={focus}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || (!event.ctrlKey && !event.metaKey)) return;
          event.preventDefault();
          event.stopPropagation();
          onSubmit();
        }}
      />
    </Field>
  );
}
