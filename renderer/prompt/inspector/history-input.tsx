import { Braces, ListPlus, Rows2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ROLE_NAMES } from '../../../shared/content.ts';
import type { Json } from '../../../shared/canonical-json.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Select, TextArea } from '../../ui/field.tsx';
import { type Turn, TURN_ROLES, turnsOf } from './history-turns.ts';
import { TypedInput } from './typed-input.tsx';
import styles from './inspector.module.css';

type Props = { label: string; value: Json | undefined; onChange: (value: Json | undefined) => void };

/** The messages of a chat history, one by one or as JSON. What is no list of messages is shown as JSON. */
export function HistoryInput({ label, value, onChange }: Props) {
  const [asJson, setAsJson] = useState(false);
  const turns = turnsOf(value);
  const json = asJson || turns === null;
  const put = (next: readonly Turn[]) => onChange(next.length === 0 ? undefined : [...next]);
  return (
    <fieldset className={styles.history} aria-label={label}>
      {json || turns === null ? (
        <TypedInput label={`${label} as JSON`} type="list" value={value} onChange={onChange} />
      ) : (
        turns.map((turn, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a message of a history has no identity but its place
          <div key={index} className={styles.historyTurn}>
            <span className={styles.line}>
              <Select
                aria-label={`Role of message ${index + 1} of ${label}`}
                value={turn.role}
                onValueChange={(role) => put(turns.with(index, { ...turn, role }))}
                options={TURN_ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
              />
              <IconButton
                label={`Remove message ${index + 1} of ${label}`}
                size="small"
                onClick={() => put(turns.toSpliced(index, 1))}
              >
                <Trash2 />
              </IconButton>
            </span>
            <TextArea
              aria-label={`Text of message ${index + 1} of ${label}`}
              rows={1}
              className={styles.area}
              value={turn.text}
              onChange={(event) => put(turns.with(index, { ...turn, text: event.target.value }))}
            />
          </div>
        ))
      )}
      <span className={styles.historyFoot}>
        <Button
          size="small"
          variant="quiet"
          icon={<ListPlus aria-hidden />}
          disabled={turns === null}
          onClick={() =>
            put([...(turns ?? []), { role: turns?.at(-1)?.role === 'user' ? 'assistant' : 'user', text: '' }])
          }
        >
          Add a message
        </Button>
        <IconButton
          label={json ? 'As messages' : 'As JSON'}
          size="small"
          disabled={turns === null}
          onClick={() => setAsJson(!asJson)}
        >
          {json ? <Rows2 /> : <Braces />}
        </IconButton>
      </span>
    </fieldset>
  );
}
