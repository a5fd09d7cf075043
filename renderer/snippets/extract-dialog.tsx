import { useEffect, useState } from 'react';
import { folderOf } from '../../shared/names.ts';
import type { Reply } from '../../shared/reply.ts';
import { newNameProblem } from '../library/actions.ts';
import { focusMessage } from '../prompt/message-actions.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import { openPrompt as openTab } from '../state/tabs.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, TextInput } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { showToast } from '../ui/toast.tsx';
import { type Extract, extractSnippet, readExtract, type Stretch } from './extract-snippet.ts';
import { NoSnippets } from './no-snippets.tsx';
import { hasSnippets, writeReference } from '../../shared/snippet/write-reference.ts';
import styles from './insert-dialog.module.css';

type Props = { prompt: OpenPrompt; stretch: Stretch; onClose: () => void };

/** Makes a snippet of what is selected, and puts a reference to it in its place. */
export default function ExtractDialog({ prompt, stretch, onClose }: Props) {
  const format = useOpenPrompt(prompt, (state) => state.rest.format);
  const extract = useExtract(prompt, stretch);
  const [name, setName] = useState(() => firstName(prompt));
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  if (!hasSnippets(format)) return <NoSnippets title="Make a snippet" format={format} onClose={onClose} />;
  const trimmed = name.trim();
  const unfinished = trimmed === '' || trimmed.endsWith('/');
  const problem = unfinished && !asked ? null : newNameProblem(trimmed);
  const submit = async () => {
    setAsked(true);
    if (extract?.ok !== true || newNameProblem(trimmed) !== null) return;
    setBusy(true);
    const reply = await extractSnippet(prompt, stretch, extract.value, trimmed);
    setBusy(false);
    if (!reply.ok) {
      setRefusal(reply.error.message);
      return;
    }
    onClose();
    focusMessage(prompt, stretch.messageKey);
    showToast({
      text: `“${trimmed}” is made, and is in production as v1.`,
      action: { label: 'Open', run: () => openTab(reply.value.promptId) },
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Make a snippet of the selection"
      description="Other prompts can include it too. What the text asks for becomes its arguments."
      mayClose={() => !busy}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={extract?.ok !== true}>
            Make snippet
          </Button>
        </>
      }
    >
      <Field label="Name" hint="Slashes make folders, such as tone/formal." error={problem}>
        <TextInput value={name} placeholder="tone/formal" onChange={(event) => setName(event.target.value)} />
      </Field>
      {refusal !== null && <Notice>{refusal}</Notice>}
      {extract === null && <Spinner label="Reading the selection" />}
      {extract?.ok === false && <Notice>{extract.error.message}</Notice>}
      {extract?.ok === true && (
        <>
          {/* Reachable by the keyboard, since it scrolls. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <section className={styles.text} aria-label="Text of the snippet" tabIndex={0}>
            <pre>{extract.value.text}</pre>
          </section>
          <p className={styles.by}>
            It is committed as v1 and gets the label <b>production</b>, which a reference asks for. The selection
            becomes
          </p>
          <code className={styles.reference}>
            {writeReference(format, `${unfinished ? '…' : trimmed}@production`, extract.value.given)}
          </code>
        </>
      )}
    </Dialog>
  );
}

function useExtract(prompt: OpenPrompt, { messageKey, from, to }: Stretch): Reply<Extract> | null {
  const [extract, setExtract] = useState<Reply<Extract> | null>(null);
  useEffect(() => {
    const wanted = { still: true };
    const read = async () => {
      const reply = await readExtract(prompt, { messageKey, from, to });
      if (wanted.still) setExtract(reply);
    };
    void read();
    return () => {
      wanted.still = false;
    };
  }, [prompt, messageKey, from, to]);
  return extract;
}

/** Beside the prompt it is taken from, until a person says otherwise. */
function firstName(prompt: OpenPrompt): string {
  const folder = folderOf(prompt.store.getState().detail?.name ?? '');
  return folder === '' ? '' : `${folder}/`;
}
