import { createHash } from 'node:crypto';
import type { Refusal } from '../../shared/reply.ts';
import { DeadlineWorker } from '../deadline-worker.ts';
import type { EncodingName } from './encodings.ts';
import type { TokenInput } from './token-worker.ts';

/** `exact` is false where counting took too long and the number is estimated from the length. */
export type Counted = { tokens: number; exact: boolean };

const DEADLINE = 2_000; // milliseconds for one text: long runs of one letter take time by the square of their length
const MEMORY = 1_024; // MiB
const KEPT = 5_000; // counts of texts, not texts

/** Counts the tokens of texts in a thread of its own, each text once. */
export class TokenCounts {
  private readonly worker: DeadlineWorker<TokenInput>;
  private readonly known = new Map<string, Counted>();

  constructor(deadline: number = DEADLINE) {
    this.worker = new DeadlineWorker(
      'models/token-worker',
      deadline,
      { tooSlow: () => UNCOUNTED, tooBig: UNCOUNTED },
      MEMORY,
    );
  }

  async count(encoding: EncodingName, texts: readonly string[]): Promise<Counted[]> {
    const keys = texts.map((text) => keyOf(encoding, text));
    const unknown = new Map(keys.map((key, at) => [key, texts[at]!] as const).filter(([key]) => !this.known.has(key)));
    const found = new Map<string, Counted>();
    // One text a call, so that one that overruns leaves the others exact.
    await Promise.all(
      [...unknown].map(async ([key, text]) => {
        const counted = await this.countOne(encoding, text);
        found.set(key, counted);
        this.keep(key, counted);
      }),
    );
    return keys.map((key) => found.get(key) ?? this.known.get(key)!);
  }

  close(): Promise<void> {
    return this.worker.close();
  }

  private async countOne(encoding: EncodingName, text: string): Promise<Counted> {
    if (text === '') return { tokens: 0, exact: true };
    const reply = await this.worker.ask<number[]>({ encoding, texts: [text] });
    return reply.ok ? { tokens: reply.value[0]!, exact: true } : { tokens: estimate(text), exact: false };
  }

  private keep(key: string, counted: Counted): void {
    this.known.set(key, counted);
    if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value!);
  }
}

/** Met with an estimate, and so never shown. */
const UNCOUNTED: Refusal = { code: 'overran', message: 'This text took too long to count.' };

/** Four characters to a token: what OpenAI gives for common English text. */
export function estimate(text: string): number {
  return Math.ceil(text.length / 4);
}

function keyOf(encoding: EncodingName, text: string): string {
  return `${encoding} ${createHash('sha256').update(text).digest('base64')}`;
}
