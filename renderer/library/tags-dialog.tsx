import { Check, Minus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { MAX_TAG_LENGTH } from '../../shared/names.ts';
import { usePrompts } from '../state/prompts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, TextInput } from '../ui/field.tsx';
import { countPrompts, tagPrompts } from './actions.ts';
import { countFacets } from './filters.ts';
import { readTags, tagStates } from './tag-counts.ts';
import styles from './tags-dialog.module.css';

type Props = { promptIds: string[]; onClose: () => void };

/** Puts tags on the chosen prompts and takes them off. Nothing changes until Save. */
export function TagsDialog({ promptIds, onClose }: Props) {
  const byId = usePrompts((state) => state.byId);
  const chosen = useMemo(
    () => promptIds.map((id) => byId.get(id)).filter((row) => row !== undefined),
    [promptIds, byId],
  );
  const states = useMemo(
    () =>
      tagStates(
        chosen,
        countFacets(byId.values()).tags.map(({ name }) => name),
      ),
    [chosen, byId],
  );
  const [changes, setChanges] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const known = new Set(states.map(({ tag }) => tag));
  const fresh = [...changes.keys()].filter((tag) => !known.has(tag));
  const typed = readTags(text);
  const tooLong = typed.find((tag) => tag.length > MAX_TAG_LENGTH);
  const problem =
    tooLong === undefined
      ? refusal
      : `A tag may have ${MAX_TAG_LENGTH} characters; “${tooLong.slice(0, 20)}…” has ${tooLong.length}.`;
  const [only] = chosen;
  const what = chosen.length === 1 && only !== undefined ? `“${only.name}”` : countPrompts(chosen.length);

  const set = (tag: string, on: boolean) => setChanges((before) => new Map(before).set(tag, on));
  const takeTyped = () => {
    for (const tag of typed) set(tag, true);
    setText('');
  };

  const save = async () => {
    if (tooLong !== undefined) return;
    const all = new Map([...changes, ...typed.map((tag) => [tag, true] as const)]);
    const add = [...all].filter(([, on]) => on).map(([tag]) => tag);
    const remove = [...all].filter(([tag, on]) => !on && known.has(tag)).map(([tag]) => tag);
    setBusy(true);
    const wrong = await tagPrompts(promptIds, add, remove);
    setBusy(false);
    if (wrong === null) onClose();
    else setRefusal(wrong);
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Tags of ${what}`}
      width="narrow"
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" busy={busy}>
            Save
          </Button>
        </>
      }
    >
      <Field label="New tags" hint="Commas tell tags apart." error={problem}>
        <TextInput
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setRefusal(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== ',' || typed.length === 0 || tooLong !== undefined) return;
            event.preventDefault();
            takeTyped();
          }}
        />
      </Field>
      {(states.length > 0 || fresh.length > 0) && (
        <fieldset className={styles.tags}>
          <legend className={styles.legend}>Tags</legend>
          {fresh.map((tag) => (
            <TagToggle
              key={tag}
              tag={tag}
              on={changes.get(tag) === true ? 'all' : 'none'}
              onSet={(on) => set(tag, on)}
            />
          ))}
          {states.map(({ tag, on }) => {
            const changed = changes.get(tag);
            return (
              <TagToggle
                key={tag}
                tag={tag}
                on={changed === undefined ? on : changed ? 'all' : 'none'}
                onSet={(next) => set(tag, next)}
              />
            );
          })}
        </fieldset>
      )}
    </Dialog>
  );
}

function TagToggle({ tag, on, onSet }: { tag: string; on: 'all' | 'some' | 'none'; onSet: (on: boolean) => void }) {
  return (
    <button
      type="button"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input has no third state of its own
      role="checkbox"
      aria-checked={on === 'all' ? true : on === 'some' ? 'mixed' : false}
      className={styles.tag}
      onClick={() => onSet(on !== 'all')}
      title={on === 'some' ? 'On some of the chosen prompts' : undefined}
    >
      {on === 'all' && <Check aria-hidden />}
      {on === 'some' && <Minus aria-hidden />}
      <span className={styles.text}>{tag}</span>
    </button>
  );
}
