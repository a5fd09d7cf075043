import Database from 'better-sqlite3';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf, type Content } from '../../../shared/content.ts';
import { formatNamed } from '../../interchange/formats.ts';
import { runImport } from '../../interchange/run-import.ts';
import { openSource } from '../../interchange/source-file.ts';
import { Registry } from '../../registry/registry.ts';
import { benchPrompts } from './bench-prompts.ts';
import { median, seconds, timed, type BenchWorld, type Figure } from './measure.ts';

const ROUNDS = 3;

function sourcePath(world: BenchWorld): string {
  return join(world.folder, 'source.jsonl');
}

export function workspacePath(world: BenchWorld): string {
  return join(world.folder, 'bench.galley');
}

/** Writes the file that both sides import: a line a version. */
export function writeSource(world: BenchWorld): void {
  const [file] = formatNamed('jsonl').write(benchPrompts(world.texts, world.prompts, world.versions), {
    lose: () => undefined,
  });
  writeFileSync(sourcePath(world), file!.bytes);
}

/** A file of whole histories into a durable, searchable workspace, against a script that parses the same file and puts
 *  each version into a table, with the same index over the newest texts and one transaction. */
export function benchImport(world: BenchWorld): Figure {
  const own: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    remove(workspacePath(world));
    own.push(timed(() => importWhole(world)).milliseconds);
    raw.push(timed(() => insertRaw(world, join(world.folder, 'raw.sqlite'))).milliseconds);
  }
  const count = (world.prompts * world.versions).toLocaleString('en');
  return {
    name: `import of ${count} versions`,
    galley: `galley import of a JSONL file, durable and searchable: ${seconds(median(own))}`,
    peer: `the same file by JSON.parse and better-sqlite3 inserts, same index: ${seconds(median(raw))}`,
    ratio: median(own) / median(raw),
    aim: 1.6,
  };
}

/** The source file imported into a workspace that was not there. */
export function importWhole(world: BenchWorld): void {
  const registry = new Registry(workspacePath(world), { create: true, author: 'Ana' });
  const options = { strict: true, folder: '', mapping: null };
  const report = runImport(registry, [openSource(sourcePath(world), 'source.jsonl')], null, options);
  registry.close();
  if (report.versions !== world.prompts * world.versions)
    throw new Error(`the import added ${report.versions} versions`);
}

type Line = { name: string; revision: number; author: string; message: string; committedAt: string; content: Content };

function insertRaw(world: BenchWorld, path: string): void {
  remove(path);
  const db = new Database(path);
  db.pragma('page_size = 8192');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`CREATE TABLE versions (prompt TEXT NOT NULL, number INTEGER NOT NULL, author TEXT NOT NULL, message TEXT NOT NULL,
    at TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (prompt, number)) STRICT;
    CREATE VIRTUAL TABLE heads USING fts5 (name, text, content='', contentless_delete=1, detail=none, tokenize='trigram');`);
  const version = db.prepare('INSERT INTO versions VALUES (?,?,?,?,?,?)');
  const head = db.prepare('INSERT INTO heads (rowid, name, text) VALUES (?,?,?)');
  db.transaction(() => {
    let last: Line | undefined;
    let prompts = 0;
    for (const text of readFileSync(sourcePath(world), 'utf8').split('\n')) {
      const line = text === '' ? undefined : (JSON.parse(text) as Line);
      if (last && last.name !== line?.name) head.run((prompts += 1), last.name, textOf(last.content));
      if (line)
        version.run(
          line.name,
          line.revision,
          line.author,
          line.message,
          line.committedAt,
          JSON.stringify(line.content),
        );
      last = line;
    }
  })();
  db.close();
}

function remove(path: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
}
