import { TextArea } from './field.tsx';

type Props = {
  value: string;
  onChange: (text: string) => void;
  /** Ctrl- or Cmd-Enter. */ onSubmit: () => void;
  placeholder?: string;
  /** Whether the dialog opens with the cursor here. */ focus?: boolean;
  /** Whether the focus selects what stands here, as something proposed. */ selects?: boolean;
};

/** The few lines that a version or a release keeps about itself: the question of the dialog it stands in. */
export function NoteArea({ value, onChange, onSubmit, placeholder, focus = true, selects = false }: Props) {
  return (
    <TextArea
      // The question the dialog asks: without this the focus would go to its Close button.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={focus}
      rows={2}
      spellCheck
      value={value}
      maxLength={5_000}
      placeholder={placeholder}
      onFocus={(event) => selects && event.target.select()}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || (!event.ctrlKey && !event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        onSubmit();
      }}
    />
  );
}
