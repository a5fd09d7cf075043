import Database from 'better-sqlite3';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkWhole, openDatabase } from '../../../main/registry/open-database.ts';
import { migrations } from '../../../main/registry/migrations.ts';
import { Registry, UNCHECKED } from '../../../main/registry/registry.ts';
import { verify } from '../../../main/registry/verify.ts';
import { refusalOf } from '../interchange/refusal-of.ts';
import {
  commit,
  fileHashes,
  hashOf,
  newWorkspace,
  openAt,
  promptWith,
  temporaryFolder,
} from './workspace-under-test.ts';

const now = { create: false, check: 'now' } as const;

describe('a new workspace', () => {
  test('is made with its folders, in pages of 8 KB, with a write-ahead log that is flushed at every commit', () => {
    const registry = openAt(join(temporaryFolder(), 'a', 'b', 'new.galley'), { create: true });
    const pragma = (name: string) => registry.db.pragma(name, { simple: true });
    expect([pragma('page_size'), pragma('journal_mode'), pragma('synchronous')]).toEqual([8192, 'wal', 2]);
    expect(registry.state.workspace()?.name).toBe('new');
  });

  test('is not made unless asked', () => {
    const path = join(temporaryFolder(), 'none.galley');
    expect(refusalOf(() => new Registry(path))).toMatchObject({
      code: 'no-workspace',
      message: `There is no workspace at ${path}. Make one with “galley init”, or name another file.`,
    });
    writeFileSync(path, '');
    expect(refusalOf(() => new Registry(path))?.code).toBe('no-workspace');
    expect(openAt(path, { create: true }).log.count()).toBe(1);
  });

  test('whose making was broken off can be made', () => {
    const path = join(temporaryFolder(), 'begun.galley');
    const begun = new Database(path);
    begun.pragma('page_size = 8192');
    begun.pragma('journal_mode = WAL');
    begun.close();
    expect(refusalOf(() => new Registry(path))?.code).toBe('no-workspace');
    expect(openAt(path, { create: true }).log.count()).toBe(1);
  });

  test('is refused where a file stands in the place of its folder', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'x');
    expect(refusalOf(() => new Registry(join(folder, 'file', 'w.galley'), { create: true }))?.code).toBe('cannot-open');
  });
});

describe('a file that is no workspace is refused and left as it is:', () => {
  test.each<[string, (path: string) => void, string, RegExp]>([
    [
      'a text file',
      (path) => writeFileSync(path, 'name,prompt\na,b\n'.repeat(100)),
      'not-a-workspace',
      /is not a Galley workspace, or its beginning is damaged/,
    ],
    ['a single byte', (path) => writeFileSync(path, 'x'), 'not-a-workspace', /its beginning is damaged/],
    [
      'SQLite’s, but another program’s',
      (path) => foreign(path),
      'not-a-workspace',
      /is a SQLite file, but not a Galley workspace/,
    ],
    [
      'from the future',
      (path) => fromTheFuture(path),
      'from-the-future',
      /was written by a newer Galley. Update Galley to open it/,
    ],
    ['with a damaged beginning', (path) => damage(path, 0, 200), 'not-a-workspace', /its beginning is damaged/],
    [
      'cut off in the middle',
      (path) => truncateSync(path, sizeOf(workspace(path)) / 2),
      'damaged',
      /is damaged, so Galley leaves it untouched/,
    ],
    ['cut off in its first page', (path) => truncateSync(workspace(path), 3_000), 'damaged', /is damaged/],
    [
      'with its last page missing',
      (path) => truncateSync(path, sizeOf(workspace(path)) - 8192),
      'damaged',
      /is damaged/,
    ],
  ])('%s', (_, make, code, sentence) => {
    const path = join(temporaryFolder(), 'file.galley');
    make(path);
    const before = fileHashes(path);
    for (const check of ['now', 'later', 'done'] as const) {
      const refusal = refusalOf(() => new Registry(path, { create: true, check }));
      expect(refusal?.code).toBe(code);
      expect(refusal?.message).toMatch(sentence);
      expect(refusal?.message.startsWith('file.galley')).toBe(true);
    }
    expect(fileHashes(path).database).toBe(before.database);
  });

  test('a folder', () => {
    const path = join(temporaryFolder(), 'folder.galley');
    mkdirSync(path);
    expect(refusalOf(() => new Registry(path, { create: true }))?.message).toContain('is not a file');
    expect(readdirSync(path)).toEqual([]);
  });

  test('a workspace from the future whose newest numbers are still in its journal', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'future.galley');
    const registry = newWorkspace();
    registry.db.pragma('user_version = 99');
    for (const end of ['', '-wal']) copyFileSync(registry.path + end, path + end);
    const before = fileHashes(path);
    expect(before.journal).not.toBeNull();
    expect(refusalOf(() => new Registry(path))?.code).toBe('from-the-future');
    expect(fileHashes(path)).toEqual(before);
  });
});

