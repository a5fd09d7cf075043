import { Popover } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { setSelection, startRenaming, useLibrary } from './library-state.ts';
import styles from './name-field.module.css';

type Props = {
  label: string;
  name: string;
  /** Does it; answers what is wrong as a sentence, or null. */
  onDone: (name: string) => Promise<string | null>;
};

/** A name typed in its own line: Enter or a click elsewhere keeps it, Escape leaves it as it was. */
export function NameField({ label, name, onDone }: Props) {
  const [value, setValue] = useState(name);
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const closing = useRef(false);

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const close = (focusLine: boolean) => {
    if (closing.current) return;
    closing.current = true;
    const { selection } = useLibrary.getState();
    startRenaming(null);
    if (focusLine) {
      useLibrary.setState(({ reveal }) =>
        selection.focus === null
          ? {}
          : { reveal: { key: selection.focus, focus: true, count: (reveal?.count ?? 0) + 1 } },
      );
      setSelection(selection);
    }
  };

  const keep = async (focusLine: boolean) => {
    if (closing.current) return;
    const trimmed = value.trim();
    if (trimmed === name) {
      close(focusLine);
      return;
    }
    const wrong = await onDone(trimmed);
    if (wrong === null) close(focusLine);
    else setProblem(wrong);
  };

  return (
    <Popover.Root open={problem !== null}>
      <Popover.Anchor asChild>
        <input
          ref={input}
          className={styles.field}
          aria-label={label}
          aria-invalid={problem !== null}
          spellCheck={false}
          value={value}
          onChange={(event) => {
            setValue(event.target.value);
            setProblem(null);
          }}
          onClick={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
          onBlur={() => (problem === null ? void keep(false) : close(false))}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Enter') void keep(true);
            if (event.key === 'Escape') close(true);
          }}
        />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className={styles.problem}
          role="alert"
          side="bottom"
          align="start"
          sideOffset={4}
          onOpenAutoFocus={(event) => event.preventDefault()}
        >
          {problem}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
