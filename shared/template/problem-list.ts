import { TemplateError, type Place, type TemplateFix, type TemplateProblem } from './template-language.ts';

/** More than anybody reads; errors cost time, and a damaged file can hold one per character. */
const MAX_PROBLEMS = 100;

/** The problems found in one text, in order of place, each place and code once. */
export class ProblemList {
  private readonly found: TemplateProblem[] = [];

  get isFull(): boolean {
    return this.found.length >= MAX_PROBLEMS;
  }

  error(code: string, text: string, place: Place, fixes: readonly TemplateFix[] = []): void {
    this.add('error', code, text, place, fixes);
  }

  warning(code: string, text: string, place: Place, fixes: readonly TemplateFix[] = []): void {
    this.add('warning', code, text, place, fixes);
  }

  thrown(error: TemplateError): void {
    this.error(error.code, error.message, error.place, error.fixes);
  }

  list(): TemplateProblem[] {
    return this.found.toSorted(byPlace);
  }

  private add(
    severity: TemplateProblem['severity'],
    code: string,
    text: string,
    { from, to }: Place,
    fixes: readonly TemplateFix[],
  ): void {
    if (this.isFull || this.found.some((other) => other.from === from && other.code === code)) return;
    this.found.push({ severity, code, text, from, to, ...(fixes.length > 0 ? { fixes } : {}) });
  }
}

/** In the order in which things stand in a text. */
export function byPlace(a: Place, b: Place): number {
  return a.from - b.from || a.to - b.to;
}

/** Throws the first error among `problems`, so that what a check refuses is never rendered. */
export function throwFirst(problems: readonly TemplateProblem[]): void {
  const first = problems.find((problem) => problem.severity === 'error');
  if (first) throw new TemplateError(first.code, first.text, { from: first.from, to: first.to }, first.fixes);
}
