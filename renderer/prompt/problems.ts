import type { Fix, Problem } from '../../shared/contract.ts';

/** Problems of the text itself first, then what else a rendering with these values found: each place once. */
export function mergeProblems(checked: readonly Problem[], rendered: readonly Problem[]): Problem[] {
  const all = new Map<string, Problem>();
  for (const problem of [...checked, ...rendered]) {
    const place = `${problem.message} ${problem.from} ${problem.code}`;
    if (!all.has(place)) all.set(place, withNearName(problem));
  }
  return [...all.values()];
}

/** A variable that has no value yet: the text is not wrong, it only cannot be sent. A near name means that it is. */
export function isUnfilled(problem: Problem): boolean {
  return problem.code === 'missing-variable' && suggestedName(problem) === null;
}

/** How the underline in the text should look: what is only not filled in is no error of the text. */
export function underlined(problem: Problem): Problem {
  return isUnfilled(problem) ? { ...problem, severity: 'warning' } : problem;
}

/** Writing the name that the sentence proposes in place of the one that is there. */
function withNearName(problem: Problem): Problem {
  const names = problem.fixes === undefined ? suggestedName(problem) : null;
  if (names === null || problem.to - problem.from !== names.wrong.length) return problem;
  const { message, from, to } = problem;
  const fix: Fix = { title: `Write ${names.right}`, edits: [{ message, from, to, insert: names.right }] };
  return { ...problem, fixes: [fix] };
}

/** The name that the sentence proposes, and the one it stands for. */
export function suggestedName(problem: Problem): { wrong: string; right: string } | null {
  const found = /variable (\S+?)\.? (?:has no value\. )?Did you mean (\S+)\?$/.exec(problem.text);
  return found ? { wrong: found[1]!, right: found[2]! } : null;
}
