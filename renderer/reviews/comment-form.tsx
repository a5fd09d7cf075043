import { Button } from '../ui/button.tsx';
import { Field, TextInput } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { Notice } from '../ui/notice.tsx';
import { placeText } from './review-places.ts';
import type { Composing } from './use-composing.ts';
import styles from './reviews.module.css';

/** Where a comment is written: at its line, or at the end of the discussion. */
export function CommentForm({ composing, focus }: { composing: Composing; focus: boolean }) {
  const { place, text, busy, refusal, mayNot, setText, setLine, cancel, send } = composing;
  if (mayNot !== null) return <p className={styles.quiet}>{mayNot}</p>;
  return (
    // Escape is heard here on its way out of the fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles.form}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || place === null) return;
        event.stopPropagation();
        cancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label={place === null ? 'Comment' : `Comment on ${placeText(place)}`}>
        <NoteArea
          value={text}
          onChange={setText}
          onSubmit={send}
          focus={focus}
          placeholder="What should the others see?"
        />
      </Field>
      {refusal && <Notice>{refusal.message}</Notice>}
      <div className={styles.formEnd}>
        {place !== null && (
          <span className={styles.lineNumber}>
            <span aria-hidden>Line</span>
            <TextInput
              type="number"
              aria-label="Line"
              min={1}
              value={place.line}
              onChange={(event) => event.target.valueAsNumber >= 1 && setLine(Math.floor(event.target.valueAsNumber))}
            />
          </span>
        )}
        <span className={styles.gap} />
        {place !== null && (
          <Button size="small" onClick={cancel}>
            Cancel
          </Button>
        )}
        <Button type="submit" size="small" busy={busy} disabled={text.trim() === ''}>
          Comment
        </Button>
      </div>
    </form>
  );
}
