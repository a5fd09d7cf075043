import { TemplateError, type Place, type TemplateProblem } from './template-language.ts';

/** More than anybody reads; errors cost time, and a damaged file can hold one per character. */
const MAX_PROBLEMS = 100;

/** The problems found in one text, in order of place, each place and code once. */
export class ProblemList {
  private readonly found: TemplateProblem[] = [];

  get isFull(): boolean {
    return this.found.length >= MAX_PROBLEMS;
  }

  error(code: string, text: string, place: Place): void {
    this.add({ severity: 'error', code, text, from: place.from, to: place.to });
  }

  warning(code: string, text: string, place: Place): void {
    this.add({ severity: 'warning', code, text, from: place.from, to: place.to });
  }

  thrown(error: TemplateError): void {
    this.error(error.code, error.message, error.place);
  }

  list(): TemplateProblem[] {
    return this.found.toSorted((a, b) => a.from - b.from || a.to - b.to);
  }

  private add(problem: TemplateProblem): void {
    if (this.isFull) return;
    const known = this.found.some((other) => other.from === problem.from && other.code === problem.code);
    if (!known) this.found.push(problem);
  }
}

/** Throws the first error among `problems`, so that what a check refuses is never rendered. */
export function throwFirst(problems: readonly TemplateProblem[]): void {
  const first = problems.find((problem) => problem.severity === 'error');
  if (first) throw new TemplateError(first.code, first.text, { from: first.from, to: first.to });
}
