import { MAX_LOSSES, type CarriedPrompt, type Loss } from '../../shared/interchange.ts';
import { Refused } from '../../shared/reply.ts';

/** What could not be carried, as it is met. Under `strict` the first skipped item ends the work. */
export class LossList {
  readonly shown: Loss[] = [];
  count = 0;
  /** How many of them are items passed over. */
  skipped = 0;
  private readonly strict: boolean;
  /** What ended the work: said once, also where a reader takes the refusal for one of its own and reports it again. */
  private end: Refused | null = null;

  constructor(strict: boolean) {
    this.strict = strict;
  }

  add(loss: Loss): void {
    if (loss.severity === 'error' && this.strict) throw (this.end ??= new Refused('strict', sentence(loss), { loss }));
    this.count += 1;
    if (loss.severity === 'error') this.skipped += 1;
    if (this.shown.length < MAX_LOSSES) this.shown.push(loss);
  }
}

/** One line for a person: where, what. */
export function sentence(loss: Loss): string {
  const place = [
    loss.file,
    loss.line === undefined ? undefined : `line ${loss.line}`,
    loss.prompt && `“${loss.prompt}”`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
  return place === '' ? loss.text : `${place}: ${loss.text}`;
}

/** Where a loss about `carried` belongs. */
export function placeOf(
  carried: Pick<CarriedPrompt, 'file' | 'line' | 'name'>,
): Pick<Loss, 'file' | 'line' | 'prompt'> {
  return { file: carried.file, line: carried.line, prompt: carried.name };
}
