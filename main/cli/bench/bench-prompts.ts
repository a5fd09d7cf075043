import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { emptyContent, type Content } from '../../../shared/content.ts';
import type { CarriedPrompt } from '../../../shared/interchange.ts';
import { examples } from '../../registry/example-prompts.ts';
import { seeded } from './random.ts';

/** Where the texts came from, as a sentence for the report, and the texts. */
export type BenchTexts = { source: string; texts: string[] };

const LONGEST = 20_000; // characters; a handful of book-length prompts would otherwise be most of the bytes

/** Real prompts from `folder`, where the corpus files are in it; Galley's own examples otherwise. */
export function benchTexts(folder: string): BenchTexts {
  const csv = join(folder, 'awesome-chatgpt-prompts.csv');
  const jsonl = join(folder, 'fabric-pattern-history.jsonl');
  if (!existsSync(csv) || !existsSync(jsonl)) {
    const texts = examples.flatMap((example) =>
      example.versions.map(({ content }) => content.messages.map((m) => m.text).join('\n\n')),
    );
    return { source: `Galley's own ${texts.length} example texts (no corpus at ${folder})`, texts };
  }
  const rows = Papa.parse<{ prompt?: string }>(readFileSync(csv, 'utf8'), { header: true, skipEmptyLines: true }).data;
  const lines = readFileSync(jsonl, 'utf8').trim().split('\n');
  const heads = new Map(
    lines.map((line) => JSON.parse(line) as { name: string; system: string }).map((one) => [one.name, one.system]),
  );
  const texts = [...rows.map((row) => row.prompt ?? ''), ...heads.values()].filter(
    (text) => text.length > 40 && text.length < LONGEST,
  );
  return { source: `${texts.length} prompts of the corpus`, texts };
}

/**
 * `prompts` × `versions`, made from `texts` by seeded edits such as people make: each version replaces, adds or removes
 * a sentence or two. The same arguments give the same prompts.
 */
export function* benchPrompts(texts: string[], prompts: number, versions: number): Iterable<CarriedPrompt> {
  const random = seeded(20_261_123);
  const sentences = texts
    .flatMap((text) => text.split(/(?<=[.!?])\s+/))
    .filter((one) => one.length > 20 && one.length < 200);
  const start = Date.UTC(2026, 0, 1);
  for (let at = 0; at < prompts; at += 1) {
    let text = `${texts[at % texts.length]!}\n\nCase ${at}. ${random.pick(sentences)}`;
    const history: CarriedPrompt['versions'] = [];
    for (let number = 1; number <= versions; number += 1) {
      if (number > 1) text = edited(text, sentences, random);
      const committedAt = start + (at * versions + number) * 60_000;
      history.push({
        content: contentOf(text),
        message: random.pick(sentences).slice(0, 50).toWellFormed(),
        author: 'Ana',
        committedAt,
      });
    }
    const folder = `team-${String(at % 100).padStart(2, '0')}`;
    yield {
      name: `${folder}/prompt ${String(at).padStart(5, '0')}`,
      tags: [],
      labels: at % 3 === 0 ? { production: versions - 1 } : {},
      versions: history,
    };
  }
}

function contentOf(text: string): Content {
  return {
    ...emptyContent(),
    messages: [
      { role: 'system', text },
      { role: 'user', text: '{{ input }}' },
    ],
  };
}

function edited(text: string, sentences: string[], random: ReturnType<typeof seeded>): string {
  const parts = text.split(/(?<=[.!?])(?=\s)/);
  for (let edits = 1 + random.below(2); edits > 0; edits -= 1) {
    const at = random.below(parts.length);
    const kind = random.below(4);
    if (kind === 0) parts.splice(at, 0, ` ${random.pick(sentences)}`);
    else if (kind === 1 && parts.length > 3) parts.splice(at, 1);
    else parts[at] = ` ${random.pick(sentences)}`;
  }
  return parts.join('');
}
