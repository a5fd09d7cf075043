import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectFiles, runImport } from '../../../main/interchange/run-import.ts';
import { sourceFrom, sourcesIn, type OpenedSource } from '../../../main/interchange/source-file.ts';
import { promptRows } from '../../../main/registry/prompt-queries.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { verify } from '../../../main/registry/verify.ts';
import { ImportOptions, type ImportFormat, type LossReport } from '../../../shared/interchange.ts';
import { corpus } from '../../corpus.ts';
import { hashOf, newWorkspace, promptWith, temporaryFolder } from '../registry/workspace-under-test.ts';
import { refusalOf } from './refusal-of.ts';

const prompts = corpus('awesome-chatgpt-prompts.csv');
const history = corpus('fabric-pattern-history.jsonl');

describe('an import of files', () => {
  test('reads each file of a folder by its own kind, and passes over what it does not know', () => {
    const registry = newWorkspace();
    const files = folderOf({
      'note.md': 'Write a note about {{ topic }}.',
      'more/table.csv': 'act,prompt\nOne,First\nTwo,Second\n',
      'picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]),
    });
    const report = bring(registry, files);
    expect(promptRows(registry).map((row) => row.name)).toEqual(['note', 'One', 'Two']);
    expect(report).toMatchObject({ prompts: 3, versions: 3, skipped: 1 });
    expect(report.losses).toEqual([{ severity: 'error', file: 'picture.png', text: expect.any(String) as string }]);
    expect(refusalOf(() => bring(newWorkspace(), files, { strict: true }))?.code).toBe('strict');
  });

  test('says for one file that it cannot tell its kind', () => {
    expect(refusalOf(() => bring(newWorkspace(), [source('x.bin', '\u0001\u0002')]))?.message).toBe(
      'Galley cannot tell what kind of file x.bin is. Choose its format.',
    );
  });

  test('refuses a folder that cannot be one', () => {
    const files = [source('a.md', 'x')];
    expect(refusalOf(() => bring(newWorkspace(), files, { folder: 'a/../b' }))).toMatchObject({ code: 'bad-folder' });
    expect(refusalOf(() => bring(newWorkspace(), files, { folder: 'a/' }))?.code).toBe('bad-folder');
  });

  test('counts as it goes, and stops where it is told to', () => {
    const registry = newWorkspace();
    const files = [source('a.csv', `act,prompt\n${rows(500)}`)];
    const seen: number[] = [];
    runImport(registry, files, null, ImportOptions.parse({}), (done) => seen.push(done));
    expect(seen).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
  });

  test('of a large file is read on a second thread, with the same outcome and the same report', () => {
    const text = `act,prompt\n${rows(900, 6_000)}"",no name\nshort\n${rows(3)}`;
    const path = join(temporaryFolder(), 'large.csv');
    writeFileSync(path, text);
    const [large, small] = [newWorkspace(), newWorkspace()];
    const onThread = bring(large, [...sourcesIn(path)]);
    const inPlace = bring(small, [source('large.csv', text)]);
    expect(text.length).toBeGreaterThan(4_000_000);
    expect(onThread).toEqual(inPlace);
    expect(onThread.lossCount).toBeGreaterThan(0);
    expect(contents(large)).toEqual(contents(small));
    verify(large);
  });

  test('of a large file that cannot be read to its end adds nothing', () => {
    const registry = newWorkspace();
    const path = join(temporaryFolder(), 'large.csv');
    writeFileSync(
      path,
      Buffer.concat([Buffer.from(`act,prompt\n${rows(900, 6_000)}`), Buffer.from([0xff, 0xfe, 0x41])]),
    );
    const hash = hashOf(registry);
    expect(refusalOf(() => bring(registry, [...sourcesIn(path)]))?.code).toBe('invalid-utf8');
    expect(refusalOf(() => bring(registry, [...sourcesIn(path)], { strict: true }))?.code).toBe('invalid-utf8');
    expect(hashOf(registry)).toBe(hash);
  });

  test.skipIf(prompts.absent)('of 1,529 real prompts brings them all, once', () => {
    const registry = newWorkspace();
    expect(bring(registry, [...sourcesIn(prompts.path)])).toMatchObject({ prompts: 1_529, versions: 1_529 });
    expect(bring(registry, [...sourcesIn(prompts.path)])).toMatchObject({ prompts: 0, versions: 0, unchanged: 1_529 });
    verify(registry);
  });

  test.skipIf(history.absent)('of 888 real revisions brings 239 prompts with their histories, once', () => {
    const registry = newWorkspace();
    expect(bring(registry, [...sourcesIn(history.path)])).toMatchObject({ prompts: 239, versions: 888 });
    expect(bring(registry, [...sourcesIn(history.path)])).toMatchObject({ prompts: 0, versions: 0, unchanged: 239 });
    verify(registry);
  });
});

