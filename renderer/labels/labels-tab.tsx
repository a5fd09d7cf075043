import { useState } from 'react';
import type { LabelState, VersionRow } from '../../shared/contract.ts';
import type { QueuedMove } from '../../shared/contract/label-calls.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { LabelChip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SpinnerPage } from '../ui/spinner.tsx';
import { Time } from '../ui/time.tsx';
import { LabelDetail } from './label-detail.tsx';
import { stateOf } from './label-move.ts';
import { productionFirst } from './label-order.ts';
import { MoveLabelDialog } from './move-label-dialog.tsx';
import { QueuedMark } from './queued-mark.tsx';
import { useQueuedOf } from './queued-moves.ts';
import { usePromptLabels } from './use-prompt-labels.ts';
import styles from './labels.module.css';

/** Which label stands on which version; at the right, one label with its way there and back. */
export function LabelsTab({ promptId }: { promptId: string }) {
  const { value: about, refusal } = usePromptLabels(promptId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [setting, setSetting] = useState(false);
  const readOnly = useReadOnly();
  const queued = useQueuedOf(promptId);

  if (refusal) return <EmptyState title="The labels cannot be shown">{refusal.message}</EmptyState>;
  if (!about) return <SpinnerPage label="Reading the labels" />;
  const { states, releases, versions } = about;
  if (versions.length === 0)
    return (
      <EmptyState title="No versions to label yet">
        Commit what you wrote first: a label points to a version, so that applications can ask for it by name.
      </EmptyState>
    );

  // A label that was taken off is still in the releases; it can be looked at.
  const used = [...states, ...releases, ...queued].map((each) => each.label);
  const names = [...new Set(used)].toSorted(productionFirst);
  const setLabel = (
    <Button
      variant={names.length === 0 ? 'primary' : 'plain'}
      disabled={readOnly !== null}
      onClick={() => setSetting(true)}
    >
      Set a label…
    </Button>
  );
  const dialog = setting && (
    <MoveLabelDialog promptId={promptId} onClose={() => setSetting(false)} onMoved={setChosen} />
  );
  if (names.length === 0) {
    return (
      <>
        <EmptyState title="No labels yet" actions={setLabel}>
          A label names the version that applications get. They ask for <b>production</b> unless they say otherwise.
        </EmptyState>
        {dialog}
      </>
    );
  }
  const shown = chosen !== null && names.includes(chosen) ? chosen : names[0]!;
  return (
    <div className={styles.labels}>
      <section className={styles.table} aria-label="Labels of this prompt">
        <table>
          <thead>
            <tr>
              <th scope="col">Label</th>
              <th scope="col">Version</th>
              <th scope="col">Message</th>
              <th scope="col">Moved</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <LabelLine
                key={name}
                name={name}
                state={stateOf(about, name)}
                versions={versions}
                queued={queued.findLast((move) => move.label === name)}
                selected={name === shown}
                onSelect={() => setChosen(name)}
              />
            ))}
          </tbody>
        </table>
        <div className={styles.under}>{setLabel}</div>
      </section>
      <LabelDetail key={shown} about={about} label={shown} />
      {dialog}
    </div>
  );
}

type LineProps = {
  name: string;
  state: LabelState | undefined;
  versions: readonly VersionRow[];
  queued: QueuedMove | undefined;
  selected: boolean;
  onSelect: () => void;
};

function LabelLine({ name, state, versions, queued, selected, onSelect }: LineProps) {
  const version = versions.find((each) => each.id === state?.versionId);
  return (
    // The button in the row does the same for the keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr data-selected={selected || undefined} onClick={onSelect}>
      <th scope="row">
        <button type="button" className={styles.pick} aria-pressed={selected} onClick={onSelect}>
          <LabelChip label={name} />
        </button>
      </th>
      <td>
        {state ? <b className={styles.number}>v{state.number}</b> : <span className={styles.none}>none</span>}{' '}
        {queued && <QueuedMark move={queued} compact />}
      </td>
      <td className={styles.message}>
        {version ? version.message || <span className={styles.none}>No message</span> : ''}
      </td>
      <td className={styles.moved}>{state && <Time at={state.at} />}</td>
    </tr>
  );
}
