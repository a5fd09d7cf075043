import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyImport } from './apply-carried.ts';
import { LossList } from '../../../main/interchange/loss-list.ts';
import { archivePrompts, createPrompt, tagPrompts } from '../../../main/registry/edit-prompts.ts';
import { moveLabel } from '../../../main/registry/move-label.ts';
import { promptDetail, promptNamed, promptRows } from '../../../main/registry/prompt-queries.ts';
import type { Registry } from '../../../main/registry/registry.ts';
import { verify } from '../../../main/registry/verify.ts';
import { releases } from '../../../main/registry/release-queries.ts';
import { versionRows } from '../../../main/registry/version-queries.ts';
import type { CarriedPrompt, CarriedRelease, LossReport } from '../../../shared/interchange.ts';
import { anyPrompts } from '../../arbitrary-content.ts';
import { commit, hashOf, logOf, newWorkspace, promptWith, says } from '../registry/workspace-under-test.ts';
import { refusalOf } from './refusal-of.ts';

describe('an import', () => {
  test('of anything twice adds nothing the second time', () => {
    const registry = newWorkspace();
    fc.assert(
      fc.property(anyPrompts(undefined, true), (prompts) => {
        const undone = new Error('undone');
        expect(() =>
          registry.transaction(() => {
            const first = bring(registry, prompts);
            expect(first.prompts).toBe(prompts.length);
            expect(first.versions).toBe(prompts.reduce((sum, prompt) => sum + prompt.versions.length, 0));
            const log = logOf(registry);
            const hash = hashOf(registry);
            expect(bring(registry, prompts)).toMatchObject({ prompts: 0, versions: 0, unchanged: prompts.length });
            expect(logOf(registry)).toEqual(log);
            expect(hashOf(registry)).toBe(hash);
            throw undone;
          }),
        ).toThrow(undone);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps who wrote a version and when, as the version’s own', () => {
    const registry = newWorkspace();
    bring(registry, [prompt('a', ['one', 'two'], { author: 'Eve', committedAt: 1_600_000_000_000 })]);
    const versions = versionRows(registry, registry.state.promptSeq(promptNamed(registry, 'a').id)!);
    expect(versions).toMatchObject([
      { number: 2, author: 'Eve', committedAt: 1_600_000_000_000, parents: [versions[1]!.id] },
      { number: 1, author: 'Eve', parents: [] },
    ]);
    expect(promptNamed(registry, 'a').changedAt).toBe(1_600_000_000_000);
    verify(registry);
  });

  test('commits what is missing on top of the newest version, and nothing that is there', () => {
    const registry = newWorkspace();
    bring(registry, [prompt('a', ['one', 'two'])]);
    commit(registry, promptNamed(registry, 'a').id, 'mine');
    expect(bring(registry, [prompt('A', ['one', 'two'])])).toMatchObject({ prompts: 0, versions: 0, unchanged: 1 });
    expect(bring(registry, [prompt('a', ['one', 'two', 'three'])])).toMatchObject({
      prompts: 0,
      versions: 1,
      unchanged: 0,
    });
    expect(textsOf(registry, 'a')).toEqual(['one', 'two', 'mine', 'three']);
    expect(bring(registry, [prompt('a', ['three', 'one'])])).toMatchObject({ versions: 1 });
    expect(textsOf(registry, 'a')).toEqual(['one', 'two', 'mine', 'three', 'one']);
    verify(registry);
  });

  test('packs a long history together, and goes on from it', () => {
    const registry = newWorkspace();
    const texts = Array.from({ length: 37 }, (_, at) => `version ${at} ${'words '.repeat(at * 40)}`);
    bring(registry, [prompt('a', texts), prompt('b', texts.toReversed())]);
    commit(registry, promptNamed(registry, 'a').id, 'and one more');
    bring(registry, [prompt('a', [...texts, 'and one more', 'and another'])]);
    expect(textsOf(registry, 'a')).toEqual([...texts, 'and one more', 'and another']);
    expect(textsOf(registry, 'b')).toEqual(texts.toReversed());
    verify(registry);
  });

  test('sets labels that are not set, and leaves those that stand elsewhere, with a note', () => {
    const registry = newWorkspace();
    const carried = { ...prompt('a', ['one', 'two']), labels: { production: 0, staging: 1, latest: 1 } };
    expect(bring(registry, [carried]).losses).toMatchObject([{ severity: 'loss', prompt: 'a' }]);
    const { id } = promptNamed(registry, 'a');
    const [first] = promptDetail(registry, id).labelStates;
    const newest = promptDetail(registry, id).headVersion!;
    moveLabel(registry, {
      promptId: id,
      label: 'production',
      versionId: newest.id,
      expectedMoveId: first!.moveId,
      reason: '',
    });
    const again = bring(registry, [carried]);
    expect(again.losses.map((loss) => loss.text)).toContain(
      '“production” stands on another version here and was not moved.',
    );
    expect(promptNamed(registry, 'a').labels).toEqual([
      { label: 'production', number: 2 },
      { label: 'staging', number: 2 },
    ]);
  });

  test('brings the record of releases to a new prompt', () => {
    const registry = newWorkspace();
    const carried = {
      ...prompt('a', ['one', 'two']),
      labels: { production: 0 },
      releases: [release(null, 0, 1), release(0, 1, 2), release(1, 0, 3, true)],
    };
    bring(registry, [carried]);
    expect(
      releases(registry, { limit: 10 })
        .toReversed()
        .map(({ reason, author, at, rollback }) => ({ reason, author, at, rollback })),
    ).toEqual([
      { reason: 'at 1', author: 'Eve', at: 1, rollback: false },
      { reason: 'at 2', author: 'Eve', at: 2, rollback: false },
      { reason: 'at 3', author: 'Eve', at: 3, rollback: true },
    ]);
    verify(registry);
  });

  test('adds tags to a prompt that is there, and does not bring back an archived one', () => {
    const registry = newWorkspace();
    const { promptId } = promptWith(registry, 'a', 'one');
    tagPrompts(registry, [promptId], ['mine'], []);
    archivePrompts(registry, [promptId], true);
    const report = bring(registry, [{ ...prompt('a', ['two']), tags: ['theirs'] }]);
    expect(report.losses).toMatchObject([
      { severity: 'note', text: 'A prompt of this name is archived here and stays archived.' },
    ]);
    expect(promptDetail(registry, promptId)).toMatchObject({ tags: ['mine', 'theirs'], archived: true, head: 2 });
  });

  test('puts everything below a folder', () => {
    const registry = newWorkspace();
    bring(registry, [prompt('a', ['x']), prompt('deep/b', ['y'])], 'from/desk');
    expect(promptRows(registry).map((row) => row.name)).toEqual(['from/desk/a', 'from/desk/deep/b']);
  });
});

describe('names that stand more than once', () => {
  test.each([
    [
      ['a', 'a', 'a'],
      ['a', 'a 2', 'a 3'],
    ],
    [
      ['a', 'A', 'á'],
      ['a', 'A 2', 'á'],
    ],
    [
      ['a 2', 'a', 'a'],
      ['a 2', 'a', 'a 3'],
    ],
    [
      ['a', 'a', 'a 2'],
      ['a', 'a 2', 'a 2 2'],
    ],
    [
      ['a', 'a 2', 'a', 'a 2'],
      ['a', 'a 2', 'a 3', 'a 2 2'],
    ],
  ])('%j become prompts of their own', (names, expected) => {
    const registry = newWorkspace();
    const carried = names.map((name, at) => prompt(name, [`text ${at}`]));
    const report = bring(registry, carried);
    expect(report).toMatchObject({ prompts: names.length, versions: names.length });
    expect(
      promptRows(registry)
        .map((row) => row.name)
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(expected.toSorted((a, b) => a.localeCompare(b)));
    for (const [at, name] of expected.entries()) expect(textsOf(registry, name)).toEqual([`text ${at}`]);
    expect(bring(registry, carried)).toMatchObject({ prompts: 0, versions: 0, unchanged: names.length });
  });

  test('ten thousand of one name take no longer than as many names', () => {
    const registry = newWorkspace();
    const report = bring(
      registry,
      Array.from({ length: 10_000 }, (_, at) => prompt('same', [`text ${at}`])),
    );
    expect(report).toMatchObject({ prompts: 10_000, lossCount: 9_999, losses: { length: 1_000 } });
    expect(promptNamed(registry, 'same 10000').head).toBe(1);
  });
});

describe('what cannot be kept', () => {
  test.each<[string, CarriedPrompt, RegExp]>([
    ['a name with “..”', prompt('a/../b', ['x']), /cannot hold “\.\.” as a folder/],
    ['a name with a control character', prompt('a\u0007', ['x']), /control or invisible characters/],
    ['a name of 10,000 characters', prompt('x'.repeat(10_000), ['x']), /may have 200 characters; this one has 10,000/],
    [
      'a text of 11 million characters',
      prompt('a', ['x'.repeat(11_000_000)]),
      /A message has 11,000,000 characters; Galley keeps up to 10,000,000/,
    ],
    ['half of a character', prompt('a', ['half \ud800']), /half of a surrogate pair/],
  ])('%s passes the prompt over, and the rest comes in', (_, bad, sentence) => {
    const registry = newWorkspace();
    const report = bring(registry, [
      prompt('before', ['x']),
      { ...bad, file: 'f.csv', line: 7 },
      prompt('after', ['y']),
    ]);
    expect(report).toMatchObject({ prompts: 2, skipped: 1, losses: [{ severity: 'error', file: 'f.csv', line: 7 }] });
    expect(report.losses[0]!.text).toMatch(sentence);
    expect(report.losses[0]!.prompt!.length).toBeLessThanOrEqual(200);
    expect(promptRows(registry).map((row) => row.name)).toEqual(['after', 'before']);
    const hash = hashOf(registry);
    expect(refusalOf(() => bring(registry, [prompt('new', ['x']), bad], '', true))?.code).toBe('strict');
    expect(hashOf(registry)).toBe(hash);
  });

  test('around a text is cut or left behind, and said', () => {
    const registry = newWorkspace();
    const bad = prompt('a', ['x'], { message: 'm'.repeat(6_000), author: 'e'.repeat(300), committedAt: 0.5 });
    const report = bring(registry, [
      { ...bad, tags: ['good', 'bad,tag', 'x'.repeat(50)] },
      prompt('b', ['y'], { author: '', message: 'half \ud800' }),
    ]);
    expect(report).toMatchObject({ prompts: 2, skipped: 0, lossCount: 5 });
    expect(report.losses.map((loss) => loss.text)).toEqual([
      'A version’s message was cut after 5,000 characters.',
      'A version’s date was left behind: it is not a time.',
      expect.stringMatching(/^The tag “bad,tag” was left behind/) as string,
      expect.stringMatching(/^The tag “x+” was left behind/) as string,
      'A version’s message held half of a character, which was replaced.',
    ]);
    expect(promptNamed(registry, 'a').tags).toEqual(['good']);
    verify(registry);
  });
});

describe('an import that is stopped', () => {
  test.each(['by its reader', 'by a person', 'by a full disk'])('%s adds nothing, and the next one is whole', (how) => {
    const registry = newWorkspace();
    createPrompt(registry, 'mine');
    const hash = hashOf(registry);
    const changes = registry.log.count();
    const prompts = Array.from({ length: 50 }, (_, at) => prompt(`p ${at}`, [`one ${at}`, `two ${at}`, noise()]));
    const stop = new Error('stopped');
    const read = function* () {
      for (const [at, one] of prompts.entries()) {
        if (how === 'by its reader' && at === 40) throw stop;
        yield one;
      }
    };
    const onProgress = (done: number) => {
      if (how === 'by a person' && done === 40) throw stop;
    };
    const pages = Number(registry.db.pragma('page_count', { simple: true }));
    if (how === 'by a full disk') registry.db.pragma(`max_page_count = ${pages + 10}`);
    expect(() => applyImport(registry, read(), new LossList(false), { folder: '', onProgress })).toThrow(
      /stopped|full/,
    );
    expect(hashOf(registry)).toBe(hash);
    expect(registry.log.count()).toBe(changes);
    registry.db.pragma('max_page_count = 1000000');
    expect(bring(registry, prompts)).toMatchObject({ prompts: 50, versions: 150 });
    expect(textsOf(registry, 'p 49')).toEqual([
      'one 49',
      'two 49',
      prompts[49]!.versions[2]!.content.messages[0]!.text,
    ]);
    verify(registry);
  });
});

function bring(registry: Registry, prompts: CarriedPrompt[], folder = '', strict = false): LossReport {
  return applyImport(registry, prompts, new LossList(strict), { folder });
}

function prompt(
  name: string,
  texts: string[],
  about: { message?: string; author?: string; committedAt?: number } = {},
): CarriedPrompt {
  return {
    name,
    tags: [],
    labels: {},
    versions: texts.map((text) => ({ content: says(text), message: '', ...about })),
  };
}

function textsOf(registry: Registry, name: string): string[] {
  const { id } = promptNamed(registry, name);
  return versionRows(registry, registry.state.promptSeq(id)!)
    .toReversed()
    .map(
      (version) =>
        (JSON.parse(registry.log.content(registry.state.versionSeq(id, version.id)!)) as ReturnType<typeof says>)
          .messages[0]!.text,
    );
}

/** Text that does not pack. */
function noise(): string {
  return Array.from({ length: 2_000 }, () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000))).join(
    '',
  );
}

function release(from: number | null, to: number | null, at: number, rollback = false): CarriedRelease {
  return { label: 'production', from, to, reason: `at ${at}`, author: 'Eve', at, rollback };
}