describe('a look at files', () => {
  test('shows the columns, the guess and the first prompts, and changes nothing', () => {
    expect(inspectFiles([source('a.csv', `act,prompt\n${rows(20)}`)], null)).toMatchObject({
      format: 'csv',
      columns: [{ name: 'act' }, { name: 'prompt' }],
      mapping: { name: 'act', messages: [{ column: 'prompt', role: 'user' }] },
      sample: { length: 5, 0: { name: 'Prompt 0', text: expect.stringContaining('words') as string } },
    });
  });

  test('is refused where there is nothing to look at', () => {
    expect(refusalOf(() => inspectFiles([], null))?.code).toBe('no-files');
    expect(refusalOf(() => inspectFiles([source('x.bin', '\u0001')], null))?.code).toBe('unknown-format');
  });
});

describe('bad input gives one clear sentence and leaves the workspace as it was:', () => {
  const huge = 'x'.repeat(50_000_000);
  test.each<[string, string, Uint8Array | string, ImportFormat | null]>([
    ['invalid UTF-8', 'a.csv', Buffer.from([0x61, 0x2c, 0xc3, 0x28, 0x0a]), null],
    ['half of UTF-16', 'a.md', Buffer.from([0xff, 0xfe, 0x41]), null],
    ['an unterminated quote', 'a.csv', 'act,prompt\nOne,"never closed\nTwo,x\n', null],
    ['a text file of 50 MB', 'a.md', huge, null],
    ['a CSV cell of 50 MB', 'a.csv', `act,prompt\nOne,${huge}\n`, null],
    [
      'JSON of 50 MB',
      'a.json',
      `{"galley":1,"prompts":[{"name":"a","versions":[{"content":{"messages":[{"role":"user","text":"${huge}"}]}}]}]}`,
      null,
    ],
    [
      'JSON that is 100,000 levels deep',
      'a.json',
      `{"galley":1,"prompts":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      null,
    ],
    [
      'JSON with a deep schema',
      'a.json',
      `{"galley":1,"prompts":[{"name":"a","versions":[{"content":{"messages":[],"responseSchema":{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}}}]}]}`,
      null,
    ],
    ['JSON that breaks off', 'a.json', '{"galley":1,"prompts":[{"name":', null],
    ['JSON of another program', 'a.json', '{"hello":"world"}', null],
    ['a line of JSONL that is none', 'a.jsonl', '{"name":"a","prompt":"x"}\n{"name":', null],
    [
      'a YAML bomb',
      'a.prompt',
      `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[at]}`).join(',')}]`)
        .join('\n')}\n---\nhello`,
      null,
    ],
    ['YAML that is none', 'a.prompt', '---\na: [1, 2\n---\nhello', null],
    ['a name with “..”', 'a.json', carried('a/../b'), null],
    ['a name with control characters', 'a.json', carried('a\u0000b'), null],
    ['a name of 10,000 characters', 'a.json', carried('x'.repeat(10_000)), null],
    ['the wrong format', 'a.csv', 'act,prompt\na,b\n', 'galley'],
  ])('%s', (_, name, content, format) => {
    const registry = newWorkspace();
    promptWith(registry, 'mine', 'words');
    const before = { hash: hashOf(registry), changes: registry.log.count(), draft: digest(registry) };
    const refusal = refusalOf(() => bring(registry, [source(name, content)], { strict: true }, format));
    expect(refusal).not.toBeNull();
    expect(refusal!.message).toMatch(/^[^\n]{10,400}$/);
    expect(refusal!.message).toMatch(/[.…]$/);
    expect(refusal!.message).not.toMatch(/undefined|\[object|Error:|SQLITE|zod/i);
    expect({ hash: hashOf(registry), changes: registry.log.count(), draft: digest(registry) }).toEqual(before);
    verify(registry);
  });

  test('a file of 50 MB that holds many prompts comes in', () => {
    const registry = newWorkspace();
    const path = join(temporaryFolder(), 'big.csv');
    writeFileSync(path, `act,prompt\n${rows(50, 1_000_000)}`);
    expect(bring(registry, [...sourcesIn(path)])).toMatchObject({ prompts: 50, skipped: 0 });
    verify(registry);
  });
});

function bring(
  registry: Registry,
  files: OpenedSource[],
  options: Partial<ImportOptions> = {},
  format: ImportFormat | null = null,
): LossReport {
  return runImport(registry, files, format, ImportOptions.parse(options));
}

function source(path: string, content: Uint8Array | string): OpenedSource {
  return sourceFrom(path, typeof content === 'string' ? Buffer.from(content) : content);
}

function folderOf(files: Record<string, Uint8Array | string>): OpenedSource[] {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return [...sourcesIn(folder)];
}

/** Rows of a CSV file: `Prompt n` and words of about `length` characters. */
function rows(count: number, length = 60): string {
  return Array.from(
    { length: count },
    (_, at) => `Prompt ${at},${`${at} words `.repeat(Math.ceil(length / 8))}\n`,
  ).join('');
}

function carried(name: string): string {
  return JSON.stringify({
    galley: 1,
    prompts: [{ name, versions: [{ content: { messages: [{ role: 'user', text: 'x' }] } }] }],
  });
}

function contents(registry: Registry): unknown[] {
  return [...registry.log.read()].flatMap(({ change }) =>
    change.kind === 'version.committed' ? [change.content] : [],
  );
}

function digest(registry: Registry): string {
  return createHash('sha256').update(readFileSync(registry.path)).digest('hex');
}
