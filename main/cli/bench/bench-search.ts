import Database from 'better-sqlite3';
import { join } from 'node:path';
import { Registry } from '../../registry/registry.ts';
import { searchPrompts } from '../../registry/search.ts';
import { benchPrompts } from './bench-prompts.ts';
import { workspacePath } from './bench-import.ts';
import { quantile, seconds, timed, type BenchWorld, type Figure } from './measure.ts';
import { seeded } from './random.ts';

const QUERIES = 300;
const HITS = 50;

/** What a person types into the search field, letter by letter, to ranked prompts with their passages, against the bare
 *  query by which FTS5 finds the same letters in the same texts: LIKE over a trigram table, rowids only, unranked. */
export function benchSearch(world: BenchWorld): Figure {
  const registry = new Registry(workspacePath(world));
  const peer = peerOf(world);
  const own: number[] = [];
  const bare: number[] = [];
  const queries = typed(world.texts);
  for (const isMeasured of [false, true]) {
    for (const text of queries) {
      const theirs = timed(() => peer.ask(text));
      const ours = timed(() => searchPrompts(registry, { text, archived: false, limit: HITS }));
      if (!isMeasured) continue; // the first round fills the caches of both
      bare.push(theirs.milliseconds);
      own.push(ours.milliseconds);
    }
  }
  registry.close();
  peer.close();
  return {
    name: 'search, 95th percentile',
    galley: `${HITS} ranked prompts with passages: ${seconds(quantile(own, 0.95))} (median ${seconds(quantile(own, 0.5))})`,
    peer: `the bare FTS5 query, ${HITS} rowids: ${seconds(quantile(bare, 0.95))} (median ${seconds(quantile(bare, 0.5))})`,
    ratio: quantile(own, 0.95) / quantile(bare, 0.95),
    aim: 1.5,
  };
}

/** The newest texts in an FTS5 table as SQLite's manual has it for finding any letters in a row. */
function peerOf(world: BenchWorld): { ask(text: string): unknown; close(): void } {
  const db = new Database(join(world.folder, 'peer.sqlite'));
  db.exec("CREATE VIRTUAL TABLE heads USING fts5 (name, text, tokenize='trigram')");
  const insert = db.prepare('INSERT INTO heads (name, text) VALUES (?, ?)');
  db.transaction(() => {
    for (const { name, versions } of benchPrompts(world.texts, world.prompts, world.versions))
      insert.run(
        name,
        versions
          .at(-1)!
          .content.messages.map((message) => message.text)
          .join('\n\n'),
      );
  })();
  return {
    ask(text) {
      const words = text.split(' ').map((word) => `%${word}%`);
      const where = words.map(() => 'text LIKE ?').join(' AND ');
      return db.prepare(`SELECT rowid FROM heads WHERE ${where} LIMIT ${HITS}`).all(...words);
    },
    close: () => db.close(),
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
