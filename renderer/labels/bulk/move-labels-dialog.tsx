import { useMemo, useState } from 'react';
import type { MoveSource, PlannedMove } from '../../../shared/contract/label-calls.ts';
import type { Refusal } from '../../../shared/reply.ts';
import { call } from '../../state/client.ts';
import { closeDialog, openDialog } from '../../state/dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, Select } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SpinnerPage } from '../../ui/spinner.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useLabelNames } from '../move-label-dialog.tsx';
import { ReasonField } from '../reason-field.tsx';
import { SnippetChoices } from '../snippet-choices.tsx';
import { goesAlong, needMove, needProblems, type Choices } from '../../../shared/release/snippet-needs.ts';
import { PlannedRows } from './planned-rows.tsx';
import { planSummary } from './plan-summary.ts';
import { useBulkNeeds } from './use-bulk-needs.ts';
import { usePlan } from './use-plan.ts';
import { readQueued } from '../queued-moves.ts';
import styles from './bulk.module.css';

type Props = {
  /** Null for every prompt that is not archived. */
  promptIds: readonly string[] | null;
  label: string;
  from: MoveSource;
};

/** What one release may move. */
const MOST = 10_000;
const NO_ROWS: readonly PlannedMove[] = [];

/** Moves one label on several prompts, for one reason: all of them, or none. */
export default function MoveLabelsDialog({ promptIds, label: first, from: firstFrom }: Props) {
  const [label, setLabel] = useState(first);
  const [from, setFrom] = useState(firstFrom);
  const [reason, setReason] = useState('');
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const [stale, setStale] = useState<ReadonlySet<string>>(new Set());
  const [along, setAlong] = useState<Choices>(new Map());
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const names = [...new Set([...useLabelNames(), label, ...(from.kind === 'label' ? [from.label] : [])])];
  const { plan, refusal: notPlanned, asking, again } = usePlan(promptIds, label, from);
  const rows = plan?.rows ?? NO_ROWS;
  const wanted = useMemo(() => rows.filter((row) => !out.has(row.promptId)), [rows, out]);
  const { needs, checked, total } = useBulkNeeds(wanted, label);
  const snippetMoves = needs.needs
    .filter((need) => goesAlong(need, along))
    .map(needMove)
    .filter((move) => move !== null);
  const count = wanted.length;
  const tooMany = count + snippetMoves.length > MOST;
  const isChecked = !asking && checked === total && !isStale(refusal);
  const ready = count > 0 && !tooMany && isChecked && needProblems(needs, along).length === 0;

  const move = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const moves = wanted.map(({ promptId, to, expectedMoveId }) => ({
      promptId,
      label,
      versionId: to?.versionId ?? null,
      expectedMoveId,
    }));
    const reply = await call('label.moveMany', { moves: [...moves, ...snippetMoves], reason: reason.trim() });
    setBusy(false);
    setRefusal(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    const { moveId, queued } = reply.value;
    closeDialog();
    if (queued) {
      void readQueued();
      showToast({
        text: `Queued: ${label} ${from.kind === 'off' ? 'is taken off' : 'moves on'} ${counted(count)} once this is synced.`,
      });
      return;
    }
    showToast({
      text: `${from.kind === 'off' ? 'Took' : 'Moved'} ${label} ${from.kind === 'off' ? 'off' : 'on'} ${counted(count)}.`,
      action: {
        label: count === 1 ? 'Roll back…' : 'Roll back all…',
        run: () => openDialog({ kind: 'roll-back-release', moveId }),
      },
    });
  };
  /** The reason and what was left out stay; rows that moved are marked, to be looked at again. */
  const refresh = () => {
    setStale(stalePrompts(refusal));
    setRefusal(null);
    again();
  };
  const change = (act: () => void) => {
    act();
    setRefusal(null);
    setStale(new Set());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      title={titleOf(label, from)}
      width="wide"
      mayClose={() => !busy}
      onSubmit={() => void move()}
      footer={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" variant={from.kind === 'off' ? 'danger' : 'primary'} busy={busy} disabled={!ready}>
            {from.kind === 'off' ? `Take off ${counted(count)}` : `Move on ${counted(count)}`}
          </Button>
        </>
      }
    >
      <ReasonField reason={reason} onChange={setReason} onSubmit={() => void move()} />
      <div className={styles.fields}>
        <Field label="Label">
          <Select
            value={label}
            onValueChange={(next) => change(() => setLabel(next))}
            options={names.map((name) => ({ value: name, label: name, disabled: isFrom(from, name) }))}
          />
        </Field>
        <Field label="To">
          <Select
            value={keyOf(from)}
            onValueChange={(next) => change(() => setFrom(sourceOf(next)))}
            options={[
              { value: 'latest', label: 'the newest version' },
              ...names.map((name) => ({
                value: `label ${name}`,
                label: `what ${name} points to`,
                disabled: name === label,
              })),
              { value: 'off', label: 'no version: take it off' },
            ]}
          />
        </Field>
      </div>
      {isStale(refusal) ? (
        <Notice
          tone="warning"
          action={
            <Button size="small" onClick={refresh}>
              Refresh the list
            </Button>
          }
        >
          {refusal?.message} The reason and what you left out are kept: refresh, look, and move again.
        </Notice>
      ) : (
        refusal && <Notice>{refusal.message}</Notice>
      )}
      {notPlanned && <Notice>{notPlanned.message}</Notice>}
      {tooMany && (
        <Notice>One release moves at most {MOST.toLocaleString('en')} labels; leave some prompts out.</Notice>
      )}
      {plan === null && notPlanned === null && <SpinnerPage label="Looking at every prompt" />}
      {plan && (
        <>
          <div className={styles.heading}>
            <p className={styles.summary}>{planSummary(plan, label, from)}</p>
            {rows.length > 1 && (
              <Button
                size="small"
                variant="quiet"
                onClick={() => setOut(count === 0 ? new Set() : new Set(rows.map((row) => row.promptId)))}
              >
                {count === 0 ? 'Take all in' : 'Leave all out'}
              </Button>
            )}
          </div>
          {rows.length > 0 && (
            <PlannedRows
              rows={rows}
              out={out}
              stale={stale}
              onChoose={(promptId, within) => {
                const next = new Set(out);
                if (within) next.delete(promptId);
                else next.add(promptId);
                setOut(next);
              }}
            />
          )}
          {checked < total && (
            <output className={styles.summary}>
              Looking at the snippets they need: {checked.toLocaleString('en')} of {total.toLocaleString('en')}
            </output>
          )}
          <SnippetChoices
            needs={needs}
            chosen={along}
            onChoose={(key, wants) => setAlong(new Map(along).set(key, wants))}
          />
        </>
      )}
    </Dialog>
  );
}

function titleOf(label: string, from: MoveSource): string {
  if (from.kind === 'off') return `Take ${label} off`;
  return from.kind === 'latest' ? `Move ${label} to the newest versions` : `Promote ${from.label} → ${label}`;
}

function isStale(refusal: Refusal | null): boolean {
  return refusal?.code === 'stale-move';
}

function stalePrompts(refusal: Refusal | null): Set<string> {
  const stale = refusal?.details?.['stale'];
  return new Set(Array.isArray(stale) ? stale.map((one) => (one as { promptId: string }).promptId) : []);
}

function isFrom(from: MoveSource, name: string): boolean {
  return from.kind === 'label' && from.label === name;
}

function keyOf(from: MoveSource): string {
  return from.kind === 'label' ? `label ${from.label}` : from.kind;
}

function sourceOf(key: string): MoveSource {
  if (key === 'latest' || key === 'off') return { kind: key };
  return { kind: 'label', label: key.slice('label '.length) };
}

function counted(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'prompt' : 'prompts'}`;
}
