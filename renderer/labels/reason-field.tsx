import { Field } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';

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
      <NoteArea value={reason} onChange={onChange} onSubmit={onSubmit} focus={focus} />
    </Field>
  );
}
