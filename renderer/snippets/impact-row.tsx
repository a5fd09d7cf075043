import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { SnippetImpact, SnippetUse } from '../../shared/contract/snippet-calls.ts';
import { DiffView } from '../diff/diff-view.tsx';
import { summarise } from '../diff/diff-summary.ts';
import { usePreferences } from '../state/preferences.ts';
import { LabelChip } from '../ui/chip.tsx';
import { Notice } from '../ui/notice.tsx';
import type { UseImpact } from './impact-run.ts';
import { pathText, whereText } from './use-text.ts';
import styles from './impact-view.module.css';

/** One text that includes the snippet: what becomes of it in a line, and before and after when it is opened. */
export function ImpactRow({ item: { use, answer }, open: first }: { item: UseImpact; open: boolean }) {
  // Until a person decides, the first that changes stands open.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const id = useId();
  const affected = answer?.ok === true && answer.value.affected;
  const open = affected && (chosen ?? first);
  return (
    <li className={styles.use}>
      <button
        type="button"
        className={styles.line}
        aria-expanded={affected ? open : undefined}
        aria-controls={open ? id : undefined}
        disabled={!affected}
        onClick={() => setChosen(!open)}
      >
        {affected ? open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden /> : <span className={styles.gap} />}
        <b className={styles.name}>{use.name}</b>
        <Where use={use} />
        <span className={styles.outcome} data-kind={answer === null ? 'waiting' : answer.ok ? undefined : 'failed'}>
          {answer === null ? '…' : answer.ok ? outcome(answer.value) : answer.error.message}
        </span>
      </button>
      {open && (
        <div id={id} className={styles.change}>
          <Change impact={answer.value} />
        </div>
      )}
    </li>
  );
}

export function Where({ use }: { use: SnippetUse }) {
  const path = pathText(use);
  return (
    <span className={styles.where}>
      <span>{whereText(use)}</span>
      {use.labels.map((label) => (
        <LabelChip key={label} label={label} />
      ))}
      {path !== null && <span title={path}>{path}</span>}
    </span>
  );
}

function Change({ impact }: { impact: SnippetImpact }) {
  const layout = usePreferences((state) => state.preferences.diffLayout);
  return (
    <>
      {impact.problems.map((problem) => (
        <Notice
          key={`${problem.message} ${problem.from} ${problem.code} ${problem.text}`}
          tone={problem.severity === 'error' ? 'error' : 'warning'}
        >
          After the change: {problem.text}
        </Notice>
      ))}
      <p className={styles.filled}>
        {impact.inputSet === null
          ? 'It has no saved input set: its variables stand as they are written.'
          : `Filled in with the input set “${impact.inputSet}”.`}
      </p>
      <DiffView diff={impact.diff} leftName="now" rightName="after" layout={layout} />
    </>
  );
}

function outcome(impact: SnippetImpact): string {
  if (!impact.affected) return impact.why ?? 'Nothing changes.';
  const problems = impact.problems.filter(({ severity }) => severity === 'error').length;
  const changed = summarise(impact.diff).join(', ');
  return problems === 0 ? changed : `${changed} · ${problems === 1 ? '1 error' : `${problems} errors`}`;
}
