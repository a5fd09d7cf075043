import { useState } from 'react';
import { countPrompts } from '../library/actions.ts';
import { ProgressLine } from '../interchange/progress-line.tsx';
import { closeDialog } from '../state/dialogs.ts';
import { usePrompts } from '../state/prompts.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, TextInput } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import { FindFields } from './find-fields.tsx';
import { FindResults } from './find-results.tsx';
import { countHits, hitKey, MOST_GROUPS, type Search } from './find-search.ts';
import { openAt } from './open-at.ts';
import { type Replaced, replaceMany, undoMany } from './replace-many.ts';
import { useFind } from './use-find.ts';
import styles from './find-dialog.module.css';

type Props = { text: string; promptIds: readonly string[] | null };

/** Looks for a text in all prompts, and replaces it in the drafts of those that are chosen. */
export default function FindDialog({ text, promptIds }: Props) {
  const { asked, change, search } = useFind(text, promptIds);
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const [commits, setCommits] = useState(false);
  const [message, setMessage] = useState('');
  const [progress, setProgress] = useState<number | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const readOnly = useReadOnly();
  const replacing = asked.replacement !== null;
  const chosen = search.groups
    .map((group) => group.hits.filter((hit) => !unticked.has(hitKey(group, hit))).length)
    .filter((count) => count > 0);
  const places = chosen.reduce((sum, count) => sum + count, 0);

  const replace = async () => {
    if (!replacing || places === 0 || progress !== null || !search.isDone) return;
    setProgress(0);
    setRefused([]);
    const done = await replaceMany(search.groups, unticked, commits ? message.trim() : null, setProgress);
    setProgress(null);
    tell(done);
    if (done.refused.length === 0) closeDialog();
    else {
      setRefused(done.refused);
      change({}); // what was left alone is looked for again as it stands now
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title="Find in all prompts"
      width="wide"
      mayClose={() => progress === null}
      onSubmit={() => void replace()}
      footer={
        <>
          <output className={styles.status}>{statusText(search, asked.text)}</output>
          <Button onClick={closeDialog} disabled={progress !== null}>
            Close
          </Button>
          {replacing && (
            <Button
              type="submit"
              variant="primary"
              busy={progress !== null}
              disabled={places === 0 || !search.isDone || readOnly !== null}
              title={readOnly ?? undefined}
            >
              Replace {places.toLocaleString('en')} in {countPrompts(chosen.length)}
            </Button>
          )}
        </>
      }
    >
      <FindFields asked={asked} onChange={change} chosen={promptIds?.length ?? 0} />
      {search.refusal !== null && <Notice>{search.refusal}</Notice>}
      {refused.length > 0 && (
        <Notice tone="warning">
          {refused.slice(0, 5).join(' ')}
          {refused.length > 5 && ` And ${(refused.length - 5).toLocaleString('en')} more.`}
        </Notice>
      )}
      <Running search={search} isAsked={asked.text !== ''} />
      <FindResults
        groups={search.groups}
        replacing={replacing}
        unticked={unticked}
        onTick={setUnticked}
        onOpen={(group, hit) => {
          closeDialog();
          void openAt(group.promptId, hit);
        }}
      />
      {replacing && search.groups.length > 0 && (
        <div className={styles.commit}>
          <Checkbox
            checked={commits}
            onCheckedChange={setCommits}
            label="Commit each"
            hint="Else the changes are drafts. Prompts that have a draft already keep it as a draft."
          />
          {commits && (
            <TextInput
              aria-label="Message of the commits"
              placeholder="What changed"
              value={message}
              maxLength={5_000}
              onChange={(event) => setMessage(event.target.value)}
            />
          )}
        </div>
      )}
    </Dialog>
  );
}

function Running({ search, isAsked }: { search: Search; isAsked: boolean }) {
  const total = usePrompts((state) => state.byId.size);
  if (search.isDone || !isAsked) return null;
  const text = `Looked through ${countPrompts(search.searched)}`;
  return <ProgressLine text={text} done={search.searched} total={total} unit="items" />;
}

function statusText({ groups, isDone }: Search, text: string): string {
  if (text === '') return '';
  const hits = countHits(groups);
  if (hits === 0) return isDone ? 'Nothing found' : 'Looking…';
  const more = groups.length >= MOST_GROUPS || groups.some((group) => group.more) ? ' and more' : '';
  return `${hits.toLocaleString('en')}${more} in ${countPrompts(groups.length)}${isDone ? '' : '…'}`;
}

function tell({ places, prompts, committed, undo }: Replaced): void {
  if (prompts === 0) return;
  const where =
    committed === prompts ? `${countPrompts(prompts)}, each committed` : `the drafts of ${countPrompts(prompts)}`;
  const takeBack = async () => {
    const refused = await undoMany(undo);
    showToast({
      text: refused[0] ?? `${countPrompts(undo.length)} put back.`,
      ...(refused[0] === undefined ? {} : { tone: 'error' as const }),
    });
  };
  showToast({
    text: `Replaced ${places.toLocaleString('en')} ${places === 1 ? 'place' : 'places'} in ${where}.`,
    ...(undo.length > 0 ? { action: { label: 'Undo', run: () => void takeBack() } } : {}),
  });
}
