import { useEffect, useId, useState } from 'react';
import type { PromptLabels } from '../../shared/contract/label-calls.ts';
import { labelProblem } from '../../shared/names.ts';
import { refuse } from '../../shared/reply.ts';
import { ComparedVersions } from '../diff/compared-versions.tsx';
import { call } from '../state/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Select, TextInput } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLabelMove } from './label-move.ts';
import { productionFirst } from './label-order.ts';
import { MoveImpact } from './move-impact.tsx';
import { OutlookButton, OutlookNotice, useMoveOutlook } from './move-outlook.tsx';
import { MoveRefusal } from './move-refusal.tsx';
import { ReasonField } from './reason-field.tsx';
import { readNeeds, useReleaseNeeds } from './release-needs.ts';
import { goesAlong, needMove, needProblems, openNeeds, type Choices } from '../../shared/release/snippet-needs.ts';
import { versionPhrase, versionSubject, versionWord } from '../../shared/version-word.ts';
import { SnippetChoices } from './snippet-choices.tsx';
import { WithPromptLabels } from './with-prompt-labels.tsx';
import styles from './labels.module.css';

type Props = {
  promptId: string;
  /** The label to move; without it, one is chosen here. */
  label?: string | undefined;
  /** The version to put it on; the newest where none is given. */
  versionId?: string | undefined;
  onClose: () => void;
  onMoved?: (label: string) => void;
};

/** Puts a label on a version: what it displaces stands in view before it is confirmed. */
export function MoveLabelDialog(props: Props) {
  return (
    <WithPromptLabels promptId={props.promptId} title="Move a label" onClose={props.onClose}>
      {(about) => <Asking about={about} {...props} />}
    </WithPromptLabels>
  );
}

function Asking({
  about,
  promptId,
  label: given,
  versionId: first,
  onClose,
  onMoved,
}: Props & { about: PromptLabels }) {
  const { versions } = about;
  const [label, setLabel] = useState(given ?? '');
  const [chosen, setChosen] = useState<string | null>(first ?? null);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [along, setAlong] = useState<Choices>(new Map());
  const known = useLabelNames();
  const listId = useId();
  const target = versions.find((version) => version.id === chosen) ?? versions[0];
  const needs = useReleaseNeeds(target?.id ?? null);
  const snippetMoves = openNeeds(needs?.needs ?? [])
    .filter((need) => goesAlong(need, along))
    .map(needMove)
    .filter((move) => move !== null);
  const { expected, busy, refusal, run } = useLabelMove(about, label, ({ queued }) => {
    const others = snippetMoves.length === 0 ? '' : `, with ${counted(snippetMoves.length, 'snippet')}`;
    const place = versionPhrase(target?.number ?? null);
    showToast({
      text: queued
        ? `Queued: “${label}” moves to ${place}${others} once this is synced.`
        : `“${label}” is on ${place} now${others}.`,
    });
    onMoved?.(label);
    onClose();
  });
  const problem = labelProblem(label);
  const same = expected !== undefined && expected.versionId === target?.id;
  const ready = problem === null && target !== undefined && !same;
  const blocked = needs !== null && needProblems(needs, along).length > 0;
  const wanted = ready ? { promptId, label, versionId: target.id, expectedMoveId: expected?.moveId ?? null } : null;
  const outlook = useMoveOutlook(wanted);
  const move = () => {
    setAsked(true);
    if (!ready || busy || blocked || outlook) return;
    const own = { promptId, label, versionId: target.id, expectedMoveId: expected?.moveId ?? null };
    void run(async () => {
      // Whoever is faster than the answer waits for it; and is asked where there is something to decide.
      const unseen = needs === null ? await readNeeds(target.id) : null;
      if (unseen && (openNeeds(unseen.needs).length > 0 || unseen.problems.length > 0))
        return refuse('undecided', 'This version asks for snippets: decide which of their labels move along.');
      return snippetMoves.length === 0
        ? call('label.move', { ...own, reason: reason.trim() })
        : call('label.moveMany', { moves: [own, ...snippetMoves], reason: reason.trim() });
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={given === undefined ? 'Set a label' : `Move ${given} on ${about.name}`}
      width="wide"
      mayClose={() => !busy}
      onSubmit={move}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {outlook && wanted ? (
            <OutlookButton outlook={outlook} wanted={wanted} onClose={onClose} />
          ) : (
            <Button type="submit" variant="primary" busy={busy} disabled={!ready || blocked}>
              {expected && target
                ? `Move from ${versionWord(expected.number)} to ${versionPhrase(target.number)}`
                : 'Set label'}
            </Button>
          )}
        </>
      }
    >
      {versions.length === 0 && (
        <Notice tone="info">This prompt has no version yet; commit what was written first.</Notice>
      )}
      <div className={given === undefined ? styles.fields : undefined}>
        {given === undefined && (
          <>
            <Field label="Label" error={(asked || label !== '') && problem !== null ? problem : null}>
              <TextInput
                value={label}
                list={listId}
                className={styles.label}
                // The first question of the dialog.
                // oxlint-disable-next-line jsx-a11y/no-autofocus
                autoFocus
                placeholder="production"
                onChange={(event) => setLabel(event.target.value.trim().toLowerCase())}
              />
            </Field>
            <datalist id={listId}>
              {known.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </datalist>
          </>
        )}
        <Field label="Version">
          <Select
            value={target?.id ?? ''}
            onValueChange={setChosen}
            options={versions.map((version) => ({
              value: version.id,
              label: `${versionWord(version.number)}${version.message === '' ? '' : ` · ${firstLine(version.message)}`}`,
            }))}
          />
        </Field>
      </div>
      <ReasonField reason={reason} onChange={setReason} onSubmit={move} focus={given !== undefined} />
      <OutlookNotice outlook={outlook} />
      <MoveRefusal refusal={refusal} label={label} now={expected} />
      {ready && needs && (
        <SnippetChoices
          needs={needs}
          chosen={along}
          onChoose={(key, wanted) => setAlong(new Map(along).set(key, wanted))}
        />
      )}
      {same && target && (
        <Notice tone="info">
          “{label}” is on {versionPhrase(target.number)} already.
        </Notice>
      )}
      {problem === null && target && !same && (
        <>
          <p className={styles.displaces}>
            {expected
              ? `${versionSubject(target.number)} takes the place of ${versionWord(expected.number)}. Applications that ask for “${label}” will get these changes:`
              : `“${label}” is on no version of this prompt yet. Applications that ask for it will get:`}
          </p>
          <MoveImpact promptId={promptId} versionId={target.id} label={label}>
            <ComparedVersions
              promptId={promptId}
              pair={{
                left: expected ? { kind: 'version', versionId: expected.versionId } : { kind: 'empty' },
                right: { kind: 'version', versionId: target.id },
              }}
              leftName={expected ? versionWord(expected.number) : 'nothing'}
              rightName={versionWord(target.number)}
            />
          </MoveImpact>
        </>
      )}
    </Dialog>
  );
}

/** Labels people use here, with the two that most use first. */
export function useLabelNames(): string[] {
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    const wanted = { still: true };
    const read = async () => {
      const reply = await call('label.names', {});
      if (wanted.still && reply.ok) setNames(reply.value.labels.map((each) => each.label));
    };
    void read();
    return () => {
      wanted.still = false;
    };
  }, []);
  return [...new Set(['production', 'staging', ...names])].toSorted(productionFirst);
}

function counted(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0]!;
  return line.length > 70 ? `${line.slice(0, 70)}…` : line;
}
