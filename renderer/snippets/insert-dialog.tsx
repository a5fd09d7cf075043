import { Command as Cmdk } from 'cmdk';
import { useMemo, useState } from 'react';
import type { PromptRow } from '../../shared/contract.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import { usePrompts } from '../state/prompts.ts';
import { Button } from '../ui/button.tsx';
import { LabelChip } from '../ui/chip.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Select } from '../ui/field.tsx';
import { insertSnippet } from './insert-snippet.ts';
import { NoSnippets } from './no-snippets.tsx';
import { hasSnippets } from '../../shared/snippet/write-reference.ts';
import { snippetsInUse } from './snippets-in-use.ts';
import { snippetsLike, usualVersion, versionsOf } from './snippet-names.ts';
import { SnippetPreview } from './snippet-preview.tsx';
import styles from './insert-dialog.module.css';

type Props = { prompt: OpenPrompt; onClose: () => void };

/** Finds a snippet by its name, shows what it says, and puts a reference to it where the cursor was. */
export default function InsertDialog({ prompt, onClose }: Props) {
  const format = useOpenPrompt(prompt, (state) => state.rest.format);
  const byId = usePrompts((state) => state.byId);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ id: string; version: string } | null>(null);
  const used = useMemo(() => snippetsInUse(prompt), [prompt]);
  const found = useMemo(
    () => snippetsLike(byId.values(), text, used, prompt.promptId),
    [byId, text, used, prompt.promptId],
  );
  if (!hasSnippets(format)) return <NoSnippets title="Insert snippet" format={format} onClose={onClose} />;
  const row = found.find(({ id }) => id === chosen) ?? found[0];
  const version = row && (asked?.id === row.id ? asked.version : usualVersion(row));
  const target = row && `${row.name}@${version}`;
  const insert = (of: PromptRow) => {
    const at = asked?.id === of.id ? asked.version : usualVersion(of);
    onClose();
    void insertSnippet(prompt, of, at);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Insert snippet"
      width="wide"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={row === undefined} onClick={() => row && insert(row)}>
            Insert
          </Button>
        </>
      }
    >
      <div className={styles.picker}>
        <Cmdk
          shouldFilter={false}
          loop
          label="Prompts that can be included"
          className={styles.command}
          value={row?.id ?? ''}
          onValueChange={setChosen}
        >
          <Cmdk.Input
            className={styles.input}
            value={text}
            onValueChange={(next) => {
              setText(next);
              setChosen(null);
            }}
            placeholder="Name of a prompt"
          />
          <Cmdk.List className={styles.list} label="Prompts that can be included">
            {found.map((each) => (
              <Cmdk.Item key={each.id} value={each.id} className={styles.item} onSelect={() => insert(each)}>
                <span className={styles.name}>{each.name}</span>
                {used.has(each.name) && <span className={styles.used}>in use</span>}
                {each.labels.map(({ label, number }) => (
                  <LabelChip key={label} label={label} number={number} compact />
                ))}
              </Cmdk.Item>
            ))}
            {found.length === 0 && (
              <p className={styles.none}>
                {text === ''
                  ? 'There is no other prompt with a version yet. Any prompt that has one can be included.'
                  : 'No prompt that has a version is named like this.'}
              </p>
            )}
          </Cmdk.List>
        </Cmdk>
        {row && version !== undefined && target !== undefined && (
          <div className={styles.about}>
            <Field label="Version">
              <Select
                value={version}
                onValueChange={(next) => setAsked({ id: row.id, version: next })}
                options={versionsOf(row).map(({ name, about }) => ({
                  value: name,
                  label: about === '' ? name : `${name} · ${about}`,
                }))}
              />
            </Field>
            <SnippetPreview target={target} format={format} />
          </div>
        )}
      </div>
    </Dialog>
  );
}
