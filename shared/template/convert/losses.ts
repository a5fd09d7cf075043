import type { Place } from '../template-language.ts';

/** `note`: said in another way that may differ for some values; `loss`: left out, or no longer does what it did. */
export type Loss = Place & { severity: 'note' | 'loss'; text: string };

/** What a conversion could not carry, each place and sentence once. */
export class Losses {
  private readonly found: Loss[] = [];

  note(text: string, { from, to }: Place): void {
    this.add({ severity: 'note', text, from, to });
  }

  loss(text: string, { from, to }: Place): void {
    this.add({ severity: 'loss', text, from, to });
  }

  list(): Loss[] {
    return this.found.toSorted((a, b) => a.from - b.from || a.to - b.to);
  }

  private add(loss: Loss): void {
    if (!this.found.some((other) => other.from === loss.from && other.text === loss.text)) this.found.push(loss);
  }
}
