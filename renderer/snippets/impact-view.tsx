import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ContentRef } from '../../shared/contract.ts';
import { call } from '../state/client.ts';
import { keyOf } from '../diff/compared-refs.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { concerns, countUsers, ImpactRun, type ImpactState } from './impact-run.ts';
import { ImpactRow } from './impact-row.tsx';
import { keyOfUse } from './use-text.ts';
import styles from './impact-view.module.css';

type Props = {
  snippetId: string;
  /** What the snippet would say. */
  to: ContentRef;
  /** The label that would move there; null where all references are meant that are not bound to a version. */
  label: string | null;
  /** A new one asks again: the draft was saved, say. */
  turn?: number | string;
};

/** Rows put on the page at once. */
const ROWS_AT_ONCE = 100;

/** Every prompt that a change to a snippet reaches, filled in before and after. */
export function ImpactView({ snippetId, to, label, turn = 0 }: Props) {
  const run = useImpactRun(snippetId, to, label, turn);
  const state = useStore(run.store);
  const [changedOnly, setChangedOnly] = useState(true);
  const [shown, setShown] = useState(ROWS_AT_ONCE);
  const { uses, refusal } = state;
  if (refusal) return <Notice>{refusal.message}</Notice>;
  if (uses === null) return <Spinner label="Looking for prompts that use this snippet" />;
  if (uses.length === 0) return <p className={styles.none}>No prompt uses this snippet yet: nothing else changes.</p>;
  const listed = changedOnly ? uses.filter(concerns) : uses;
  const first = uses.find(concerns);
  return (
    <div className={styles.impact}>
      <div className={styles.head}>
        <output className={styles.said} aria-live="polite">
          {impactSentence(state)}
        </output>
        {state.state !== 'done' && (
          <>
            <progress className={styles.progress} value={state.done} max={uses.length} aria-label="Prompts looked at" />
            <Button size="small" onClick={() => (state.state === 'running' ? run.stop() : void run.resume())}>
              {state.state === 'running' ? 'Stop' : 'Go on'}
            </Button>
          </>
        )}
        <Checkbox label="Changed only" checked={changedOnly} onCheckedChange={setChangedOnly} />
      </div>
      <ul className={styles.rows} aria-label="Prompts that use this snippet">
        {listed.slice(0, shown).map((item) => (
          <ImpactRow key={keyOfUse(item.use)} item={item} open={item === first} />
        ))}
      </ul>
      {listed.length > shown && (
        <Button size="small" onClick={() => setShown(shown + ROWS_AT_ONCE)}>
          Show {Math.min(ROWS_AT_ONCE, listed.length - shown)} more
        </Button>
      )}
    </div>
  );
}

/** What is known so far, as a sentence. */
function impactSentence({ uses, done, state }: ImpactState): string {
  const all = uses ?? [];
  const total = countUsers(all);
  const changed = countUsers(all.filter(({ answer }) => answer?.ok === true && answer.value.affected));
  const failed = all.filter(({ answer }) => answer?.ok === false).length;
  const prompts = total === 1 ? '1 prompt uses' : `${total.toLocaleString('en')} prompts use`;
  if (state === 'running') return `${prompts} it. Looked at ${done} of ${all.length} texts…`;
  const told = [
    state === 'stopped' ? `Stopped after ${done} of ${all.length} texts.` : '',
    changed === 0
      ? `${prompts} it; ${total === 1 ? 'it stays' : 'all stay'} as ${total === 1 ? 'it is' : 'they are'}.`
      : `Affects ${changed.toLocaleString('en')} of ${total.toLocaleString('en')} ${total === 1 ? 'prompt' : 'prompts'}.`,
    failed > 0 ? `${failed} could not be filled in.` : '',
  ];
  return told.filter(Boolean).join(' ');
}

function useImpactRun(snippetId: string, to: ContentRef, label: string | null, turn: number | string): ImpactRun {
  const target = keyOf(to);
  const owner = to.kind === 'draft' ? (to.promptId ?? '') : '';
  const run = useMemo(
    () => new ImpactRun(call, { snippetId, to, label }),
    // The text is known by its key: callers make a new object on every render.
    // oxlint-disable-next-line react/exhaustive-deps
    [snippetId, target, owner, label, turn],
  );
  useEffect(() => {
    void (run.store.getState().uses === null ? run.start() : run.resume());
    return () => run.stop();
  }, [run]);
  return run;
}
