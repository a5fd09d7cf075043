import { ArrowDown, ArrowUp, PanelRight, Redo2, Undo2 } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import { slotsOf } from '../../shared/merge/conflicts.ts';
import { versionPhrase, versionWord } from '../../shared/version-word.ts';
import type { OpenPrompt } from '../prompt/open-prompt.ts';
import { useOpenPrompt } from '../prompt/open-prompts.ts';
import type { ViewStore } from '../prompt/prompt-view-state.ts';
import { call } from '../state/client.ts';
import { matchesShortcut } from '../state/shortcut.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { FinishDialog } from './finish-dialog.tsx';
import { takeAsDraft } from './finish-merge.ts';
import { useMergeCommands } from './merge-commands.ts';
import { MergeContext, useMergeState } from './merge-context.ts';
import { MergeResult } from './merge-result.tsx';
import {
  goToOpen,
  type MergedPair,
  type MergeSession,
  type MergeState,
  mergeSession,
  openCount,
  redoDecision,
  stepConflict,
  takePlan,
  undoDecision,
} from './merge-session.ts';
import { MergedFacts } from './merged-facts.tsx';
import { MergedSlot } from './merged-slot.tsx';
import styles from './merge.module.css';

type Props = { prompt: OpenPrompt; view: ViewStore; pair: MergedPair; active: boolean };

