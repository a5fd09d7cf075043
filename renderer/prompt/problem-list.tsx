import { ROLE_NAMES } from '../../shared/content.ts';
import type { Fix, Problem } from '../../shared/contract.ts';
import { useReadOnly } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { applyFix } from './apply-fix.ts';
import { goTo } from './message-actions.ts';
import type { OpenPrompt } from './open-prompt.ts';
import { useOpenPrompt } from './open-prompts.ts';
import styles from './problem-list.module.css';

type Props = { prompt: OpenPrompt; problems: readonly Problem[] };

/** What is wrong in the messages, each with its place and what would put it right; a click goes there. */
export function ProblemList({ prompt, problems }: Props) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Problems">
      {problems.map((problem) => (
        <li key={`${problem.message} ${problem.from} ${problem.code} ${problem.text}`} className={styles.line}>
          <ProblemButton prompt={prompt} problem={problem} />
          <Fixes prompt={prompt} fixes={problem.fixes ?? []} />
        </li>
      ))}
    </ul>
  );
}

export function ProblemButton({ prompt, problem }: { prompt: OpenPrompt; problem: Problem }) {
  const role = useOpenPrompt(prompt, (state) => state.items[problem.message]?.role);
  // What is about the prompt as a whole has no place to go to.
  if (role === undefined)
    return (
      <p className={styles.problem} data-severity={problem.severity}>
        <span className={styles.place}>Prompt:</span> {problem.text}
      </p>
    );
  return (
    <button
      type="button"
      className={styles.problem}
      data-severity={problem.severity}
      onClick={() => goTo(prompt, problem.message, problem.from, problem.to)}
    >
      <span className={styles.place}>
        {ROLE_NAMES[role]}, line {problem.line}, column {problem.column}:
      </span>{' '}
      {problem.text}
    </button>
  );
}

function Fixes({ prompt, fixes }: { prompt: OpenPrompt; fixes: readonly Fix[] }) {
  const readOnly = useReadOnly() !== null;
  const [only] = fixes;
  if (only === undefined) return null;
  if (fixes.length === 1)
    return (
      <Button size="small" className={styles.fix} disabled={readOnly} onClick={() => void applyFix(prompt, only)}>
        {only.title}
      </Button>
    );
  return (
    <Menu
      align="end"
      side="top"
      trigger={
        <Button size="small" className={styles.fix} disabled={readOnly}>
          Fix ▾
        </Button>
      }
      items={fixes.map((fix) => ({ label: fix.title, onSelect: () => void applyFix(prompt, fix) }))}
    />
  );
}
