import type { Fix, Problem } from '../../shared/contract.ts';

/** Problems of the text itself first, then what else a rendering with these values found. Each is told once; where the
 *  same place is wrong and also doubtful, the doubt is told with the error. */
export function mergeProblems(checked: readonly Problem[], rendered: readonly Problem[]): Problem[] {
  const places = Map.groupBy([...checked, ...rendered], ({ message, from, to }) => `${message} ${from} ${to}`);
  const all = [...places.values()].flatMap(atOnePlace);
  return all.toSorted((a, b) => Number(a.message < 0) - Number(b.message < 0));
}

/** A variable that has no value yet: the text is not wrong, it only cannot be sent. A near name means that it is. */
export function isUnfilled({ code, fixes = [] }: Problem): boolean {
  return code === 'missing-variable' && fixes.length === 0;
}

/** How the underline in the text should look: what is only not filled in is no error of the text. */
export function underlined(problem: Problem): Problem {
  return isUnfilled(problem) ? { ...problem, severity: 'warning' } : problem;
}

function atOnePlace(problems: readonly Problem[]): readonly Problem[] {
  const once = uniqueBy(problems, ({ code, text }) => `${code} ${text}`);
  const error = once.find((problem) => problem.severity === 'error' && !isUnfilled(problem));
  // What is about the prompt as a whole has no place to share.
  if (error === undefined || error.message < 0) return once;
  const fixes = uniqueBy(
    once.flatMap((problem): Fix[] => problem.fixes ?? []),
    ({ title }) => title,
  );
  return once
    .filter(({ severity }) => severity === 'error')
    .map((problem) => (problem === error && fixes.length > 0 ? { ...problem, fixes } : problem));
}

/** The first of each. */
function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)));
}