/** Two versions, or a version and the draft, brought together: what is clear is merged, the rest is asked. */
export default function MergeView({ prompt, view, pair, active }: Props) {
  const session = useMemo(() => mergeSession(prompt.promptId, pair), [prompt, pair]);
  const plan = useMergeState(session, (state) => state.plan);
  const refusal = useMergeState(session, (state) => state.refusal);
  const conflicts = useMergeState(session, (state) => state.conflicts);
  const order = useMergeState(session, orderTaken);
  const open = useMergeState(session, openCount);
  const [finishing, setFinishing] = useState(false);
  const [showsResult, setShowsResult] = useState(true);
  const head = useOpenPrompt(prompt, (state) => state.detail?.headVersion ?? null);
  const readOnly = useReadOnly();
  const close = useCallback(() => view.setState({ merging: null }), [view]);
  useAsked(prompt, session, pair);
  const isDraft = pair.mine.kind === 'draft';
  const finish = useCallback(() => {
    if (openCount(session.getState()) > 0) goToOpen(session);
    else if (isDraft) void takeAsDraft(prompt, view, session, pair);
    else setFinishing(true);
  }, [prompt, view, session, pair, isDraft]);
  useMergeCommands({ session, finish, close, active: active && plan !== null && !finishing, isDraft });
  const merge = useMemo(
    () =>
      plan && {
        session,
        names: {
          base: plan.base ? versionWord(plan.base.number) : 'nothing',
          mine: plan.mine ? versionWord(plan.mine.number) : 'draft',
          theirs: plan.theirs ? versionWord(plan.theirs.number) : 'draft',
        },
      },
    [plan, session],
  );
  const slots = useMemo(() => (plan ? slotsOf(plan.merge, order) : []), [plan, order]);
  const byId = useMemo(() => new Map(conflicts.map((conflict) => [conflict.id, conflict])), [conflicts]);

  if (refusal)
    return (
      <EmptyState title="These cannot be merged" actions={<Button onClick={close}>Back</Button>}>
        {refusal.message}
      </EmptyState>
    );
  if (!plan || !merge) return <SpinnerPage label="Merging" />;
  const { names } = merge;
  return (
    <MergeContext value={merge}>
      {/* The undo of a text that is typed stays its own. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={styles.view} onKeyDown={(event) => onUndoKey(event, session)}>
        <header className={styles.bar}>
          <h2 className={styles.title}>
            Merge {names.theirs} into {isDraft ? 'the draft' : names.mine}
          </h2>
          <span className={styles.since}>
            {plan.base ? `both build on ${names.base}` : 'they share no earlier version'}
            {plan.mine &&
              head &&
              head.id !== plan.mine.versionId &&
              `; ${versionPhrase(head.number)}, the newest, stays beside`}
          </span>
          <span className={styles.tools}>
            <output className={styles.count} data-testid="merge-count">
              {conflicts.length === 0
                ? 'Nothing to decide'
                : open === 0
                  ? `All ${conflicts.length} decided`
                  : `${open} of ${conflicts.length} to decide`}
            </output>
            <StepButtons session={session} />
            <IconButton label="Show the result" pressed={showsResult} onClick={() => setShowsResult(!showsResult)}>
              <PanelRight />
            </IconButton>
            <Button onClick={close}>Back</Button>
            <Button
              variant="primary"
              disabled={open > 0 || readOnly !== null}
              title={readOnly ?? (open > 0 ? `${open} to decide first` : undefined)}
              onClick={finish}
            >
              {isDraft ? 'Use as draft' : 'Commit merge…'}
            </Button>
          </span>
        </header>
        <div className={styles.columns} data-result={showsResult || undefined}>
          {/* Reachable by the keyboard, since it scrolls. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <section className={styles.merged} aria-label="Merged" tabIndex={0}>
            <MergedFacts merge={plan.merge} conflicts={conflicts} />
            {slots.map((slot, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a place has no identity but its number
              <MergedSlot key={index} slot={slot} index={index} conflicts={byId} />
            ))}
          </section>
          {showsResult && <MergeResult />}
        </div>
        {finishing && (
          <FinishDialog
            prompt={prompt}
            view={view}
            session={session}
            pair={pair}
            names={names}
            onClose={() => setFinishing(false)}
          />
        )}
      </div>
    </MergeContext>
  );
}

/** Whose order the messages stand in: the only decision that moves them. */
function orderTaken({ plan, choices }: MergeState): 'mine' | 'theirs' {
  const order = plan?.merge.messages.order;
  return order?.kind === 'conflict' && choices[order.id]?.take === 'theirs' ? 'theirs' : 'mine';
}

function onUndoKey(event: KeyboardEvent, session: MergeSession): void {
  if (event.target instanceof HTMLTextAreaElement) return;
  const step = matchesShortcut('Mod+Z', event.nativeEvent)
    ? undoDecision
    : matchesShortcut('Mod+Shift+Z', event.nativeEvent)
      ? redoDecision
      : null;
  if (!step) return;
  event.preventDefault();
  step(session);
}

function StepButtons({ session }: { session: MergeSession }) {
  const count = useMergeState(session, (state) => state.conflicts.length);
  const canUndo = useMergeState(session, (state) => state.past.length > 0);
  const canRedo = useMergeState(session, (state) => state.future.length > 0);
  return (
    <>
      <IconButton
        label="Previous conflict"
        shortcut="Shift+F7"
        disabled={count === 0}
        onClick={() => stepConflict(session, -1)}
      >
        <ArrowUp />
      </IconButton>
      <IconButton label="Next conflict" shortcut="F7" disabled={count === 0} onClick={() => stepConflict(session, 1)}>
        <ArrowDown />
      </IconButton>
      <IconButton
        label="Undo the last decision"
        shortcut="Mod+Z"
        disabled={!canUndo}
        onClick={() => undoDecision(session)}
      >
        <Undo2 />
      </IconButton>
      <IconButton
        label="Redo the decision"
        shortcut="Mod+Shift+Z"
        disabled={!canRedo}
        onClick={() => redoDecision(session)}
      >
        <Redo2 />
      </IconButton>
    </>
  );
}

/** Asks the host for the merge, and again when the prompt's versions or its draft change. */
function useAsked(prompt: OpenPrompt, session: MergeSession, pair: MergedPair): void {
  const head = useOpenPrompt(prompt, (state) => state.detail?.headVersion?.id ?? null);
  const revision = useOpenPrompt(prompt, (state) => state.revision);
  useEffect(() => {
    const wanted = { still: true };
    const ask = async () => {
      // The host merges the draft it has.
      if (pair.mine.kind === 'draft') await prompt.saver.flush();
      const reply = await call('merge.plan', { promptId: prompt.promptId, ...pair });
      if (!wanted.still) return;
      if (reply.ok) takePlan(session, reply.value);
      else session.setState({ refusal: reply.error });
    };
    void ask();
    return () => {
      wanted.still = false;
    };
    // A new head, or a new save of the draft, is a new merge.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [prompt, session, pair, head, revision]);
}
