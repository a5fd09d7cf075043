import type { Problem } from '../../shared/contract.ts';
import { goTo, ROLE_NAMES } from './message-actions.ts';
import type { OpenPrompt } from './open-prompt.ts';
import { useOpenPrompt } from './open-prompts.ts';
import styles from './problem-list.module.css';

/** What is wrong in the messages, each with its place; a click goes there. */
export function ProblemList({ prompt }: { prompt: OpenPrompt }) {
  const problems = useOpenPrompt(prompt, (state) => state.check.problems);
  if (problems.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Problems">
      {problems.map((problem) => (
        <li key={`${problem.message} ${problem.from} ${problem.code}`}>
          <ProblemButton prompt={prompt} problem={problem} />
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
        {ROLE_NAMES[role]}, line {problem.line}, column {problem.column}
      </span>{' '}
      {problem.text}
    </button>
  );
}
