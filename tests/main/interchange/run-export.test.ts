import { unzipSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyImport } from './apply-carried.ts';
import { FORMATS } from '../../../main/interchange/formats.ts';
import { LossList } from '../../../main/interchange/loss-list.ts';
import { packFiles, runExport } from '../../../main/interchange/run-export.ts';
import { runImport } from '../../../main/interchange/run-import.ts';
import { sourceFrom } from '../../../main/interchange/source-file.ts';
import { archivePrompts, createPrompt } from '../../../main/registry/edit-prompts.ts';
import { currentMoveId, moveLabel, rollBackLabel } from '../../../main/registry/move-label.ts';
import { promptDetail, promptNamed, promptRows } from '../../../main/registry/prompt-queries.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { releases } from '../../../main/registry/release-queries.ts';
import { versionById, versionRows } from '../../../main/registry/version-queries.ts';
import { ImportOptions } from '../../../shared/interchange.ts';
import { anyPrompts } from '../../arbitrary-content.ts';
import { newWorkspace, promptWith } from '../registry/workspace-under-test.ts';
import { refusalOf } from './refusal-of.ts';

describe('Galley JSON', () => {
  test('brings every prompt back as it was: histories, labels, releases, tags, authors and dates', () => {
    const [from, to] = [newWorkspace(), newWorkspace({ author: 'someone else' })];
    fc.assert(
      fc.property(anyPrompts(undefined, true), (prompts) => {
        undone(from, () =>
          undone(to, () => {
            applyImport(from, prompts, new LossList(false), { folder: '' });
            transfer(from, to);
            expect(promptRows(to).map((row) => row.name)).toEqual(promptRows(from).map((row) => row.name));
            for (const { name } of promptRows(to)) expect(whole(to, name)).toEqual(whole(from, name));
          }),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('carries releases made here, rollbacks and labels taken off too', () => {
    const [from, to] = [newWorkspace(), newWorkspace()];
    const { promptId, versions } = promptWith(from, 'a', 'one', 'two', 'three');
    const move = (label: string, at: number | null) =>
      moveLabel(from, {
        promptId,
        label,
        versionId: at === null ? null : versions[at]!.versionId,
        expectedMoveId: currentMoveId(from, promptId, label),
        reason: `to ${at}`,
      });
    move('production', 0);
    move('staging', 1);
    move('production', 2);
    rollBackLabel(from, { promptId, label: 'production', reason: 'bad' });
    move('staging', null);
    transfer(from, to);
    expect(whole(to, 'a')).toEqual(whole(from, 'a'));
    expect(promptNamed(to, 'a').labels).toEqual([{ label: 'production', number: 1 }]);
  });
});

describe('an export', () => {
  test('takes the chosen prompts, archived ones too where they are chosen', () => {
    const registry = newWorkspace();
    const [a, b] = ['a', 'b', 'c'].map((name) => promptWith(registry, name, `text of ${name}`).promptId);
    createPrompt(registry, 'only a draft');
    archivePrompts(registry, [b!], true);
    const { report } = runExport(registry, { format: 'galley', promptIds: null });
    expect(report).toMatchObject({ prompts: 2, versions: 2, skipped: 0 });
    expect(runExport(registry, { format: 'galley', promptIds: [a!, b!] }).report.prompts).toBe(2);
  });

  test('of a label takes the version under it, and says which versions stay behind without one', () => {
    const registry = newWorkspace();
    const { promptId, versions } = promptWith(registry, 'a', 'one', 'two', 'three');
    promptWith(registry, 'b', 'other');
    moveLabel(registry, {
      promptId,
      label: 'production',
      versionId: versions[0]!.versionId,
      expectedMoveId: null,
      reason: '',
    });
    const labelled = runExport(registry, { format: 'text', promptIds: null, label: 'production' });
    expect(labelled.report).toMatchObject({ prompts: 1, versions: 1 });
    expect(Buffer.from(labelled.files[0]!.bytes).toString()).toContain('one');
    const newest = runExport(registry, { format: 'text', promptIds: null });
    expect(newest.report.losses.map((loss) => loss.text)).toContainEqual(
      expect.stringContaining('2 older ones are only in the workspace'),
    );
  });

  test('of nothing is refused', () => {
    const registry = newWorkspace();
    expect(refusalOf(() => runExport(registry, { format: 'galley', promptIds: null }))?.code).toBe('nothing-to-export');
    createPrompt(registry, 'only a draft');
    expect(refusalOf(() => runExport(registry, { format: 'galley', promptIds: null }))?.code).toBe('nothing-to-export');
  });

  test('counts as it goes, and can be stopped', () => {
    const registry = newWorkspace();
    for (const name of ['a', 'b', 'c']) promptWith(registry, name, name);
    const seen: [number, number][] = [];
    runExport(registry, { format: 'galley', promptIds: null }, (done, total) => seen.push([done, total]));
    expect(seen).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(() => runExport(registry, { format: 'galley', promptIds: null }, stop)).toThrow('stopped');
    promptWith(registry, 'd', 'still writes');
  });

  test.each(FORMATS.map((format) => format.name))(
    'as %s is one moment of the workspace, and is readable again',
    (format) => {
      const [from, to] = [newWorkspace(), newWorkspace()];
      promptWith(from, 'one', 'Plain words.');
      promptWith(from, 'folder/two', 'Hello {{ name }}, how are you?');
      const { files, report } = runExport(from, { format, promptIds: null });
      expect(report.prompts).toBe(2);
      const sources = files.map((file) => sourceFrom(file.path, file.bytes));
      expect(runImport(to, sources, format, ImportOptions.parse({}))).toMatchObject({ prompts: 2, skipped: 0 });
      expect(newestTexts(to)).toEqual(newestTexts(from));
    },
  );
});

describe('files to hand over', () => {
  test('are the file itself where it is one, else one archive of all', () => {
    const file = { path: 'folder/a.md', bytes: new Uint8Array([1, 2]) };
    expect(packFiles([file], 'acme')).toEqual({ path: 'a.md', bytes: file.bytes });
    const packed = packFiles([file, { path: 'b.md', bytes: new Uint8Array([3]) }], 'acme');
    expect(packed.path).toBe('acme.zip');
    expect(unzipSync(packed.bytes)).toEqual({ 'folder/a.md': file.bytes, 'b.md': new Uint8Array([3]) });
  });
});

function transfer(from: Registry, to: Registry): void {
  const { files } = runExport(from, { format: 'galley', promptIds: promptRows(from).map((row) => row.id) });
  const report = runImport(
    to,
    files.map((file) => sourceFrom(file.path, file.bytes)),
    null,
    ImportOptions.parse({}),
  );
  expect(report.losses).toEqual([]);
}

/** All that is known of a prompt, less the ids that a workspace gives. */
function whole(registry: Registry, name: string): unknown {
  const row = promptNamed(registry, name);
  const prompt = registry.state.promptSeq(row.id)!;
  const all = versionRows(registry, prompt);
  const numberOf = (id: string) => all.find((version) => version.id === id)!.number;
  const versions = all.map((version) => {
    const { author, message, committedAt, content } = versionById(registry, version.id);
    return { number: version.number, author, message, committedAt, content, parents: version.parents.map(numberOf) };
  });
  const moves = releases(registry, { prompt }).map(({ label, from, to, reason, author, at, rollback }) => ({
    label,
    from: from?.number,
    to: to?.number,
    reason,
    author,
    at,
    rollback,
  }));
  const { tags, labels, head, changedAt, archived } = row;
  return { name: row.name, tags, labels, head, changedAt, archived, versions, moves };
}

/** Runs `work` and takes back what it wrote. */
function undone(registry: Registry, work: () => void): void {
  const end = new Error('taken back');
  try {
    registry.transaction(() => {
      work();
      throw end;
    });
  } catch (error) {
    if (error !== end) throw error;
  }
}

/** The last message of every prompt. */
function newestTexts(registry: Registry): string[] {
  const contents = promptRows(registry).map((row) => promptDetail(registry, row.id).headVersion!.content);
  return contents.map((content) => content.messages.at(-1)!.text.trim());
}

function stop(): never {
  throw new Error('stopped');
}
