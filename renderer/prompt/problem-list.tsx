import type { Problem } from '../../shared/contract.ts';
import { Button } from '../ui/button.tsx';
import { goTo, ROLE_NAMES } from './message-actions.ts';
import type { OpenPrompt } from './open-prompt.ts';
import { useOpenPrompt } from './open-prompts.ts';
import { suggestedName } from './problems.ts';
import styles from './problem-list.module.css';

type Props = { prompt: OpenPrompt; problems: readonly Problem[] };

/** What is wrong in the messages, each with its place; a click goes there. */
export function ProblemList({ prompt, problems }: Props) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Problems">
      {problems.map((problem) => (
        <li key={`${problem.message} ${problem.from} ${problem.code}`} className={styles.line}>
          <ProblemButton prompt={prompt} problem={problem} />
          {suggestedName(problem) && (
            <Button size="small" onClick={() => fix(prompt, problem)}>
              Fix
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

export function ProblemButton({ prompt, problem }: { prompt: OpenPrompt; problem: Problem }) {
  const role = useOpenPrompt(prompt, (state) => state.items[problem.message]?.role ?? 'user');
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

/** Writes the proposed name in place of the wrong one, as an edit that can be undone. */
function fix(prompt: OpenPrompt, problem: Problem): void {
  const names = suggestedName(problem);
  const item = prompt.store.getState().items[problem.message];
  if (!names || !item) return;
  const text = prompt.documents.text(item.key);
  const at = text.slice(0, problem.to).lastIndexOf(names.wrong);
  if (at < 0) return;
  prompt.documents.replace(item.key, text.slice(0, at) + names.right + text.slice(at + names.wrong.length));
  goTo(prompt, problem.message, at, at + names.right.length);
}
