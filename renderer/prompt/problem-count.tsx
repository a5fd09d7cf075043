import type { OpenPrompt } from './open-prompt.ts';
import { useOpenPrompt } from './open-prompts.ts';
import styles from './problem-list.module.css';

/** Says that the template has errors: they do not keep a version from being made. */
export function ProblemCount({ prompt }: { prompt: OpenPrompt }) {
  const errors = useOpenPrompt(
    prompt,
    (state) => state.check.problems.filter((problem) => problem.severity === 'error').length,
  );
  if (errors === 0) return null;
  return (
    <span className={styles.count}>
      {errors === 1 ? '1 error in the template' : `${errors} errors in the template`}
    </span>
  );
}