describe('a file with damaged pages', () => {
  test('is refused, with its journal, and neither is written to', () => {
    const registry = newWorkspace();
    registry.db.pragma('wal_autocheckpoint = 0');
    promptWith(registry, 'a', ...Array.from({ length: 30 }, (_, at) => `${at} ${'words '.repeat(2_000)}`));
    registry.db.pragma('wal_checkpoint(TRUNCATE)');
    promptWith(registry, 'b', 'in the journal');
    const copy = join(temporaryFolder(), 'copy.galley');
    for (const end of ['', '-wal']) copyFileSync(registry.path + end, copy + end);
    overwrite(copy, Math.floor(sizeOf(registry.path) / 8192 / 2) * 8192, 600);
    const before = fileHashes(copy);
    expect(before.journal).not.toBeNull();
    for (const check of ['now', 'later'] as const)
      expect(refusalOf(() => new Registry(copy, { check }))?.code).toBe('damaged');
    expect(fileHashes(copy)).toEqual(before);
  });

  test('is opened where the check is put off, but not written to before the check, which finds it', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(
      registry,
      'a',
      ...Array.from({ length: 30 }, (_, at) => `${at} ${'words '.repeat(2_000)}`),
    );
    const { path } = registry;
    registry.close();
    overwrite(path, Math.floor(sizeOf(path) / 8192 / 2) * 8192, 600);
    const before = fileHashes(path);
    expect(refusalOf(() => new Registry(path))?.code).toBe('damaged');
    const unchecked = new Registry(path, { check: 'later' });
    expect(unchecked.isChecked).toBe(false);
    expect(refusalOf(() => commit(unchecked, promptId, 'more'))?.code).toBe(UNCHECKED);
    const damage = refusalOf(() => checkWhole(path))!;
    expect(damage.code).toBe('damaged');
    unchecked.settleCheck(damage);
    expect(refusalOf(() => commit(unchecked, promptId, 'more'))).toEqual(damage);
    unchecked.close();
    expect(fileHashes(path)).toEqual(before);
  });

  test('is found by the check, or else by verify, wherever a byte was changed in what is kept', () => {
    const registry = newWorkspace();
    promptWith(registry, 'a', 'some words to begin with', 'some words to go on with');
    const { path } = registry;
    const hash = hashOf(registry);
    registry.close();
    const whole = readFileSync(path);
    let found = 0;
    for (let at = 100; at < whole.length; at += 97) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 0xff;
      writeFileSync(path, bytes);
      const outcome = met(path);
      if (outcome === 'refused') found += 1;
      else expect(outcome).toBe(hash); // free space, or something that is of no matter
    }
    expect(found).toBeGreaterThan(20);
  });

  test('of a sound workspace there are none', () => {
    const registry = newWorkspace();
    promptWith(registry, 'a', 'one');
    checkWhole(registry.path);
    const { path } = registry;
    registry.close();
    const again = openAt(path, { check: 'later' });
    expect(again.isChecked).toBe(false);
    again.settleCheck(null);
    promptWith(again, 'b', 'two');
    expect(openAt(path, { check: 'later' }).isChecked).toBe(true); // it has a journal now: checked at once
  });
});

