import { trigramsOf } from '../../registry/search.ts';
import { searchPrompts } from '../../registry/search.ts';
import { Registry } from '../../registry/registry.ts';
import { workspacePath } from './bench-import.ts';
import { quantile, seconds, timed, type BenchWorld, type Figure } from './measure.ts';
import { seeded } from './random.ts';

const QUERIES = 300;

/** What a person types into the search field, letter by letter, to a page of 50 ranked prompts with their passages,
 *  against asking the index alone which prompts hold the letters. */
export function benchSearch(world: BenchWorld): Figure {
  const registry = new Registry(workspacePath(world));
  const own: number[] = [];
  const bare: number[] = [];
  const queries = typed(world.texts);
  for (const measured of [false, true]) {
    for (const text of queries) {
      const match = trigramsOf(text.toLowerCase().split(' '))!;
      const theirs = timed(() => registry.statements.all('SELECT rowid FROM heads_fts WHERE heads_fts MATCH ?', match));
      const ours = timed(() => searchPrompts(registry, { text, archived: false, limit: 50 }));
      if (!measured) continue; // the first round fills the caches of both
      bare.push(theirs.milliseconds);
      own.push(ours.milliseconds);
    }
  }
  registry.close();
  return {
    name: 'search, 95th percentile',
    galley: `50 ranked prompts with passages: ${seconds(quantile(own, 0.95))} (median ${seconds(quantile(own, 0.5))})`,
    peer: `the bare FTS5 query, rowids only: ${seconds(quantile(bare, 0.95))} (median ${seconds(quantile(bare, 0.5))})`,
    ratio: quantile(own, 0.95) / quantile(bare, 0.95),
    aim: 1.5,
  };
}

/** Words and pairs of words from the texts, cut where a person is still typing. */
function typed(texts: string[]): string[] {
  const random = seeded(7);
  const queries: string[] = [];
  while (queries.length < QUERIES) {
    const words = random.pick(texts).match(/\p{L}{3,12}/gu);
    if (!words || words.length < 3) continue;
    const at = random.below(words.length - 1);
    const full = random.below(2) === 0 ? words[at]! : `${words[at]!} ${words[at + 1]!}`;
    queries.push(full.slice(0, 3 + random.below(full.length - 2)).trim());
  }
  return queries;
}