describe('migrating', () => {
  const older = [...migrations, 'CREATE TABLE added (a TEXT) STRICT;'];
  const newer = [...older, 'ALTER TABLE added ADD COLUMN b TEXT; UPDATE added SET b = upper(a);'];

  function olderWorkspace(): string {
    const path = join(temporaryFolder(), 'old.galley');
    const opened = openDatabase(path, { ...now, create: true, migrations: older });
    opened.db.exec("INSERT INTO added VALUES ('kept')");
    opened.close();
    return path;
  }

  test('takes the missing steps, after a backup that opens as the workspace was', () => {
    const path = olderWorkspace();
    const opened = openDatabase(path, { ...now, migrations: newer });
    expect(opened.db.prepare('SELECT a, b FROM added').get()).toEqual({ a: 'kept', b: 'KEPT' });
    expect(opened.db.pragma('user_version', { simple: true })).toBe(newer.length);
    opened.close();
    const backup = openDatabase(`${path}.before-v${newer.length}.backup`, { ...now, migrations: older });
    expect(backup.db.prepare('SELECT * FROM added').get()).toEqual({ a: 'kept' });
    backup.close();
    expect(refusalOf(() => openDatabase(path, { ...now, migrations: older }))?.code).toBe('from-the-future');
  });

  test('that fails leaves the workspace as it was, and the backup is of the last moment before', () => {
    const path = olderWorkspace();
    const failing = [...older, "INSERT INTO added VALUES ('half'); SELECT no_such_function();"];
    for (const text of ['first try', 'second try']) {
      expect(() => openDatabase(path, { ...now, migrations: failing })).toThrow('no_such_function');
      const opened = openDatabase(path, { ...now, migrations: older });
      expect(opened.db.prepare('SELECT count(*) AS n FROM added').get()).toEqual({ n: text === 'first try' ? 1 : 2 });
      opened.db.prepare('INSERT INTO added VALUES (?)').run(text);
      opened.close();
    }
    openDatabase(path, { ...now, migrations: newer }).close();
    const backup = openDatabase(`${path}.before-v${newer.length}.backup`, { ...now, migrations: older });
    expect(backup.db.prepare('SELECT a FROM added').pluck().all()).toEqual(['kept', 'first try', 'second try']);
    backup.close();
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('is not begun where the backup cannot be written', () => {
    const path = olderWorkspace();
    mkdirSync(`${path}.before-v${newer.length}.backup`);
    writeFileSync(join(`${path}.before-v${newer.length}.backup`, 'in the way'), '');
    expect(refusalOf(() => openDatabase(path, { ...now, migrations: newer }))?.code).toBe('backup-failed');
    const opened = openDatabase(path, { ...now, migrations: older });
    expect(opened.db.prepare('SELECT * FROM added').get()).toEqual({ a: 'kept' });
    opened.close();
  });
});

/** A closed workspace at `path`. */
function workspace(path: string): string {
  const registry = new Registry(path, { create: true });
  promptWith(registry, 'a', 'one', 'two '.repeat(20_000));
  registry.close();
  return path;
}

function foreign(path: string): void {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)');
  db.close();
}

function fromTheFuture(path: string): void {
  const db = new Database(workspace(path));
  db.pragma('user_version = 99');
  db.close();
}

function damage(path: string, from: number, length: number): void {
  overwrite(workspace(path), from, length);
}

function overwrite(path: string, from: number, length: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, from, from + length);
  writeFileSync(path, bytes);
}

function sizeOf(path: string): number {
  return readFileSync(path).length;
}

/** What a changed file came to: refused, or a state that verify found to be right. */
function met(path: string): string {
  let registry: Registry | undefined;
  try {
    registry = new Registry(path);
    return verify(registry).stateHash;
  } catch {
    return 'refused';
  } finally {
    registry?.close();
  }
}
